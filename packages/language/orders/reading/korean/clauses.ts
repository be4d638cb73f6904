import type { Mention } from '../../mention.ts'
import { dropMention, mentionsHere, pushClause } from '../state.ts'
import type { KoreanState } from './state.ts'

/** '돈까스 하나는 치즈돈까스로': one thing as the topic and another as the goal is an exchange, verb or not. */
function exchangeSaid(s: KoreanState): void {
  for (const [at, mention] of s.mentions.entries()) {
    const next = s.mentions[at + 1]
    const bare = !mention.items && !mention.offMenu && mention.pointer === undefined && mention.wishes.length === 0 && mention.quantity !== undefined && !mention.more && !mention.final && !mention.only && mention.deed === 'want'
    // '커피 두 잔 주세요 아메리카노로': the number is of what is named after it.
    if (bare && s.about.items.length === 0 && next?.items && next.goal && next.quantity === undefined) {
      next.quantity = mention.quantity ?? 1
      dropMention(s, mention)
      break
    }
  }
  partsByName(s)
  const here = mentionsHere(s).filter(mention => mention.deed === 'want')
  for (const [at, mention] of here.entries()) {
    const next = here[at + 1]
    const partly = (mention.partTopic && mention.items) || (mention.pointer === 'part' && s.about.waiting.length === 0)
    if (mention.pointer === 'rest' && mention.quantity !== undefined && mention.wishes.length === 0 && next?.items && next.quantity === undefined && next.goal) {
      // '세 줄, 나머지 한 줄은 돈까스김밥으로': the number is of what is named last.
      next.quantity = mention.quantity
      mention.deed = 'set'
      delete mention.pointer
      delete mention.quantity
      continue
    }
    if (mention.topic && mention.items && mention.quantity === undefined && mention.wishes.length === 0 && next?.items && next.goal && next.whole && narrows(s, next, mention)) {
      // '콜라는 제로로': the topic says of what kind.
      dropMention(s, mention)
      continue
    }
    if (partly && mention.wishes.length === 0 && next?.items && next.goal && next.quantity === undefined) {
      mention.deed = 'source'
      next.deed = 'change'
    }
  }
}

/** Whether a name holds all words of another: 제로콜라 of 콜라. */
function narrows(s: KoreanState, one: Mention, other: Mention): boolean {
  const words = (mention: Mention): string[] => (mention.items ?? []).flatMap(id => [...(s.menu.items.get(id)?.words ?? [])])
  const has = new Set(words(one))
  return other.items?.length === 1 && other.items[0] !== one.items?.[0] && words(other).length > 0 && words(other).every(word => has.has(word) || [...has].some(long => long.endsWith(word)))
}

/** '하이볼 두 잔 하나는 레몬 하나는 위스키로': parts of a kind, each by its name. */
function partsByName(s: KoreanState): void {
  const here = mentionsHere(s)
  const kind = here.find(mention => mention.items && mention.items.length > 1 && mention.quantity !== undefined && mention.wishes.length === 0)
  if (!kind) return
  let count: number | undefined
  for (const [at, mention] of here.entries()) {
    const next = here[at + 1]
    if (mention.pointer === 'part' && mention.wishes.length === 0 && next?.items?.every(id => kind.items?.includes(id)) && (next.quantity === undefined || next.partTopic)) {
      count = mention.quantity ?? 1
      dropMention(s, mention)
    } else if (mention.items && count !== undefined) {
      // The number that stands behind a name as the topic is of the next one.
      const later = mention.partTopic ? mention.quantity : undefined
      mention.quantity = count
      delete mention.partTopic
      delete mention.goal
      count = next?.items?.every(id => kind.items?.includes(id)) ? later : undefined
    } else count = undefined
  }
}

/** '치즈케이크가 유명하대', '라떼 한 잔이 생각나는 날씨다': something is told of a thing rather than ordered, if it is not counted or ends in other words. */
function isTold(s: KoreanState): boolean {
  const ending = s.tokens.findLast(token => token.from < (s.tokens[s.at]?.to ?? Infinity) && token.particle === undefined)
  return s.clause.weak > 0 || ending?.known === false || mentionsHere(s).every(mention => mention.quantity === undefined)
}

export function endClause(s: KoreanState, asked: boolean, last: boolean, goesOn = false): void {
  exchangeSaid(s)
  const clause = s.clause
  // '저 사람들 소주 다섯 병째야': words of talk, and an end that is no order.
  if (clause.weak > 0 && !clause.polite && !clause.request && s.last === 'other') clause.talk = true
  if (s.told && !clause.request && !clause.question && !clause.polite && isTold(s)) clause.talk = true
  s.told = false
  if (clause.question && s.known && !s.repeat) clause.talk = true
  s.known = false
  pushClause(s, asked)
  s.open = []
  s.hint = undefined
  s.negated = false
  s.bareput = false
  s.trail = []
  if ((clause.talk && s.current && !s.current.items) || clause.question) s.current = undefined
  if (!goesOn && s.current && (clause.request || clause.question || clause.talk)) {
    // Options of the next sentence still belong to the thing, but a new number or name does not.
    s.current.closed = s.current.items !== undefined || s.current.closed === true
  }
  if (last) s.current = undefined
}
