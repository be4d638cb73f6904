import { koreanNumeral } from '../korean/numerals.ts'
import { misheardNumber } from '../korean/misheard.ts'
import { endings as endingsByJoin, type Mood } from '../korean/verbs.ts'
import { unlink } from '../korean/hangul.ts'
import { openSound, syllableSound } from '../korean/sound.ts'
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
  /** A short form that only sounds like it: gives way to a word that is spelled so. */
  loose?: boolean
}

/**
 * Splits an utterance into the tokens that explain most of it at the least cost (a shortest path over all matches). Where something stays
 * unexplained, Korean is also read with final consonants that slipped into the next syllable put back ('자니요' is 잔이요).
 */
export function tokenize(utterance: Utterance, menu: Menu, lexicon: Lexicon): Token[] {
  let best = tokensOf(utterance.units, menu, lexicon)
  if (lexicon.language !== 'ko') return best
  let units = utterance.units
  for (let round = 0; round < mostSlips; round += 1) {
    const [cost, from, to] = doubtOf(best)
    const better = relinked(units, from, to).map(([at, other]) => ({ at, units: other, tokens: tokensOf(other, menu, lexicon) })).filter(({ at, tokens }) => tokens.every(token => token.to <= at || token.from > at + 1 || (token.known && !(token.verb && token.to - token.from === 1)))).sort((a, b) => doubtOf(a.tokens)[0] - doubtOf(b.tokens)[0])[0]
    if (!better || doubtOf(better.tokens)[0] > cost - 0.8) break
    best = better.tokens
    units = better.units
  }
  return best
}

/** So many final consonants are put back in one utterance. */
const mostSlips = 2

/** What the tokens cost, and where the dearest one is. */
function doubtOf(tokens: readonly Token[]): [cost: number, from: number, to: number] {
  let cost = 0
  let at = -1
  let end = -1
  let most = 1.6
  for (const token of tokens) {
    const own = token.known ? token.cost : 2.4 + 1.3 * (token.to - token.from - 1)
    cost += own
    if (own > most && (!token.known || own > 1.75)) {
      most = own
      at = token.from
      end = token.to
    }
  }
  return [cost, at, end]
}

/** The units with a consonant put back in or before the units `from` to `to`: an open syllable before one that begins with it. */
function relinked(units: readonly Unit[], from: number, to: number): [at: number, units: Unit[]][] {
  const out: [number, Unit[]][] = []
  if (from < 0) return out
  for (let first = Math.max(0, from - 1); first <= Math.min(units.length - 2, to - 1, from + 3); first += 1) {
    const [one, two] = [units[first], units[first + 1]]
    if (one?.kind !== 'hangul' || two?.kind !== 'hangul' || two.gap > gap.none) continue
    const pair = unlink(one.text, two.text)
    if (!pair) continue
    const next = [...units]
    next[first] = { ...one, text: pair[0], sound: syllableSound(pair[0]) }
    next[first + 1] = { ...two, text: pair[1], sound: syllableSound(pair[1]) }
    out.push([first, next])
  }
  return out
}

function tokensOf(units: readonly Unit[], menu: Menu, lexicon: Lexicon): Token[] {
  const edges = edgesOf(units, menu, lexicon)
  const first = cheapest(units, edges)
  const gaps = unexplained(first, units.length)
  if (gaps.length === 0) return first
  let more = false
  for (const { from, to } of gaps) {
    for (const similar of menu.similar.within(units, from, to)) {
      const wide = { from: similar.from, to: similar.to }
      if (hasInnerStop(units, wide.from, wide.to) || !first.some(token => (!token.known || token.cost > 1.9) && token.from < wide.to && token.to > wide.from)) continue
      addEdge(edges, { ...wide, senses: [similar.value], cost: 1 + similar.cost * 0.9 })
      more = true
    }
    for (const { from: start, to: stop, value, cost } of lexicon.similar.within(units, from, to)) {
      if (hasInnerStop(units, start, stop) || !first.some(token => !token.known && token.from < stop && token.to > start)) continue
      addEdge(edges, { from: start, to: stop, senses: [], ...(value.kind === 'tag' ? { tags: new Set([value.tag]) } : value.kind === 'verb' ? { verb: { does: new Set([value.does]), mood: value.mood, polite: value.polite } } : {}), cost: 1.2 + cost * 0.9 })
      more = true
    }
  }
  for (const [at, one] of first.entries()) {
    // '샥 두 번', '샤 하나 추가': a name of one syllable, where it is counted or put in.
    const next = first[at + 1]
    if ((one.known && (one.cost < 2 || one.senses.length > 0)) || one.to - one.from > 1 || !next || next.gap > gap.space || !wantsChoice(next)) continue
    for (const sense of menu.short.get(openSound(one.text)) ?? []) {
      addEdge(edges, { from: one.from, to: one.to, senses: [sense], cost: 1.8 })
      more = true
    }
  }
  return more ? cheapest(units, edges) : first
}

