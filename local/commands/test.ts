import { spawn } from 'node:child_process'
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Platform } from '../platform.ts'
import { install, missing, platformPackages, testPackages, whyNot } from '../prerequisites.ts'
import type { Stage } from '../test/stages.ts'
import { stages } from '../test/stages.ts'
import { commitOfFiles, rememberPassed } from '../test/verified.ts'
import { plainTell } from '../progress.ts'
import { ensureTools } from '../tools/ensure.ts'

type Counts = { passed: number; failed: number; skipped: number }

/** `npm test [-- --all] [--only STAGE,…] [--from STAGE]`: returns the exit code; prints the counts alone on the last line. */
export async function test(platform: Platform, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { all: { type: 'boolean', default: false }, only: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) {
    for (const { name, about } of stages) console.log(`${name.padEnd(12)} ${about}`)
    return 0
  }
  const chosen = choose(values.only?.split(','), values.from)
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 }
  const obstacle = await whyNot()
  for (const stage of chosen) {
    const began = Date.now()
    console.log(`\n== ${stage.name}: ${stage.about}`)
    const commit = await commitOfFiles(platform.checkout)
    const result = await runStage(platform, stage, stage.needs === 'platform' ? obstacle : undefined)
    for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += result[key]
    console.log(`== ${stage.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped in ${((Date.now() - began) / 1000).toFixed(1)} s`)
    if (result.failed === 0 && commit !== undefined && commit === (await commitOfFiles(platform.checkout))) await rememberPassed(platform, stage.name, commit, result.passed)
    if (result.failed > 0 && !values.all) {
      console.log(`Stopped at the first failing stage; npm test -- --all goes on, npm test -- --only ${stage.name} repeats it.`)
      break
    }
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0
}

/** The stages asked for; throws an Error naming a stage that does not exist. */
export function choose(only?: readonly string[], from?: string): Stage[] {
  for (const name of [...(only ?? []), ...(from ? [from] : [])])
    if (!stages.some((stage) => stage.name === name)) throw new Error(`no stage "${name}": there are ${stages.map((stage) => stage.name).join(', ')}`)
  const begin = from ? stages.findIndex((stage) => stage.name === from) : 0
  return stages.slice(begin).filter((stage) => !only || only.includes(stage.name))
}

async function runStage(platform: Platform, stage: Stage, obstacle: string | undefined): Promise<Counts> {
  if (stage.command) {
    const code = await inherit([...stage.command], platform.checkout)
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  }
  const files = await testFiles(platform.checkout, stage)
  if (obstacle) {
    console.log(`skipped: ${obstacle}`)
    return { passed: 0, failed: 0, skipped: files.length }
  }
  // each file is a process that loads much of the same code
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(platform.cache, 'compiled') }
  if (stage.installs) {
    await install(await missing([...platformPackages, ...testPackages]), console.log)
  }
  if (stage.installs === 'tools' || stage.name === 'integration') {
    env.JARI_BIN = await ensureTools(platform, 'all', plainTell(console.log))
    env.PATH = `${env.JARI_BIN}:${env.PATH}`
  }
  if (files.length === 0) throw new Error(`stage ${stage.name} has no test files (${stage.files?.join(', ')})`)
  const folder = await mkdtemp(join(tmpdir(), 'jari-test-'))
  try {
    const countFile = join(folder, 'counts')
    const code = await inherit(
      [
        process.execPath,
        '--test',
        `--test-concurrency=${Math.min(stage.concurrency ?? 1, availableParallelism())}`,
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(platform.checkout, 'local/test/counts.mjs')}`,
        `--test-reporter-destination=${countFile}`,
        ...files,
      ],
      platform.checkout,
      env,
    )
    const counts = JSON.parse((await readFile(countFile, 'utf8')).trim() || '{}') as Record<string, number>
    const failed = (counts.failed ?? 0) + (counts.cancelled ?? 0)
    return { passed: counts.passed ?? 0, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: (counts.skipped ?? 0) + (counts.todo ?? 0) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function testFiles(checkout: string, stage: Stage): Promise<string[]> {
  const found: string[] = []
  for (const pattern of stage.files ?? [])
    for await (const file of glob(pattern, { cwd: checkout, exclude: (entry) => ['node_modules', '.git', 'releases', 'dist'].includes(entry) })) found.push(file)
  return [...new Set(found)].sort()
}

function inherit(command: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const [program, ...args] = command as [string, ...string[]]
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit' })
    child.on('error', failed)
    child.on('exit', (code) => done(code ?? 1))
  })
}
