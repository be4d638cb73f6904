import { finalOf } from '../../korean/hangul.ts'
import type { Mood } from '../../korean/verbs.ts'
import { type Unit, gap } from '../../text/units.ts'
import type { Sense } from '../catalogue.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Menu } from '../menu.ts'
import type { Token } from '../tokens.ts'
import type { Counter, Does, Tag } from '../words.ts'
import { fits, looseCost, nameCost, soundCost } from './cost.ts'

export type Draft = {
  from: number; to: number; senses: Sense[]; tags?: Set<Tag>; verb?: { does: Set<Does>; mood: Mood; polite: boolean }
  particle?: NonNullable<Token['particle']>; ordinal?: number; number?: number; counter?: Counter; cost: number
  /** A short form that only sounds like it: gives way to a word that is spelled so. */
  loose?: boolean
  /** Spelled so. */
  exact?: boolean
}

export type Edges = Map<number, Draft>[]

/** Whether a name ends here: '민트초코콘'. */
function namedBefore(edges: Edges, to: number): boolean {
  return edges.slice(Math.max(0, to - 8), to).some(list => (list.get(to)?.senses.length ?? 0) > 0)
}

/** Words that drop or send an order, and sound like nothing else. */
export const grave = /^(?:취소|결제|계산)/

export function edgesOf(units: readonly Unit[], menu: Menu, lexicon: Lexicon): Edges {
  const edges: Edges = units.map(() => new Map())
  for (let from = 0; from < units.length; from += 1) {
    const unit = units[from]
    if (!unit) continue
    for (const match of menu.dictionary.at(units, from)) {
      if (!fits(units, match.from, match.to)) continue
      const sense = match.value
      // '아 라떼' begins with a sigh; only '아라떼' is the short form.
      if (sense.kind === 'item' && sense.with && (match.plain.endsWith('라떼') || match.plain.endsWith('아메')) && (units[from + 1]?.gap ?? 0) >= gap.space) continue
      if (sense.kind === 'word' && match.to - from === 1 && unit.kind === 'hangul' && from > 0 && unit.gap === gap.none && units[from - 1]?.kind === 'hangul' && (!namedBefore(edges, from) || lexicon.words.at(units, from).some(word => word.to === match.to))) continue
      // A name that only sounds alike does not begin in the middle of a word.
      const middle = !match.exact && from > 0 && unit.gap === gap.none && unit.kind === 'hangul' && units[from - 1]?.kind === 'hangul' && units.slice(from + 1, match.to).some(one => one.gap >= gap.space) ? 1 : 0
      const base = middle + (sense.kind === 'word' || sense.kind === 'group' || (sense.kind === 'choice' && sense.part) ? 1 : sense.near ? 0.9 : 0.8)
      addEdge(edges, { from, to: match.to, senses: [sense], cost: base + nameCost(units, match) + looseCost(units, from, match.to), ...(!match.exact && (sense.kind === 'choice' ? sense.near : sense.kind === 'item' && sense.with !== undefined) && { loose: true }) })
    }
    for (const match of lexicon.words.at(units, from)) {
      if (!fits(units, match.from, match.to)) continue
      const { value } = match
      // To drop or to send an order is never guessed from a sound.
      if (!match.exact && value.kind === 'tag' && (value.tag === 'cancel' || value.tag === 'pay') && !grave.test(match.plain)) continue
      if (!match.exact && value.kind === 'tag' && (value.tag === 'person' || value.tag === 'talk' || value.tag === 'greeting')) continue
      // '얼죽아의 상징': the end of one word and the beginning of the next end no order.
      if (!match.exact && value.kind === 'tag' && value.tag === 'done' && from > 0 && unit.gap === gap.none && units.slice(from + 1, match.to).some(one => one.gap >= gap.space)) continue
      // '익었' is not '이거': what has been is no slip of another word.
      if (!match.exact && value.kind === 'tag' && finalOf(units[match.to - 1]?.text ?? '') === 'ㅆ' && finalOf(match.plain) !== 'ㅆ') continue
      const draft: Draft = { from, to: match.to, senses: [], cost: 1 + soundCost(units, match) + looseCost(units, from, match.to), exact: match.exact }
      if (value.kind === 'tag') {
        draft.tags = new Set([value.tag])
        if (value.tag === 'want') draft.cost -= 0.1
      }
      else if (value.kind === 'ordinal') {
        draft.ordinal = value.value
        draft.cost -= 0.2
      }
      else if (value.kind === 'particle') {
        if (from === 0) continue
        draft.particle = value.role
        draft.cost = 0.4 + soundCost(units, match) + (unit.gap === gap.none ? 0 : unit.gap === gap.space ? 0.7 : 3)
      }
      addEdge(edges, draft)
    }
    lexicon.addEdges(units, from, edges, menu)
  }
  return edges
}

export function addEdge(edges: Edges, draft: Draft): void {
  const list = edges[draft.from]
  if (!list) return
  const known = list.get(draft.to)
  if (!known) {
    list.set(draft.to, draft)
    return
  }
  if (known.loose && draft.exact && draft.cost < 1.5 && (draft.verb || draft.tags)) {
    list.set(draft.to, draft)
    return
  }
  // Meanings of one stretch stand together, as long as they fit about as well.
  const nearer = draft.cost < known.cost - 0.45
  const further = draft.cost > known.cost + 0.45
  if (further && !(draft.senses.length > 0 && known.senses.length === 0)) return
  if (nearer && !(known.senses.length > 0 && draft.senses.length === 0)) {
    list.set(draft.to, draft)
    return
  }
  known.cost = Math.min(known.cost, draft.cost)
  for (const sense of draft.senses) if (!known.senses.includes(sense)) known.senses.push(sense)
  if (draft.tags) known.tags = new Set([...(known.tags ?? []), ...draft.tags])
  if (draft.particle !== undefined) known.particle ??= draft.particle
  if (draft.ordinal !== undefined) known.ordinal ??= draft.ordinal
  if (draft.number !== undefined && known.number === undefined) {
    known.number = draft.number
    if (draft.counter) known.counter = draft.counter
  }
  if (draft.verb) {
    if (known.verb && known.verb.mood === draft.verb.mood) for (const does of draft.verb.does) known.verb.does.add(does)
    else known.verb ??= draft.verb
  }
}