/** What follows a choice: a number, 추가, 빼고, 많이. */
function wantsChoice(token: Token): boolean {
  if (token.number !== undefined) return true
  return ['put', 'more', 'extra', 'light', 'without'].some(tag => token.tags.has(tag as Tag)) || token.verb?.does.has('put') === true || token.verb?.does.has('remove') === true
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
      // '아 라떼' begins with a sigh; only '아라떼' is the short form.
      if (sense.kind === 'item' && sense.with && (match.plain.endsWith('라떼') || match.plain.endsWith('아메')) && (units[from + 1]?.gap ?? 0) >= gap.space) continue
      if (sense.kind === 'word' && match.to - from === 1 && unit.kind === 'hangul' && from > 0 && unit.gap === gap.none && units[from - 1]?.kind === 'hangul') continue
      // A name that only sounds alike does not begin in the middle of a word.
      const middle = !match.exact && from > 0 && unit.gap === gap.none && unit.kind === 'hangul' && units[from - 1]?.kind === 'hangul' && units.slice(from + 1, match.to).some(one => one.gap >= gap.space) ? 1 : 0
      const base = middle + (sense.kind === 'word' || sense.kind === 'group' || (sense.kind === 'choice' && sense.part) ? 1 : sense.near ? 0.9 : 0.8)
      addEdge(edges, { from, to: match.to, senses: [sense], cost: base + nameCost(units, match) + looseCost(units, from, match.to), ...(sense.kind === 'item' && sense.with && !match.exact && { loose: true }) })
    }
    for (const match of lexicon.words.at(units, from)) {
      if (!fits(units, match.from, match.to)) continue
      const { value } = match
      // To drop or to send an order is never guessed from a sound.
      if (!match.exact && value.kind === 'tag' && (value.tag === 'cancel' || value.tag === 'pay') && match.plain.length < 2) continue
      const draft: Draft = { from, to: match.to, senses: [], cost: 1 + soundCost(units, match) + looseCost(units, from, match.to) }
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
    if (korean) verbEdges(units, from, lexicon, edges)
    numberEdges(units, from, lexicon, edges, menu)
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
  // A slip inside a word does not come with a space: '째 거 하나' is not 제거하나.
  for (let at = match.from + 1; at < match.to; at += 1) if ((units[at]?.gap ?? 0) >= gap.space && differing > 0) differing += 0.6
  // In a short word one other letter is another word; in a long one it is a slip.
  return length <= 1 ? loneSlip : length === 2 ? 0.45 + 0.5 * differing : 0.2 + 0.25 * differing
}

/** As `soundCost`, for names: a name of two syllables that sounds the same is likelier meant than one that lacks a syllable. */
function nameCost(units: readonly Unit[], match: { from: number; to: number; exact: boolean; plain: string }): number {
  const cost = soundCost(units, match)
  return match.plain.length === 2 ? cost * 0.7 : cost
}

function verbEdges(units: readonly Unit[], from: number, lexicon: Lexicon, edges: Edges): void {
  for (const stem of lexicon.stems.at(units, from)) {
    if (!fits(units, from, stem.to)) continue
    const { does, join } = stem.value
    // '파는' is 파 and 는 where the menu has 파.
    if (join === 'dropped' && (edges[from]?.get(stem.to)?.senses.length ?? 0) > 0) continue
    if (!stem.exact && (does === 'cancel' || does === 'pay') && stem.plain.length < 2) continue
    let spaces = 0
    for (let at = from + 1; at < stem.to; at += 1) if ((units[at]?.gap ?? 0) >= gap.space && !stem.exact) spaces += 1
    const base = 1 + Math.min(0.7, soundCost(units, stem)) + 0.6 * spaces + looseCost(units, from, stem.to) + 0.05
    const bare = endingsByJoin[join]['']
    if (bare !== undefined) addEdge(edges, { from, to: stem.to, senses: [], verb: { does: new Set([does]), mood: bare, polite: false }, cost: base + (stem.to - from === 1 ? 0.5 : 0) })
    for (const ending of lexicon.endings[join].at(units, stem.to)) {
      if (!fits(units, from, ending.to) || (units[stem.to]?.gap ?? 0) >= gap.comma) continue
      const spaced = (units[stem.to]?.gap ?? 0) === gap.space
      // '추가하나' without a question mark is 추가 and 하나; '나 요' is no ending.
      const one = ending.plain === '나' && stem.plain.endsWith('하') && utteranceGoesOn(units, ending.to) ? 1.2 : 0
      let inner = 0
      for (let at = stem.to + 1; at < ending.to; at += 1) if ((units[at]?.gap ?? 0) >= gap.space && ending.to - stem.to < 3) inner += 0.5
      const polite = /(?:요|여|니다|니까|오|십시오|세여|죠)$/.test(ending.plain)
      const short = stem.exact || stem.plain.length > 1 || ending.to - from > 2 ? 0 : 0.5
      const cost = base + short + soundCost(units, ending) * 0.7 + one + inner + (spaced ? 0.15 : 0) + (units[from]?.gap === gap.none && from > 0 ? 0.1 : 0)
      if (cost < 2.5) addEdge(edges, { from, to: ending.to, senses: [], verb: { does: new Set([does]), mood: ending.value, polite }, cost })
    }
  }
}

