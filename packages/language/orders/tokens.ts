import { koreanNumeral } from '../korean/numerals.ts'
import { misheardNumber } from '../korean/misheard.ts'
import { endings as endingsByJoin, type Mood } from '../korean/verbs.ts'
import { lookUp } from '../text/look-up.ts'
import { englishNumeral } from '../english/numerals.ts'
import { gap, type Gap, type Unit, type Utterance } from '../text/units.ts'
import type { Sense } from './catalogue.ts'
import type { Lexicon } from './lexicon.ts'
import type { Menu } from './menu.ts'
import type { Counter, Does, Tag, WordSense } from './words.ts'

/** A stretch of the utterance with everything it can mean. Without senses, tags and the rest it is a stretch that nothing explains. */
export type Token = {
  readonly from: number
  readonly to: number
  readonly text: string
  /** What stands before it. */
  readonly gap: Gap
  readonly senses: readonly Sense[]
  readonly tags: ReadonlySet<Tag>
  readonly verb?: { readonly does: ReadonlySet<Does>; readonly mood: Mood; readonly polite: boolean }
  readonly particle?: (WordSense & { kind: 'particle' })['role']
  readonly ordinal?: number
  /** A number, with what it counts where that is said. */
  readonly number?: number
  readonly counter?: Counter
  readonly known: boolean
  readonly cost: number
}

const noTags: ReadonlySet<Tag> = new Set()
type Draft = {
  from: number; to: number; senses: Sense[]; tags?: Set<Tag>; verb?: { does: Set<Does>; mood: Mood; polite: boolean }
  particle?: NonNullable<Token['particle']>; ordinal?: number; number?: number; counter?: Counter; cost: number
}

/** Splits an utterance into the tokens that explain most of it at the least cost (a shortest path over all matches). */
export function tokenize(utterance: Utterance, menu: Menu, lexicon: Lexicon): Token[] {
  const { units } = utterance
  const edges = edgesOf(units, menu, lexicon)
  const first = cheapest(units, edges)
  const gaps = unexplained(first, units.length)
  if (gaps.length === 0) return first
  let more = false
  for (const { from, to } of gaps) {
    for (const similar of menu.similar.within(units, from, to)) {
      const wide = { from: similar.from, to: similar.to }
      if (hasInnerStop(units, wide.from, wide.to)) continue
      addEdge(edges, { ...wide, senses: [similar.value], cost: 1 + similar.cost * 0.9 })
      more = true
    }
    for (const { from: start, to: stop, value, cost } of lexicon.similar.within(units, from, to)) {
      if (hasInnerStop(units, start, stop)) continue
      addEdge(edges, { from: start, to: stop, senses: [], ...(value.kind === 'tag' ? { tags: new Set([value.tag]) } : value.kind === 'verb' ? { verb: { does: new Set([value.does]), mood: value.mood, polite: value.polite } } : {}), cost: 1.2 + cost * 0.9 })
      more = true
    }
  }
  return more ? cheapest(units, edges) : first
}

type Edges = Map<number, Draft>[]

