import { readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readCatalogue, understandingOf } from './catalogue.ts'
import { readCases } from './format.ts'
import { report, stepLine } from './report.ts'
import { runCases, type Step } from './run.ts'

/**
 * `npm run voice:score -- --catalogue FILE --cases FILE… [--jsonl OUT]`: prints the table, writes one line a step to OUT.
 * Returns 0 however bad the scores are; throws an Error where a file can't be read.
 */
export function scoreCommand(args: string[], say: (line: string) => void = console.log): number {
  const { values } = parseArgs({
    args,
    options: { catalogue: { type: 'string' }, cases: { type: 'string', multiple: true }, jsonl: { type: 'string' } },
  })
  if (!values.catalogue || !values.cases?.length) throw new Error('give --catalogue FILE and --cases FILE')
  const understanding = understandingOf(readCatalogue(fromCaller(values.catalogue)))
  const sets = values.cases.map((file) => {
    const steps = runCases(readCases(readFileSync(fromCaller(file), 'utf8'), file), understanding)
    return { name: basename(file, '.jsonl'), steps }
  })
  const all: Step[] = sets.flatMap(({ steps }) => steps)
  if (values.jsonl) writeFileSync(fromCaller(values.jsonl), all.map((step) => `${stepLine(step)}\n`).join(''))
  say(report(sets))
  return 0
}

/** npm runs scripts in the checkout, and says in INIT_CWD where the caller was. */
export const fromCaller = (file: string) => resolve(process.env.INIT_CWD ?? process.cwd(), file)
