import { gap } from '../../text/units.ts'
import type { Naming } from '../naming.ts'
import { type Arc, cheapestPath, isTalk } from '../reading/lattice.ts'
import type { Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'
import { exactArcs } from './exact.ts'
import { takenApart } from './linked.ts'
import { nearArcs } from './near.ts'

/** The likeliest reading of a Korean sentence, word by word. */
export function readKorean(heard: Heard, naming: Naming): Token[] {
  const arcs: Arc[][] = heard.units.map((_, at) => exactArcs(heard, naming, at))
  const apart = takenApart(heard)
  if (apart) for (const at of arcs.keys()) if (covers(apart.changed, at, at + longestName)) arcs[at]!.push(...exactArcs(apart.heard, naming, at).filter(({ to, sense }) => sense.is !== 'act' && covers(apart.changed, at, to)).map((arc) => ({ ...arc, cost: arc.cost + 0.15 })))
  const first = cheapestPath(heard, arcs)
  const doubtful = first.filter((token, index) => isDoubtful(heard, token, first[index + 1], first[index - 1]))
  if (doubtful.length === 0 || isTalk(heard, first.filter((token) => token.sense.is === 'unknown' || doubtful.includes(token)))) return first
  for (const at of doubtfulStarts(heard, first, doubtful)) arcs[at]!.push(...nearArcs(heard, naming, at))
  return cheapestPath(heard, arcs)
}

/** Names with more syllables are not looked for where words ran together. */
const longestName = 12

function covers(changed: ReadonlySet<number>, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (changed.has(at)) return true
  return false
}

/** Unexplained, or small words of one syllable within a word, as '에', '어', '껀' of '에어껀': what was said may be another word that was heard wrong. */
function isDoubtful({ units }: Heard, { from, to, sense }: Token, next: Token | undefined, previous: Token | undefined): boolean {
  if (sense.is === 'unknown') return !sense.known
  // '후' without a time before it
  if (sense.is === 'after' && to - from === 1) return previous?.sense.is !== 'number' && previous?.sense.is !== 'half' && previous?.sense.is !== 'value'
  if (to - from > 1) return false
  const glued = next !== undefined && units[to]!.gap === gap.none
  if (sense.is === 'particle' && units[from]!.gap !== gap.none) return glued
  if (sense.is === 'filler' || sense.is === 'feeling' || sense.is === 'all') return glued && next.sense.is !== 'particle'
  return sense.is === 'act' && units[from]!.gap === gap.none && previous !== undefined && previous.to - previous.from === 1 && (previous.sense.is === 'filler' || previous.sense.is === 'feeling')
}

/** Where a word that was heard wrong may begin: at or shortly before what is doubtful, and at the names before it. */
function doubtfulStarts(heard: Heard, tokens: readonly Token[], doubtful: readonly Token[]): ReadonlySet<number> {
  const starts = new Set<number>()
  // with little unexplained every syllable may begin a name; with more only words do, for the time it takes
  const few = doubtful.reduce((sum, { from, to }) => sum + to - from, 0) <= 5
  for (const { from, to } of doubtful) for (let at = Math.max(0, from - 2); at < to; at += 1) if (few || at <= from || heard.fresh[at]!) starts.add(at)
  for (const token of doubtful) {
    const before = tokens[tokens.indexOf(token) - 1]
    if (before?.sense.is === 'named' || before?.sense.is === 'number') starts.add(before.from)
  }
  return starts
}