function edgesOf(units: readonly Unit[], menu: Menu, lexicon: Lexicon): Edges {
  const edges: Edges = units.map(() => new Map())
  const korean = lexicon.language === 'ko'
  for (let from = 0; from < units.length; from += 1) {
    const unit = units[from]
    if (!unit) continue
    for (const match of menu.dictionary.at(units, from)) {
      if (!fits(units, match.from, match.to)) continue
      const sense = match.value
      if (sense.kind === 'word' && match.to - from === 1 && unit.kind === 'hangul' && from > 0 && unit.gap === gap.none && units[from - 1]?.kind === 'hangul') continue
      const base = sense.kind === 'word' || sense.kind === 'group' || (sense.kind === 'choice' && sense.part) ? 1 : sense.near ? 0.9 : 0.8
      addEdge(edges, { from, to: match.to, senses: [sense], cost: base + soundCost(units, match) + looseCost(units, from, match.to) })
    }
    for (const match of lexicon.words.at(units, from)) {
      if (!fits(units, match.from, match.to)) continue
      const { value } = match
      // To drop or to send an order is never guessed from a sound.
      if (!match.exact && value.kind === 'tag' && (value.tag === 'cancel' || value.tag === 'pay')) continue
      const draft: Draft = { from, to: match.to, senses: [], cost: 1 + soundCost(units, match) + looseCost(units, from, match.to) }
      if (value.kind === 'tag') draft.tags = new Set([value.tag])
      else if (value.kind === 'ordinal') draft.ordinal = value.value
      else if (value.kind === 'particle') {
        if (from === 0) continue
        draft.particle = value.role
        draft.cost = 0.4 + soundCost(units, match) + (unit.gap === gap.none ? 0 : unit.gap === gap.space ? 0.7 : 3)
      }
      addEdge(edges, draft)
    }
    if (korean) verbEdges(units, from, lexicon, edges)
    numberEdges(units, from, lexicon, edges)
  }
  return edges
}

/** Spaces inside a word and syllables of a word that stands inside another cost a little; Latin words must be whole. */
function looseCost(units: readonly Unit[], from: number, to: number): number {
  let cost = 0
  for (let at = from + 1; at < to; at += 1) if ((units[at]?.gap ?? 0) === gap.space) cost += 0.06
  const first = units[from]
  if (first?.kind === 'hangul' && to - from === 1) {
    if (first.gap === gap.none && from > 0) cost += 1.1
    if ((units[to]?.gap ?? gap.space) === gap.none) cost += 0.4
  }
  return cost
}

function fits(units: readonly Unit[], from: number, to: number): boolean {
  return !hasInnerStop(units, from, to)
}

function hasInnerStop(units: readonly Unit[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) if ((units[at]?.gap ?? 0) >= gap.stop) return true
  for (let at = from + 1; at < to; at += 1) if ((units[at]?.gap ?? 0) === gap.comma && units[at]?.kind === 'hangul') return true
  return false
}

/** A word of one syllable is another word with another letter; only a verb's stem is held by its ending. */
const loneSlip = 1.6

/** How far what was heard is from what is written; nothing where they are the same. */
function soundCost(units: readonly Unit[], match: { from: number; to: number; exact: boolean; plain: string }): number {
  if (match.exact) return 0
  const heard = units.slice(match.from, match.to).map(unit => unit.text).join('')
  let differing = Math.abs(heard.length - match.plain.length)
  for (let at = 0; at < Math.min(heard.length, match.plain.length); at += 1) if (heard[at] !== match.plain[at]) differing += 1
  const length = match.plain.length
  // In a short word one other letter is another word; in a long one it is a slip.
  return length <= 1 ? loneSlip : length === 2 ? 0.45 + 0.5 * differing : 0.2 + 0.25 * differing
}

function verbEdges(units: readonly Unit[], from: number, lexicon: Lexicon, edges: Edges): void {
  for (const stem of lexicon.stems.at(units, from)) {
    if (!fits(units, from, stem.to)) continue
    const { does, join } = stem.value
    if (!stem.exact && (does === 'cancel' || does === 'pay')) continue
    const base = 1 + Math.min(0.7, soundCost(units, stem)) + looseCost(units, from, stem.to) + 0.05
    const bare = endingsByJoin[join]['']
    if (bare !== undefined) addEdge(edges, { from, to: stem.to, senses: [], verb: { does: new Set([does]), mood: bare, polite: false }, cost: base + (stem.to - from === 1 ? 0.5 : 0) })
    for (const ending of lexicon.endings[join].at(units, stem.to)) {
      if (!fits(units, from, ending.to) || (units[stem.to]?.gap ?? 0) >= gap.comma) continue
      const spaced = (units[stem.to]?.gap ?? 0) === gap.space
      const polite = /(?:요|여|니다|니까|오|십시오|세여|죠)$/.test(ending.plain)
      addEdge(edges, { from, to: ending.to, senses: [], verb: { does: new Set([does]), mood: ending.value, polite }, cost: base + soundCost(units, ending) * 0.7 + (spaced ? 0.15 : 0) + (units[from]?.gap === gap.none && from > 0 ? 0.1 : 0) })
    }
  }
}

