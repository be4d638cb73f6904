import { gap } from '../../../text/units.ts'
import type { Wish } from '../../mention.ts'
import { takes } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { explain } from '../state.ts'
import { choiceNear, countsWish, numberedChoice, optionAhead, otherOfSame, partsSum, splitsLater } from './counting.ts'
import { addMention, addWish } from './mentions.ts'
import type { KoreanState } from './state.ts'

export function readNumber(s: KoreanState, token: Token, at: number): number {
  explain(s, token)
  const value = token.number ?? 1
  const next = s.tokens[at + 1]
  const after = s.tokens[at + 2]
  const wish = s.open.at(-1)
  const current = s.current
  // '두 개 다': all of them, whatever their number.
  const needed = current?.items !== undefined && current.quantity === undefined && !current.closed
  if (value > 1 && next?.tags.has('all') && next.gap <= gap.space && !needed && s.last !== 'wish') return at + 1
  const numbered = numberedChoice(s, value, token, next)
  const other = otherOfSame(s)
  if (other) {
    other.quantity = value
    s.last = 'number'
    return at + 1
  }
  if (numbered !== undefined) {
    const one: Wish = { choices: [numbered], token }
    addWish(s, one)
    s.open.push(one)
    s.last = 'wish'
    s.hint = undefined
    return at + 1
  }
  const guests = token.counter === undefined && value > 1 && ((next?.particle === 'copulaGoesOn' && !current) || (next?.particle === 'subject' && next.gap === gap.none))
  if (token.counter === 'person' || guests || (s.people && token.counter === undefined)) {
    // '네 명인데요': how many guests there are.
    s.people = false
    s.last = 'other'
    return at + 1
  }
  if (token.counter === 'money') {
    s.clause.menu = true
    s.clause.weak += 1
    s.last = 'other'
    return at + 1
  }
  if (s.spare) {
    // '포크 하나': counts what is no item.
    s.spare = false
    return at + 1
  }
  if (value === 0 || !Number.isInteger(value)) {
    s.clause.unexplained += token.text.length
    return at + 1
  }
  if (s.tokens[at - 1]?.tags.has('among') && current && next?.particle === 'only') {
    // '그중 하나만 샷 추가'
    const mention = addMention(s, token)
    mention.quantity = value
    mention.pointer = 'part'
    s.open = []
    s.last = 'number'
    return at + 1
  }
  const before = s.tokens[at - 1]?.particle
  if (s.last === 'wish' && wish && current?.items && (current.quantity ?? 0) > value && (before === 'topic' || before === 'object') && next?.particle === 'only' && token.counter !== 'times') {
    // '우동 세 그릇에 파는 하나만 빼': in one of them.
    current.wishes = current.wishes.filter(one => one !== wish)
    const mention = addMention(s, token)
    mention.quantity = value
    mention.pointer = 'part'
    mention.wishes.push(wish)
    s.last = 'wish'
    return at + 1
  }
  if (s.last === 'wish' && wish && !s.counted.has(wish) && countsWish(s, wish, token, next, after)) {
    wish.count = value
    s.counted.add(wish)
    s.last = 'wish'
    return at + 1
  }
  if (current?.items && current.quantity === undefined && next?.particle === 'topic' && splitsLater(s, at)) current.quantity = partsSum(s, at)
  if (token.counter === 'times' && optionAhead(s, at + 1)) {
    // '세 스쿱 다 초코로': the number is of the choice that follows.
    s.nextCount = value
    return s.tokens[at + 1]?.tags.has('all') ? at + 2 : at + 1
  }
  if (token.counter === 'times' && !current && s.open.length === 0 && s.mentions.length === 0 && !(next && next.senses.length > 0) && !next?.tags.has('more')) {
    // '두 번이요': of what was put in last.
    addMention(s, token).wishes.push({ choices: [], count: value, token })
    s.last = 'other'
    return at + 1
  }
  if ((token.counter === 'times' || token.text.endsWith('장')) && !current && s.open.length === 0 && next?.tags.has('more') && next.gap <= gap.space) {
    // '한 장 더': of what was put in last.
    addMention(s, token).wishes.push({ choices: [], count: value, more: true, token })
    s.last = 'other'
    return at + 2
  }
  if (s.last === 'wish' && wish && current?.items && token.counter === 'piece' && !wish.choices.some(id => current.items?.some(item => takes(s.menu, item, id)))) {
    // '감튀 하나 케첩 두 개' where the menu has no ketchup for it.
    s.last = 'other'
    return at + 1
  }
  const trail = s.trail
  if (current?.items && s.last === 'wish' && trail.length > 0 && (current.quantity ?? 0) > value && token.counter !== 'times' && token.gap <= gap.space && next?.particle !== 'topic' && next?.particle !== 'at' && next?.particle !== 'only') {
    // '세 잔 아이스 두 잔 핫 한 잔': what the number counts is a part of them.
    current.wishes = current.wishes.filter(one => !trail.includes(one))
    const part = addMention(s, token)
    part.quantity = value
    part.pointer = 'part'
    part.wishes.push(...trail)
    s.current = current
    s.trail = []
    s.last = 'number'
    return at + 1
  }
  const topic = next?.particle === 'topic' || (next?.particle === 'at' && next.gap === gap.none) || (next?.particle === 'only' && (after?.particle === 'at' || after?.particle === 'topic'))
  const itemNext = next !== undefined && next.gap <= gap.space && next.senses.some(sense => sense.kind !== 'choice') && s.last !== 'item'
  if (current && !current.closed && current.quantity === undefined && (current.items !== undefined || current.offMenu || current.pointer !== undefined) && !(topic && next?.particle === 'topic' && splitsLater(s, at))) {
    current.quantity = value
    if (token.counter) current.counter = token.counter
    if (s.total) current.final = true
  } else if (current && current.items === undefined && current.quantity === undefined && current.pointer === undefined && !current.closed && !topic) {
    current.quantity = value
    if (token.counter) current.counter = token.counter
    if (s.total) current.final = true
  } else {
    const mention = addMention(s, token)
    mention.quantity = value
    if (token.counter) mention.counter = token.counter
    if (s.total) {
      mention.final = true
      mention.total = true
    }
    if (topic) {
      mention.pointer = 'part'
      s.open = []
    }
    else if (!itemNext && current && (current.quantity ?? 1) > value && choiceNear(s, at + 1)) mention.pointer = 'part'
  }
  s.total = false
  s.last = 'number'
  return at + 1
}
