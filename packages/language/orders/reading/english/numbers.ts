import { gap } from '../../../text/units.ts'
import type { Wish } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { numberedChoice, ofThemSaid, toldBy } from './counting.ts'
import { choiceOnly, itemAhead, nameWithin, severalBefore } from './look-ahead.ts'
import { addMention, addPart, pointTo } from './mentions.ts'
import { isName } from './names.ts'
import type { EnglishState } from './state.ts'

export function readNumber(s: EnglishState, token: Token, at: number): number {
  s.clause.explained += token.text.length
  const value = token.number ?? 1
  const numbered = numberedChoice(s, value, at)
  if (value === 0 && numbered === undefined) return at + 1
  if (numbered !== undefined) {
    const current = s.current ?? addMention(s, token)
    const wish: Wish = { choices: [numbered], token }
    current.wishes.push(wish)
    s.open.push(wish)
    s.fix = false
    return at + 1
  }
  if (s.tokens[at + 1]?.text === 'of us') {
    // 'there are five of us'
    s.clause.question = false
    return at + 2
  }
  let next = at + 1
  while (s.tokens[next]?.tags.has('counter') && (s.tokens[next]?.gap ?? 9) <= gap.space && !isName(s, s.tokens[next])) {
    s.clause.explained += s.tokens[next]?.text.length ?? 0
    next += 1
  }
  const after = s.tokens[next]
  const counted = next > at + 1 ? (s.tokens[next - 1]?.text ?? '') : ''
  if (token.tags.has('thing') && s.definite && after && after.gap <= gap.space) {
    const told = toldBy(s, next)
    if (told) {
      pointTo(s, told.pointer, token, undefined)
      return told.to
    }
  }
  if (token.tags.has('thing') && s.definite && !isName(s, after)) {
    pointTo(s, 'that', token, undefined)
    return next
  }
  if (after && after.tags.has('plain') && after.gap <= gap.space && severalBefore(s, value) && !itemAhead(s, next)) {
    // 'two coffees, one black …'
    addMention(s, token).quantity = value
    if (s.current) s.current.pointer = 'part'
    return next
  }
  const joined = s.tokens[at - 1]?.tags.has('and') === true || token.gap === gap.comma
  if (after && after.gap <= gap.space && isName(s, after) && itemAhead(s, next, joined)) {
    s.options = false
    s.listAmount = undefined
  }
  if (after && after.gap <= gap.space && (isName(s, after) || ((!after.known || after.tags.has('product')) && after.gap <= gap.space))) {
    s.count = { value, token }
    return next
  }
  if (after && after.gap <= gap.space && (after.tags.has('extra') || after.tags.has('light') || after.tags.has('more') || after.tags.has('article')) && nameWithin(s, next)) {
    s.count = { value, token }
    if (after.tags.has('more')) s.more = true
    if (after.tags.has('extra') && choiceOnly(s, next + 1)) return next + 1
    return after.tags.has('more') ? next + 1 : next
  }
  if (after?.tags.has('that') && after.gap <= gap.space && after.text.startsWith('of') && isName(s, s.tokens[next + 1]) && (s.tokens[next + 1]?.gap ?? 9) <= gap.space && itemAhead(s, next + 1)) {
    s.count = { value, token }
    return next + 1
  }
  if (after?.tags.has('that') && after.gap <= gap.space && after.text.startsWith('of')) {
    s.clause.explained += after.text.length
    ofThemSaid(s, value, token, next)
    return next + 1
  }
  if (after?.tags.has('each') && after.gap <= gap.space && s.tokens[next + 1]?.tags.has('counter') && choiceOnly(s, next + 2)) {
    // 'two pumps each of vanilla and caramel'
    s.countEach = value
    return next + 2
  }
  if (after?.tags.has('each') && after.gap <= gap.space && s.current) {
    s.current.quantity ??= value
    return next
  }
  const current = s.current
  if (/pump|shot|spoon|packet|squirt/.test(counted)) {
    // 'one more pump': of what was put in last.
    const mention = addMention(s, token)
    mention.wishes.push({ choices: [], count: value, token, ...(mention.more && { more: true }) })
    delete mention.more
    return next
  }
  if (after && (after.tags.has('with') || after.tags.has('without') || (after.tags.has('in') && severalBefore(s, value) && nameWithin(s, next + 1))) && after.gap <= gap.space) {
    // 'two pizzas with ham and one with sausage': the first are complete, so this is another.
    const model = s.current
    if (s.and && token.gap <= gap.space && model?.items && s.withSaid === model) {
      const mention = addMention(s, token)
      mention.items = model.items
      if (model.whole !== undefined) mention.whole = model.whole
      mention.quantity = value
      return next
    }
    addPart(s, value, token)
    return next
  }
  if (current?.items && current.quantity === undefined && !s.fix && s.deed === 'want' && s.mentions.at(-1) === current && (token.gap === gap.comma || !s.definite)) {
    current.quantity = value
    return next
  }
  const down = /^(?:to|down to)$/.test(s.tokens[at - 1]?.text ?? '')
  if (s.toward && s.open.length > 0 && (s.current?.quantity ?? s.about.items.length) > 0 && value < 10) {
    // 'four sugars in one'
    pointTo(s, 'part', token, value)
    return next
  }
  const pointed = current && current.pointer !== undefined && current.quantity === undefined && current.wishes.length === 0 && current.clause === s.clauses.length
  const mention = pointed ? current : addMention(s, token)
  mention.quantity = value
  if (s.deed === 'change' || s.made || down) mention.final = true
  if (s.onlySaid) mention.only = true
  return next
}