/** Counters as recognisers mishear them: not after a lone sino numeral, which is a sound of other words ('이게'). */
const heardCounters: ReadonlySet<string> = new Set(['게', '계', '걔', '게요', '짠', '찬', '마니', '쪼각', '뼝', '쭐'])

/** Whether no question mark follows. */
function utteranceGoesOn(units: readonly Unit[], to: number): boolean {
  return (units[to]?.gap ?? gap.none) !== gap.question
}

/** Numerals as recognisers mishear them before a counter: '내 잔' is 네 잔. */
const misheard: Readonly<Record<string, number>> = { 내: 4, 새: 3, 듀: 2, 드: 2, 햔: 1, 댓: 5, 투: 2, 쓰리: 3, 원: 1, 아나: 1, 하넌: 1, 한나: 1, 허나: 1, 하낳: 1, 돌: 2, 새개: 3, 내개: 4, 다서: 5, 다섣: 5, 여서: 6, 일고: 7 }

function numberEdges(units: readonly Unit[], from: number, lexicon: Lexicon, edges: Edges, menu: Menu): void {
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
    if (!counter.exact && (counter.value === 'person' || counter.value === 'money')) continue
    if (numeral?.kind === 'sino' && counter.value === 'times') continue
    if (numeral?.kind === 'sino' && to - from === 1 && units[from]?.kind === 'hangul' && !counter.exact) continue
    if (numeral?.kind === 'sino' && to - from === 1 && units[from]?.kind === 'hangul' && heardCounters.has(counter.plain)) continue
    // '하나 샷 빼고': what the menu has counts nothing.
    const named = counter.value === 'times' && (units[to]?.gap ?? 0) >= gap.space && menu.dictionary.at(units, to).some(match => match.exact && match.to === counter.to && match.value.kind === 'choice') ? 0.7 : 0
    const torn = inside && (units[to]?.gap ?? 0) > gap.none ? 1 : 0
    addEdge(edges, { from, to: counter.to, senses: [], number: value ?? 1, counter: counter.value, cost: 0.8 + (wrong === undefined ? 0 : 0.7) + soundCost(units, counter) * 0.5 + loose + torn + named + (numeral?.kind === 'sino' ? 0.3 : 0) })
  }
  if (!numeral) {
    const near = misheardNumber(units, from)
    if (near) {
      for (const counter of lexicon.counters.at(units, near.to)) {
        if (near.cost > 0 && counter.plain.length > 1) continue
        if (!counter.exact || counter.to > near.to + 2 || edges[from]?.has(counter.to) || (near.cost > 0 && inside) || !fits(units, from, counter.to)) continue
        addEdge(edges, { from, to: counter.to, senses: [], number: near.value, counter: counter.value, cost: 1.3 + near.cost + loose })
      }
      if (near.cost === 0 && !inside && near.to - from > 1) addEdge(edges, { from, to: near.to, senses: [], number: near.value, cost: 1.6 + loose })
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
  if (known.loose && draft.cost < 1.3 && (draft.verb || draft.tags)) {
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

/** Particles of which a noun has one: '로에' are not two of them. */
const strongParticles: ReadonlySet<string> = new Set(['at', 'by', 'object', 'subject', 'topic', 'copulaGoesOn'])

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
      // '초코콘': a name of one syllable right after another name.
      const joined = edge.senses.length > 0 && edge.to - edge.from === 1 && inside && (back[at]?.senses.length ?? 0) > 0 ? -1 : 0
      const piled = edge.particle !== undefined && strongParticles.has(edge.particle) && strongParticles.has(back[at]?.particle ?? '') ? 0.6 : 0
      const total = so + torn + piled + joined + edge.cost + (inside && open[at] === 1 && edge.particle === undefined ? 1 : 0)
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
  const { tags, loose: _, ...rest } = draft
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
