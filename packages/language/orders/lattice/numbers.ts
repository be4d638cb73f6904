import { misheardNumber } from '../../korean/misheard.ts'
import { koreanNumeral } from '../../korean/numerals.ts'
import type { Dictionary } from '../../text/dictionary.ts'
import type { SimilarNames } from '../../text/similar.ts'
import { lookUp } from '../../text/look-up.ts'
import { type Unit, gap } from '../../text/units.ts'
import type { Menu } from '../menu.ts'
import type { Counter } from '../words.ts'
import { fits, soundCost } from './cost.ts'
import { type Edges, addEdge } from './edges.ts'

/** Counters as recognisers mishear them: not after a lone sino numeral, which is a sound of other words ('이게'). */
const heardCounters: ReadonlySet<string> = new Set(['게', '계', '걔', '게요', '짠', '찬', '마니', '쪼각', '뼝', '쭐'])

/** Numerals as recognisers mishear them before a counter: '내 잔' is 네 잔. */
const misheard: Readonly<Record<string, number>> = { 내: 4, 새: 3, 듀: 2, 드: 2, 햔: 1, 댓: 5, 투: 2, 쓰리: 3, 원: 1, 아나: 1, 하넌: 1, 한나: 1, 허나: 1, 하낳: 1, 돌: 2, 새개: 3, 내개: 4, 다서: 5, 다섣: 5, 여서: 6, 일고: 7 }

/** Words that count, as they are spelled and as they are misheard; what stands in `words` is no misheard one. */
export type Counters = { readonly exact: Dictionary<Counter>; readonly heard: SimilarNames<Counter>; readonly words: Dictionary<unknown> }

/** The Korean numbers that begin at a unit, with what they count. */
export function numberEdges(units: readonly Unit[], from: number, { exact: counters, heard, words }: Counters, edges: Edges, menu: Menu): void {
  const text = units[from]?.text ?? ''
  const inside = units[from]?.gap === gap.none && from > 0 && units[from]?.kind === 'hangul' && units[from - 1]?.kind === 'hangul'
  const loose = inside ? 0.35 : 0
  const numeral = withMisheardDigit(units, koreanNumeral(units, from))
  const two = text + (units[from + 1]?.kind === 'hangul' ? units[from + 1]?.text : '')
  const longer = lookUp(misheard, two) !== undefined && (numeral?.to ?? 0) < from + 2
  const wrong = longer ? lookUp(misheard, two) : numeral ? undefined : lookUp(misheard, text)
  const to = longer ? from + 2 : (numeral?.to ?? from + 1)
  const value = wrong ?? numeral?.value
  for (const counter of value === undefined ? [] : counters.at(units, to)) {
    if (counter.to > to + 2 || !fits(units, from, counter.to)) continue
    if (!counter.exact && (counter.value === 'person' || counter.value === 'money')) continue
    if (numeral?.kind === 'sino' && counter.value === 'times') continue
    if (numeral?.kind === 'sino' && to - from === 1 && units[from]?.kind === 'hangul' && !counter.exact) continue
    if (numeral?.kind === 'sino' && to - from === 1 && units[from]?.kind === 'hangul' && heardCounters.has(counter.plain)) continue
    // '하나 샷 빼고': what the menu has counts nothing.
    const named = counter.value === 'times' && (units[to]?.gap ?? 0) >= gap.space && menu.dictionary.at(units, to).some(match => match.exact && match.to === counter.to && match.value.kind === 'choice') ? 0.7 : 0
    // 'one' that stands alone (하나) counts nothing after it: '하나 샷 두 개 추가'.
    if (named > 0 && /^(?:하나|둘|셋|넷)$/.test(units.slice(from, to).map(unit => unit.text).join(''))) continue
    const torn = inside && (units[to]?.gap ?? 0) > gap.none ? 1 : 0
    addEdge(edges, { from, to: counter.to, senses: [], number: value ?? 1, counter: counter.value, cost: 0.8 + (wrong === undefined ? 0 : 0.7) + soundCost(units, counter) * 0.5 + loose + torn + named + (numeral?.kind === 'sino' ? 0.3 : 0) })
  }
  if (numeral && !inside && isWordOfTwo(units, to) && [counters, words, menu.dictionary].every(known => known.at(units, to).length === 0)) {
    // '한 마르', '이 인본'
    for (const near of heard.within(units, to, Math.min(units.length, to + 3))) if (near.from === to && near.to === to + 2) addEdge(edges, { from, to: near.to, senses: [], number: numeral.value, counter: near.value, cost: 1.3 + near.cost })
  }
  if (!numeral) {
    const counted = !inside && [from + 1, from + 2].some(at => counters.at(units, at).some(counter => counter.exact && counter.plain.length === 1))
    const near = misheardNumber(units, from, counted)
    if (near) {
      for (const counter of counters.at(units, near.to)) {
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

/** Whether a word of two syllables stands at a unit, by itself or with a particle. */
function isWordOfTwo(units: readonly Unit[], at: number): boolean {
  const after = units[at + 2]
  return units[at]?.kind === 'hangul' && (units[at]?.gap ?? 9) <= gap.space && units[at + 1]?.gap === gap.none && (after?.gap !== gap.none || '요이만을로씩랑은는도'.includes(after.text))
}

/** '열타섯 개': tens with the digit that was misheard after them, before a counter or a space. Other numerals stay what they are. */
function withMisheardDigit(units: readonly Unit[], tens: ReturnType<typeof koreanNumeral>): ReturnType<typeof koreanNumeral> {
  if (!tens || tens.kind !== 'native' || tens.value % 10 !== 0 || units[tens.to]?.gap !== gap.none) return tens
  const digit = misheardNumber(units, tens.to, true)
  if (!digit || digit.to - tens.to < 2 || digit.value > 9 || units[digit.to]?.gap === gap.none) return tens
  return { to: digit.to, value: tens.value + digit.value, kind: 'native' }
}
