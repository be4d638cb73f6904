import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { helpOf, loadStep, stepNames } from './catalogue.ts'
import { exitCodes, Failure, Usage } from './outcome.ts'
import { settingNames, settingsFrom } from './settings.ts'
import type { AnyStep, Context } from './step.ts'

const common = { help: { type: 'boolean' }, json: { type: 'boolean' }, checkout: { type: 'string' } } as const

/** Runs `jari <step> …` and answers the exit code. The first line of stderr names the cause of a failure. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const json = argv.includes('--json')
  try {
    const [name, ...rest] = argv
    if (name === undefined || name === '--help' || name === 'help') {
      console.log(overview())
      return exitCodes.done
    }
    if (!stepNames().includes(name)) throw new Usage(`there is no step "${name}"; there are: ${stepNames().join(', ')}`)
    const step = await loadStep(name)
    const given = parse(name, rest, step.options)
    if (given.help) {
      console.log(helpOf(name).trimEnd())
      return exitCodes.done
    }
    const context: Context = {
      checkout: String(given.checkout ?? process.cwd()),
      settings: settingsFrom(env),
      say: json ? () => {} : (line) => console.log(line),
      now: Date.now,
      sleep: (milliseconds) => setTimeout(milliseconds),
    }
    const result = await step.run(context, given as never)
    if (json) console.log(JSON.stringify(result))
    return exitCodes.done
  } catch (error) {
    return report(error, json)
  }
}

function parse(name: string, args: string[], options: AnyStep['options']) {
  try {
    return parseArgs({ args, options: { ...common, ...options }, allowPositionals: false, strict: true }).values as Record<string, string | boolean | undefined>
  } catch (error) {
    throw new Usage(`${(error as Error).message.split('\n')[0]} (see "jari ${name} --help")`)
  }
}

function overview(): string {
  return [
    'jari <step> [options]',
    '', 'Steps:', ...table(stepNames().map((name) => [name, helpOf(name).split('\n')[0] ?? ''])),
    '', 'Settings, from the environment; a step\'s help names those that it reads:', ...table(Object.entries(settingNames)),
    '', 'jari <step> --help tells more; --json prints one JSON object; --checkout FOLDER works on another checkout than the one it is run in',
    'exit: 0 done, 1 failed, 2 wrong usage, 3 refused by a gate',
  ].join('\n')
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}

function report(error: unknown, json: boolean): number {
  const known = error instanceof Failure
  const exitCode = known ? error.exitCode : exitCodes.failed
  console.error(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error))
  if (json) console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error), exitCode }))
  return exitCode
}
