import { gap } from '../../../text/units.ts'
import { takes } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { isName, piecesOf } from './names.ts'
import type { EnglishState } from './state.ts'

/** Whether an item follows within the same noun phrase: 'a large, iced [latte]', 'light ice [latte]'. */
export function nounAhead(s: EnglishState, at: number): boolean {
  const np = s.count !== undefined || s.current === undefined || s.article
  for (let next = at; next < Math.min(s.tokens.length, at + 6); next += 1) {
    const token = s.tokens[next]
    if (!token || token.gap >= gap.stop || (token.gap === gap.comma && !np)) return false
    if (isName(s, token)) {
      if (token.gap === gap.comma && token.senses.some(sense => sense.kind === 'item')) return false
      const run: Token[] = []
      for (let to = next; to < s.tokens.length && isName(s, s.tokens[to]) && (to === next || (s.tokens[to]?.gap ?? 0) <= gap.space); to += 1) run.push(s.tokens[to] as Token)
      const pieces = piecesOf(s, run, false)
      if (pieces.some(piece => piece.kind === 'item')) return pieces[0]?.kind === 'choice' || token.gap <= gap.space
      if (pieces.some(piece => piece.kind !== 'choice')) return false
      next += run.length - 1
      continue
    }
    if (token.number !== undefined || token.tags.has('with') || token.tags.has('without') || token.tags.has('want') || token.tags.has('put')) return false
    if (token.tags.has('counter')) continue
    // 'a chocolate [croissant]' where the menu has none: what describes it is no option of the thing before.
    return np && token.gap <= gap.space && token.tags.has('product') && next === at
  }
  return false
}

/** Whether an item follows; `fresh` where a new thing is likely to begin: 'with oat milk and an espresso'. */
export function itemAhead(s: EnglishState, at: number, fresh = false): boolean {
  const run: Token[] = []
  for (let to = at; to < s.tokens.length && to < at + 6; to += 1) {
    const token = s.tokens[to]
    if (!token || token.gap > gap.space) break
    if (isName(s, token)) run.push(token)
    else if (!(token.tags.has('counter') || token.tags.has('filler') || token.tags.has('article')) || token.tags.has('and')) break
  }
  return run.length > 0 && piecesOf(s, run, s.options && !fresh).some(piece => piece.kind === 'item' && (!fresh || !s.options || piece.whole || !piece.tokens.some(token => token.senses.some(sense => sense.kind === 'choice'))))
}

export function nameWithin(s: EnglishState, at: number): boolean {
  return s.tokens.slice(at, at + 3).some((token, index) => (index === 0 || token.gap <= gap.space) && isName(s, token))
}

export function countableNext(s: EnglishState, at: number): boolean {
  return s.tokens[at]?.senses.some(sense => sense.kind === 'choice' && !sense.part && s.menu.groupOf(sense.choice)?.countable) ?? false
}

export function choiceOnly(s: EnglishState, at: number): boolean {
  const token = s.tokens[at]
  return token !== undefined && isName(s, token) && token.senses.every(sense => sense.kind === 'choice' || sense.kind === 'group')
}

/** Whether the next name, perhaps after an article, is an item's, and an option of the thing spoken of as well. */
export function optionOfCurrent(s: EnglishState, at: number): boolean {
  const next = s.tokens[at]?.tags.has('article') || s.tokens[at]?.tags.has('the') ? s.tokens[at + 1] : s.tokens[at]
  const current = s.current?.items
  if (!next || !current || next.gap > gap.space) return false
  return next.senses.some(sense => sense.kind === 'item') && next.senses.some(sense => sense.kind === 'choice' && current.some(item => takes(s.menu, item, sense.choice)))
}

/** Whether more than this many of a thing were just named, so that some of them can be told apart. */
export function severalBefore(s: EnglishState, count: number): boolean {
  const named = s.mentions.findLast(mention => mention.items !== undefined)
  return named !== undefined && (named.quantity ?? 1) > count && named.deed !== 'remove'
}

/** 'one vanilla one caramel': another number with an option of its own comes, or came right before. */
export function partsTold(s: EnglishState, at: number): boolean {
  if (s.current?.pointer === 'part' && s.current.clause === s.clauses.length) return true
  const next = s.tokens.slice(at, at + 3).findIndex(token => !token.tags.has('and'))
  return s.tokens[at + next]?.number !== undefined && isName(s, s.tokens[at + next + 1]) && !itemAhead(s, at + next + 1)
}
