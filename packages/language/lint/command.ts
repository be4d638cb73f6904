import { parseArgs } from 'node:util'
import { readCatalogue } from '../score/catalogue.ts'
import { fromCaller } from '../score/command.ts'
import { lintNames } from './lint.ts'

/** `npm run voice:lint -- --catalogue FILE`: prints what will be misunderstood; returns 1 where something was found. */
export function lintCommand(args: string[], say: (line: string) => void = console.log): number {
  const { values } = parseArgs({ args, options: { catalogue: { type: 'string' } } })
  if (!values.catalogue) throw new Error('give --catalogue FILE')
  const findings = lintNames(readCatalogue(fromCaller(values.catalogue)))
  for (const { kind, lang, text } of findings) say(`${kind.padEnd(6)} ${lang}  ${text}`)
  say(findings.length === 0 ? 'No names collide or sound alike.' : `${findings.length} found; what to do: docs/naming.md`)
  return findings.length === 0 ? 0 : 1
}