/** Numerals as recognisers mishear them before a counter: '내 잔' is 네 잔. */
const misheard: Readonly<Record<string, number>> = { 내: 4, 새: 3, 듀: 2, 드: 2, 햔: 1, 댓: 5, 투: 2, 쓰리: 3, 원: 1, 한나: 1, 허나: 1, 하낳: 1, 돌: 2, 새개: 3, 내개: 4, 다서: 5, 다섣: 5, 여서: 6, 일고: 7 }

function numberEdges(units: readonly Unit[], from: number, lexicon: Lexicon, edges: Edges): void {
  if (lexicon.language === 'en') {
    const numeral = englishNumeral(units, from)
    if (numeral) addEdge(edges, { from, to: numeral.to, senses: [], number: numeral.value, cost: 0.9 })
    return
  }
  const text = units[from]?.text ?? ''
  const inside = units[from]?.gap === gap.none && from > 0 && units[from]?.kind === 'hangul' && units[from - 1]?.kind === 'hangul'
  const loose = inside ? 0.35 : 0
  const numeral = koreanNumeral(units, from)
  const two = text + (units[from + 1]?.kind === 'hangul' ? units[from + 1]?.text : '')
  const longer = lookUp(misheard, two) !== undefined && (numeral?.to ?? 0) < from + 2
  const wrong = longer ? lookUp(misheard, two) : numeral ? undefined : lookUp(misheard, text)
  const to = longer ? from + 2 : (numeral?.to ?? from + 1)
  const value = wrong ?? numeral?.value
  for (const counter of value === undefined ? [] : lexicon.counters.at(units, to)) {
    if (counter.to > to + 2 || !fits(units, from, counter.to)) continue
    if (numeral?.kind === 'sino' && counter.value === 'times') continue
    if (numeral?.kind === 'sino' && to - from === 1 && units[from]?.kind === 'hangul' && !counter.exact) continue
    const torn = inside && (units[to]?.gap ?? 0) > gap.none ? 1 : 0
    addEdge(edges, { from, to: counter.to, senses: [], number: value ?? 1, counter: counter.value, cost: 0.8 + (wrong === undefined ? 0 : 0.7) + soundCost(units, counter) * 0.5 + loose + torn + (numeral?.kind === 'sino' ? 0.3 : 0) })
  }
  if (!numeral) {
    const near = misheardNumber(units, from)
    if (near) {
      for (const counter of lexicon.counters.at(units, near.to)) {
        if (!counter.exact || counter.to > near.to + 2 || edges[from]?.has(counter.to) || (near.cost > 0 && inside) || !fits(units, from, counter.to)) continue
        addEdge(edges, { from, to: counter.to, senses: [], number: near.value, counter: counter.value, cost: 1.3 + near.cost + loose })
      }
      if (near.cost === 0 && !inside) addEdge(edges, { from, to: near.to, senses: [], number: near.value, cost: 1.6 + loose })
    }
  }
  if (longer && value !== undefined) addEdge(edges, { from, to, senses: [], number: value, cost: 1.5 + loose })
  if (!numeral) return
  // '오십이요' is fifty and 이요 rather than fifty-two.
  const last = units[numeral.to - 1]?.text
  const following = units[numeral.to]
  if (numeral.kind === 'sino' && last === '이' && numeral.to - from > 1 && following?.gap === gap.none && '요에예고랑'.includes(following.text)) {
    addEdge(edges, { from, to: numeral.to - 1, senses: [], number: numeral.value - 2, cost: 0.6 + loose })
  }
  // A lone sino digit ('이', '오', '일') is mostly a particle or a sound; a bare 한, 두, 세 wants a counter.
  const short = numeral.to - from === 1 && numeral.kind !== 'digit'
  const lone = numeral.kind === 'sino' && short ? 1.5 : short && '한두세네석'.includes(text) ? 1.0 : 0
  addEdge(edges, { from, to: numeral.to, senses: [], number: numeral.value, cost: 0.9 + lone + loose })
}

