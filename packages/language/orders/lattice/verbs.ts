import { type Join, type Mood, endings as endingsByJoin } from '../../korean/verbs.ts'
import type { Dictionary } from '../../text/dictionary.ts'
import { type Unit, gap } from '../../text/units.ts'
import type { Does } from '../words.ts'
import { fits, looseCost, soundCost } from './cost.ts'
import { type Edges, addEdge, grave } from './edges.ts'

export type StemSense = { readonly does: Does; readonly join: Join }

/** Korean verbs by their stems, and what ends them by how it joins them. */
export type Verbs = { readonly stems: Dictionary<StemSense>; readonly endings: Readonly<Record<Join, Dictionary<Mood>>> }

export function verbEdges(units: readonly Unit[], from: number, { stems, endings }: Verbs, edges: Edges): void {
  for (const stem of stems.at(units, from)) {
    if (!fits(units, from, stem.to)) continue
    const { does, join } = stem.value
    // '파는' is 파 and 는 where the menu has 파.
    if (join === 'dropped' && (edges[from]?.get(stem.to)?.senses.length ?? 0) > 0) continue
    if (!stem.exact && does === 'stop') continue
    if (!stem.exact && (does === 'cancel' || does === 'pay') && !grave.test(stem.plain)) continue
    let spaces = 0
    for (let at = from + 1; at < stem.to; at += 1) if ((units[at]?.gap ?? 0) >= gap.space && !stem.exact) spaces += 1
    const base = 1 + Math.min(0.7, soundCost(units, stem)) + 0.6 * spaces + looseCost(units, from, stem.to) + 0.05
    const bare = endingsByJoin[join]['']
    if (bare !== undefined) addEdge(edges, { from, to: stem.to, senses: [], verb: { does: new Set([does]), mood: bare, polite: false }, exact: stem.exact, cost: base + (stem.to - from === 1 ? 0.5 : 0) })
    for (const ending of endings[join].at(units, stem.to)) {
      if (!fits(units, from, ending.to) || (units[stem.to]?.gap ?? 0) >= gap.comma) continue
      const spaced = (units[stem.to]?.gap ?? 0) === gap.space
      // '추가하나' without a question mark is 추가 and 하나; '나 요' is no ending.
      const one = ending.plain === '나' && stem.plain.endsWith('하') && utteranceGoesOn(units, ending.to) ? 1.2 : 0
      let inner = 0
      for (let at = stem.to + 1; at < ending.to; at += 1) if ((units[at]?.gap ?? 0) >= gap.space && ending.to - stem.to < 3) inner += 0.5
      // 마시게 is 마시다, not 말다.
      if (does === 'stop' && /^(?:실|시게|시지|시죠|시더|시거|시잖|셔|신)/.test(ending.plain)) continue
      const polite = /(?:요|여|니다|니까|오|십시오|세여|죠)$/.test(ending.plain)
      const short = stem.exact || does === 'remove' || does === 'put' || does === 'give' || stem.plain.length > 1 || ending.to - from > 2 ? 0 : 0.5
      const cost = base + short + soundCost(units, ending) * 0.7 + one + inner + (spaced ? (ending.to - stem.to === 1 ? 0.7 : 0.15) : 0) + (units[from]?.gap === gap.none && from > 0 ? 0.1 : 0)
      if (stem.exact || cost < 2.5) addEdge(edges, { from, to: ending.to, senses: [], verb: { does: new Set([does]), mood: ending.value, polite }, cost, exact: stem.exact && ending.exact })
    }
  }
}

/** Whether no question mark follows. */
function utteranceGoesOn(units: readonly Unit[], to: number): boolean {
  return (units[to]?.gap ?? gap.none) !== gap.question
}
