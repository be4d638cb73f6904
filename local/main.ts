// The commands of the local platform, run by Node 24: `npm start`, `npm stop`, `npm test`, …
import { platformFromEnvironment } from './platform.ts'

const commands: Record<string, (platform: ReturnType<typeof platformFromEnvironment>, args: string[]) => Promise<number>> = {
  start: async (platform, args) => (await import('./commands/start.ts')).start(platform, args),
  stop: async (platform, args) => (await import('./commands/stop.ts')).stop(platform, args),
  status: async (platform, args) => (await import('./commands/status.ts')).status(platform, args),
  logs: async (platform, args) => (await import('./commands/logs.ts')).logs(platform, args),
  terminal: async (platform) => (await import('./commands/terminal.ts')).terminal(platform),
  approve: async (platform, args) => (await import('./commands/approve-change.ts')).approveCommand(platform, args),
  reset: async (platform, args) => (await import('./commands/reset.ts')).reset(platform, args),
  dev: async (platform, args) => (await import('./dev/dev.ts')).dev(platform, args),
  test: async (platform, args) => (await import('./commands/test.ts')).test(platform, args),
  check: async (platform, args) => (await import('./commands/check.ts')).check(platform, args),
  bench: async (platform, args) => (await import('./commands/bench.ts')).bench(platform, args),
  voice: async (platform, args) => (await import('./commands/voice.ts')).voice(platform, args),
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.error(`no command "${name}": there are ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}
try {
  process.exitCode = await command(platformFromEnvironment(), args)
} catch (error) {
  console.error(`\n${(error as Error).message}`)
  if (process.env.JARI_DEBUG) console.error(error)
  process.exitCode = 1
}
