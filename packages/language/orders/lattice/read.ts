import { finalOf } from '../../korean/hangul.ts'
import { openSound } from '../../korean/sound.ts'
import { type Unit, gap } from '../../text/units.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Menu } from '../menu.ts'
import type { Token } from '../tokens.ts'
import type { Tag } from '../words.ts'
import { hasInnerStop } from './cost.ts'
import { addEdge, edgesOf } from './edges.ts'
import { cheapest, isDoubtful, piecedTogether, unexplained } from './path.ts'

/** The tokens of what is spelled or sounds as it should. */
export function plainTokens(units: readonly Unit[], menu: Menu, lexicon: Lexicon): Token[] {
  return cheapest(units, edgesOf(units, menu, lexicon))
}

/** The tokens, where what stays unexplained may also be a name or a word that was misheard. */
export function tokensOf(units: readonly Unit[], menu: Menu, lexicon: Lexicon): Token[] {
  const edges = edgesOf(units, menu, lexicon)
  const first = cheapest(units, edges)
  const gaps = unexplained(first, units.length)
  const pieced = piecedTogether(first).filter(({ from, to }) => !gaps.some(other => from < other.to && to > other.from))
  if (gaps.length + pieced.length === 0) return first
  const doubtful = [...first.filter(isDoubtful), ...pieced]
  let more = false
  for (const { from, to: end } of [...gaps, ...pieced].slice(0, mostGaps)) {
    const to = Math.min(end, from + longestGap)
    for (const similar of menu.similar.within(units, from, to)) {
      const wide = { from: similar.from, to: similar.to }
      if (hasInnerStop(units, wide.from, wide.to) || !doubtful.some(other => other.from < wide.to && other.to > wide.from)) continue
      addEdge(edges, { ...wide, senses: [similar.value], cost: 1 + similar.cost * 0.9 })
      more = true
    }
    for (const { from: start, to: stop, value, cost } of lexicon.similar.within(units, from, to)) {
      if (hasInnerStop(units, start, stop) || !first.some(token => !token.known && token.from < stop && token.to > start)) continue
      // '익었', '주셨어': what has been is no slip of another word.
      if (units.slice(start, stop).some(unit => finalOf(unit.text) === 'ㅆ')) continue
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

/** What is misheard is looked for in so many places of one utterance, and in so many units of each: more is no order. */
const mostGaps = 6
const longestGap = 48

/** What follows a choice: a number, 추가, 빼고, 많이. */
function wantsChoice(token: Token): boolean {
  if (token.number !== undefined) return true
  return ['put', 'more', 'extra', 'light', 'without'].some(tag => token.tags.has(tag as Tag)) || token.verb?.does.has('put') === true || token.verb?.does.has('remove') === true
}
