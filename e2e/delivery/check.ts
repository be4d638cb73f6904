/**
 * What delivery promises, tried on a real platform: twelve causes planted one after the other (each contained in dev, named by the first
 * line of its run, taken back, held), a freeze, and a hotfix past twelve unreleased commits.
 *
 *   npm run check:delivery                          on a platform of its own: about 35 minutes once the tools are built
 *   npm run check:delivery -- --state DIR           on a test platform that was left up (npm run bench:loop -- --keep), which stays up
 *   npm run check:delivery -- --only causes,freeze  these parts: causes, freeze, hotfix
 *   npm run check:delivery -- --causes crash,probe  only causes whose name has one of these words
 *   npm run check:delivery -- --json                prints one JSON object last
 */
import { parseArgs } from 'node:util'
import { existingPlatform, testPlatform, type TestPlatform } from '../platform.ts'
import { containAll } from './causes.ts'
import { freezeAndThaw } from './freeze.ts'
import { fixPast } from './hotfix.ts'

export type Say = (line: string) => void
/** One part of the check: figures for the JSON object, and what is not as it should be. */
export type Part = { readonly figures: unknown; readonly faults: readonly string[] }

/** Runs the check; see above for `args`. The exit code is 1 if something is not as it should be. */
export async function check(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, state: { type: 'string' }, only: { type: 'string' }, causes: { type: 'string' } },
  })
  const parts: Record<string, (test: TestPlatform, say: Say) => Promise<Part>> = {
    causes: (test, say) => containAll(test, values.causes?.split(','), say),
    freeze: freezeAndThaw,
    hotfix: fixPast,
  }
  const chosen = values.only?.split(',') ?? Object.keys(parts)
  const unknown = chosen.filter((name) => !(name in parts))
  if (unknown.length > 0) throw new Error(`no part "${unknown.join('", "')}": there are ${Object.keys(parts).join(', ')}`)
  const test = values.state === undefined ? await testPlatform() : await existingPlatform(values.state)
  try {
    if (values.state === undefined) await test.npm('start')
    const faults: string[] = []
    const figures: Record<string, unknown> = {}
    for (const name of chosen) {
      console.log(`\n${name}`)
      const part = await parts[name]!(test, console.log)
      figures[name] = part.figures
      faults.push(...part.faults.map((fault) => `${name}: ${fault}`))
    }
    for (const fault of faults) console.log(`NOT AS IT SHOULD BE: ${fault}`)
    if (values.json) console.log(JSON.stringify({ ...figures, faults: faults.length }))
    return faults.length > 0 ? 1 : 0
  } finally {
    if (values.state === undefined) await test.remove()
  }
}