function addEdge(edges: Edges, draft: Draft): void {
  const list = edges[draft.from]
  if (!list) return
  const known = list.get(draft.to)
  if (!known) {
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

function cheapest(units: readonly Unit[], edges: Edges): Token[] {
  const count = units.length
  const cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY)
  const back: (Draft | undefined)[] = []
  const backFrom = new Int32Array(count + 1)
  /** Whether the cheapest way to a place ends in something unexplained. */
  const open = new Uint8Array(count + 1)
  cost[0] = 0
  for (let at = 0; at < count; at += 1) {
    const so = cost[at] ?? 0
    const unit = units[at]
    if (!unit) continue
    const inside = unit.gap === gap.none && at > 0 && unit.kind === 'hangul' && units[at - 1]?.kind === 'hangul'
    for (const edge of edges[at]?.values() ?? []) {
      // A word that begins in the middle of an unknown one is hardly that word.
      const torn = edge.particle !== undefined && open[at] === 1 && units[edge.to]?.gap === gap.none && units[edge.to]?.kind === 'hangul' ? 1.2 : 0
      const total = so + torn + edge.cost + (inside && open[at] === 1 && edge.particle === undefined ? 1 : 0)
      if (total < (cost[edge.to] ?? 0)) {
        cost[edge.to] = total
        back[edge.to] = edge
        backFrom[edge.to] = at
        open[edge.to] = 0
      }
    }
    const unknown = so + (unit.kind === 'hangul' ? (unit.gap === gap.none && open[at] === 1 ? 1.3 : 2.4) : 3) + (inside && open[at] === 0 ? 0.8 : 0)
    if (unknown < (cost[at + 1] ?? 0)) {
      cost[at + 1] = unknown
      back[at + 1] = undefined
      backFrom[at + 1] = at
      open[at + 1] = 1
    }
  }
  const path: Token[] = []
  for (let at = count; at > 0; ) {
    const from = backFrom[at] ?? at - 1
    const edge = back[at]
    const before = path.at(-1)
    const unit = units[from]
    if (!edge && before && !before.known && before.gap === gap.none && units[from]?.kind === 'hangul') {
      path[path.length - 1] = { ...before, from, text: (unit?.text ?? '') + before.text, gap: unit?.gap ?? gap.none }
    } else path.push(token(units, from, at, edge))
    at = from
  }
  return path.reverse()
}

function token(units: readonly Unit[], from: number, to: number, draft: Draft | undefined): Token {
  const text = units.slice(from, to).map((unit, at) => (at > 0 && unit.gap > 0 ? ' ' : '') + unit.text).join('')
  const before = units[from]?.gap ?? gap.none
  if (!draft) return { from, to, text, gap: before, senses: [], tags: noTags, known: false, cost: 3 }
  const { tags, ...rest } = draft
  return { ...rest, text, gap: before, tags: tags ?? noTags, known: true }
}

/** Stretches around what is not explained, with what stands next to it: a misheard name takes its neighbours along. */
function unexplained(tokens: readonly Token[], count: number): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  for (const [at, one] of tokens.entries()) {
    const doubtful = !one.known || one.cost > 1.9
    if (!doubtful) continue
    const from = tokens[Math.max(0, at - 2)]?.from ?? 0
    const to = tokens[Math.min(tokens.length - 1, at + 2)]?.to ?? count
    const last = out.at(-1)
    if (last && from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else out.push({ from, to })
  }
  return out
}
