/**
 * The whole loop, measured on a platform of its own: first start, push to dev, commit to Synced, rolling updates under load,
 * idle cost, second start. Prints numbers beside their targets and judges nothing.
 *
 *   npm run bench:loop                            about 15 minutes once the tools are built
 *   npm run bench:loop -- --json                  prints one JSON object last
 *   npm run bench:loop -- --keep                  leaves the platform up and says how to measure it again
 *   npm run bench:loop -- --state DIR             measures a platform that was left up, and leaves it up
 *   npm run bench:loop -- --only push,synced      only these measurements
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { existingPlatform, testPlatform, type TestPlatform } from '../e2e/platform.ts'
import { measureAbrupt } from './loop/abrupt.ts'
import { measureIdle } from './loop/idle.ts'
import { measurePush } from './loop/push.ts'
import { settled } from './loop/settled.ts'
import { measureRestart, measureStart } from './loop/start.ts'
import { measureSynced } from './loop/synced.ts'

/** Measures one thing; returns what it adds to the JSON object. */
type Measurement = (test: TestPlatform, say: (line: string) => void) => Promise<Record<string, unknown>>

/** In this order: the ones that change something before the ones that want quiet. */
const measurements: Readonly<Record<string, Measurement>> = {
  push: measurePush,
  synced: measureSynced,
  abrupt: measureAbrupt,
  idle: measureIdle,
  restart: measureRestart,
}

/** Runs the measurements; see above for `args`. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false }, state: { type: 'string' }, only: { type: 'string' } },
  })
  const chosen = values.only?.split(',') ?? Object.keys(measurements)
  const unknown = chosen.filter((name) => !(name in measurements))
  if (unknown.length > 0) throw new Error(`no measurement "${unknown.join('", "')}": there are ${Object.keys(measurements).join(', ')}`)
  const say = (line: string) => console.log(line)
  const test = values.state ? await existingPlatform(values.state) : await testPlatform()
  const interrupted = new Promise<never>((_, failed) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => failed(new Error(`ended by ${signal}`)))
  })
  const measure = async () => {
    const figures: Record<string, unknown> = { start: await measureStart(test, say) }
    for (const name of Object.keys(measurements).filter((one) => chosen.includes(one))) {
      await settled(test)
      say(`\n${name}`)
      Object.assign(figures, await measurements[name]!(test, say))
    }
    return figures
  }
  try {
    const figures = await Promise.race([measure(), interrupted])
    if (values.json) console.log(JSON.stringify(figures))
    return 0
  } finally {
    if (values.keep || values.state) say(`\nThe platform is left up. Again: npm run bench:loop -- --state ${test.platform.state}\nEnd it: JARI_STATE=${test.platform.state} JARI_PORT=${test.platform.ports.delivery} npm run reset -- --yes, then delete ${join(test.platform.state, '..')}`)
    else await test.remove()
  }
}
