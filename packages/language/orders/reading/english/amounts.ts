import { lookUp } from '../../../text/look-up.ts'
import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { anotherOfSame } from './items.ts'
import { choiceOnly, countableNext, nameWithin } from './look-ahead.ts'
import { addMention, pointTo, sameManner } from './mentions.ts'
import { isName } from './names.ts'
import { readNumber } from './numbers.ts'
import type { EnglishState } from './state.ts'

/** How much: no, more, light, extra. */
export function amountSaid(s: EnglishState, token: Token, at: number): number | undefined {
  const { tags } = token
  const next = s.tokens[at + 1]
  if (tags.has('without') && token.text === 'no' && choiceOnly(s, at + 1) && sameManner(s, s.tokens[at + 1])) {
    // 'rare no medium rare': the last one is taken back.
    s.fix = true
    return at + 1
  }
  if (tags.has('without')) {
    s.listAmount = 'none'
    s.nextAmount = undefined
    s.options = true
    s.noHere = at + 1
    s.withSaid = s.current
    return at + 1
  }
  if (tags.has('more') || tags.has('same')) return moreSaid(s, token, at)
  if (tags.has('light') || tags.has('extra')) {
    const amount = tags.has('light') ? 'light' : 'extra'
    const last = s.open.at(-1)
    const named = nameWithin(s, at + 1)
    const fold = foldOf(token)
    if (fold !== undefined && next && next.gap <= gap.space && countableNext(s, at + 1)) {
      s.count = { value: fold, token }
      return at + 1
    }
    if (named && (next?.gap ?? 9) <= gap.space) {
      s.nextAmount = s.listAmount === 'none' && s.noHere === at ? 'none' : amount
      if (s.noHere !== at) s.listAmount = undefined
      if (s.nextAmount === 'none' && amount === 'extra') s.skipNext = true
      s.options = true
    } else if (next && next.gap <= gap.space && (next.tags.has('classNoun') || next.tags.has('menu') || !next.known)) {
      // 'light sauce' where the menu has no such thing: nothing before it is meant.
      return at + 1
    } else if (last && last.amount === undefined && (token.gap <= gap.space)) last.amount = amount
    return at + 1
  }
  return undefined
}

function moreSaid(s: EnglishState, token: Token, at: number): number {
  if (/^another(?: one)?$/.test(token.text) && anotherOfSame(s, token, at)) return at + 1
  const next = s.tokens[at + 1]
  if (token.text === 'no more') return at + 1
  const named = next !== undefined && next.gap <= gap.space && (isName(s, next) || next.tags.has('counter') || (!next.known && next.gap <= gap.space) || ((next.tags.has('extra') || next.tags.has('light') || next.tags.has('article')) && nameWithin(s, at + 2)))
  if (token.tags.has('more') && named) {
    s.more = true
    if (/one|another|second|additional|an extra/.test(token.text)) {
      if (next.tags.has('counter') && !nameWithin(s, at + 2)) return readNumber(s, { ...token, number: 1 }, at)
      s.count = { value: 1, token }
    }
    return at + 1
  }
  if (token.tags.has('same') || token.text === 'another') {
    const current = s.current
    if (current?.pointer === 'same') return at + 1
    if (current?.items && current.clause === s.clauses.length && /same|identical|like/.test(token.text) && current.whole !== undefined) {
      // 'second mocha exactly the same'
      current.more = true
      return at + 1
    }
    pointTo(s, 'same', token, s.count?.value)
    s.count = undefined
    return at + 1
  }
  const current = s.current
  if (s.count) {
    const mention = addMention(s, token)
    mention.more = true
    mention.quantity = s.count.value
    s.count = undefined
  } else if (current) current.more = true
  else s.more = true
  return at + 1
}

/** How many times over: double, triple. */
export const foldOf = (token: Token): number | undefined => lookUp(folds, token.text)

const folds: Readonly<Record<string, number>> = { double: 2, triple: 3, quad: 4, quadruple: 4 }
