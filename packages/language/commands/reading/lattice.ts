import { gap } from '../../text/units.ts'
import type { Heard } from './text.ts'
import type { Sense, Token } from './token.ts'

/** How a word stands in a sentence: `noun` can carry particles, `particle` needs a noun before it, `whole` is a word by itself. */
export type Stand = 'noun' | 'particle' | 'whole' | 'other' | 'unknown'
export type Arc = { readonly from: number; readonly to: number; readonly cost: number; readonly stand: Stand; readonly sense: Sense }

/** What came before a place: nothing or a predicate, a word by itself, a noun with its particles, something unexplained, a particle that stood apart from its noun, or one that did not. */
const after = { other: 0, noun: 1, unknown: 2, loose: 3, bound: 4, whole: 5 } as const
const states = 6
const stateOf = { noun: after.noun, particle: after.bound, whole: after.whole, other: after.other, unknown: after.unknown } as const

/** A word more costs this, so that long words win over many short ones. */
const perWord = 0.12
const perSpaceWithin = 0.03
const unknownWord = 1.2
const unknownUnit = 0.45

/** The cheapest reading of a sentence (Viterbi): every unit is in one token; what nothing explains is `unknown`. */
export function cheapestPath(heard: Heard, arcs: readonly (readonly Arc[])[]): Token[] {
  const count = heard.units.length
  const cost = new Float64Array((count + 1) * states).fill(Infinity)
  const arc: (Arc | undefined)[] = []
  const before = new Int32Array((count + 1) * states)
  cost[0] = 0
  for (let at = 0; at < count; at += 1) {
    const glued = at > 0 && heard.units[at]!.gap === gap.none
    const unexplained = unknownArcs(heard, at)
    for (let state = 0; state < states; state += 1) {
      const here = cost[at * states + state]!
      if (here === Infinity) continue
      const step = (one: Arc): void => {
        const price = here + one.cost + perWord + seam(heard, state, one, glued)
        const to = one.to * states + (one.stand === 'particle' && !glued ? after.loose : stateOf[one.stand])
        if (price < cost[to]!) {
          cost[to] = price
          arc[to] = one
          before[to] = at * states + state
        }
      }
      for (const one of arcs[at]!) step(one)
      if (state !== after.unknown || !glued) for (const one of unexplained) step(one)
    }
  }
  let end = count * states
  for (let state = 1; state < states; state += 1) if (cost[count * states + state]! < cost[end]!) end = count * states + state
  const path: Token[] = []
  for (let at = end; arc[at]; at = before[at]!) path.push({ from: arc[at]!.from, to: arc[at]!.to, sense: arc[at]!.sense, cost: arc[at]!.cost })
  return path.reverse()
}

/** What it costs that a word stands where it does. */
function seam(heard: Heard, state: number, { from, to, stand }: Arc, glued: boolean): number {
  let price = 0
  for (let at = from + 1; at < to; at += 1) if (heard.units[at]!.gap !== gap.none) price += heard.units[at]!.gap > gap.space ? 1.5 : stand === 'unknown' ? 0 : stand === 'whole' ? 0.2 : perSpaceWithin
  if (stand === 'particle') return price + (state === after.other || state === after.whole ? 2.5 : 0) + (glued ? 0 : 0.4)
  const closed = to >= heard.units.length || heard.fresh[to]!
  if (stand === 'whole' && (glued || !closed)) price += to - from > 1 ? 0.25 : 0.45
  if (!glued) return price
  if (stand === 'unknown') return price + (state === after.other || state === after.whole ? 1.5 : 1.2)
  if (state === after.unknown) return price + 0.9
  // '예약' is no '예' and '약'
  if (state === after.loose || ((state === after.whole || state === after.bound) && to - from === 1 && stand === 'noun')) return price + 1.8
  if ((state === after.other || state === after.whole) && to - from === 1 && stand !== 'whole') return price + 0.8
  return price + 0.06
}

/** Unexplained runs that begin here: to each later unit of the word. */
function unknownArcs(heard: Heard, from: number): Arc[] {
  const out: Arc[] = []
  let length = 0
  for (let to = from + 1; to <= heard.units.length; to += 1) {
    length += unknownLength(heard.units[to - 1]!)
    out.push({ from, to, cost: unknownWord + unknownUnit * length, stand: 'unknown', sense: unknown })
    if (to < heard.units.length && (heard.fresh[to]! || to - from > 12)) break
  }
  return out
}

const unknown: Sense = { is: 'unknown' }

/** A syllable, or for other scripts about as many as it would be. */
function unknownLength({ kind, text }: Heard['units'][number]): number {
  return kind === 'hangul' ? 1 : Math.min(4, Math.ceil(text.length / 2))
}

/** Whether so much is unexplained that no slip of a recogniser explains it: what is left is not searched for names that sound alike. */
export function isTalk(heard: Heard, doubtful: readonly Token[]): boolean {
  const units = doubtful.reduce((sum, { from, to }) => sum + to - from, 0)
  const most = heard.units[0]?.kind === 'latin' ? 6 : 8
  return units > most || (heard.units.length > 7 && units > heard.units.length * 0.7)
}
