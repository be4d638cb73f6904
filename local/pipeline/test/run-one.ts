// Runs one pipeline in a process of its own, for tests that kill it: run-one.ts '{"platform", "environment", "secrets", "number", "commit"}'
import { runPipeline, type RunOptions } from '../run.ts'

const options = JSON.parse(process.argv[2] ?? '') as RunOptions
await runPipeline(options)
