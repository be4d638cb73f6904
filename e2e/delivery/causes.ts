import type { TestPlatform } from '../platform.ts'
import type { Part, Say } from './check.ts'
import { type Contained, contain, deliverGood } from './contain.ts'
import { plants } from './plants.ts'

/** Plants the causes one after the other (`words`: only those whose name has one of them), then brings a good change past all of them. */
export async function containAll(test: TestPlatform, words: readonly string[] | undefined, say: Say): Promise<Part> {
  const chosen = plants.filter(({ name }) => words === undefined || words.some((word) => name.includes(word)))
  if (chosen.length === 0) throw new Error(`no cause is called "${words?.join(',')}": there are ${plants.map(({ name }) => name).join(', ')}`)
  const sound = await deliverGood(test, undefined)
  const seen: Contained[] = []
  for (const plant of chosen) {
    const contained = await contain(test, plant, sound)
    seen.push(contained)
    say(`${contained.faults.length === 0 ? 'ok ' : 'NO '} ${plant.name}: ${contained.firstLine}${contained.backAfter === undefined ? '' : ` (dev back after ${contained.backAfter.toFixed(1)} s)`}`)
    for (const fault of contained.faults) say(`    ${fault}`)
  }
  await deliverGood(test, { sound, bad: seen.flatMap(({ release }) => release ?? []) })
  say('ok  the next good change went to dev and staging, and none of these releases was ever anywhere else')
  const back = seen.flatMap(({ backAfter }) => backAfter ?? [])
  const figures = {
    planted: seen.length,
    named: seen.filter(({ named }) => named).length,
    contained: seen.filter(({ faults }) => faults.length === 0).length,
    rolledBack: back.length,
    slowestRollbackSeconds: Math.max(0, ...back),
    causes: seen.map(({ name, firstLine, backAfter }) => ({ name, firstLine, backAfter })),
  }
  say(`${figures.named} of ${figures.planted} named, ${figures.contained} contained, ${figures.rolledBack} taken back, the slowest in ${figures.slowestRollbackSeconds.toFixed(1)} s (target ≤ 45)`)
  return { figures, faults: seen.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)) }
}
