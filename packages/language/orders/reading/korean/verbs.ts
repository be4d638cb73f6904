import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { isCounted } from '../state.ts'
import { putSaid } from './amounts.ts'
import { endClause } from './clauses.ts'
import { cancelSaid } from './corrections.ts'
import { reduceSaid, withoutSaid } from './refusals.ts'
import type { KoreanState } from './state.ts'

export function readVerb(s: KoreanState, token: Token, at: number): void {
  const verb = token.verb
  if (!verb) return
  const { does } = verb
  const next = s.tokens[at + 1]
  // '사 달라고 졸라서', '빼 달라고 했어': what somebody asked for.
  const reported = token.text.endsWith('달라고') && next !== undefined && next.gap <= gap.space && next.particle === undefined
  const mood = reported ? 'past' : verb.mood
  const negated = s.negated
  const askedBefore = s.clause.question
  s.negated = false
  const ends = next === undefined || next.gap >= gap.stop
  const goesOn = mood === 'connective' || mood === 'adnominal' || (mood === 'bare' && !(ends && does.has('chat')))
  // '하나는 연하게' after a thing and its number is a wish, if not one that is understood.
  const way = token.text.endsWith('게') && isCounted(s)
  if (ends && mood === 'bare' && !verb.polite && does.has('about') && !does.has('take') && !does.has('put') && !way) s.clause.talk = true
  // '콜라 좀 마셔', '빨리 골라', '뿌리지 마': said to a friend.
  const casual = ends && !verb.polite && !does.has('give') && !/^(?:해|하)/.test(token.text)
  const friend = casual && ((mood === 'bare' && (does.has('take') || does.has('stop'))) || (does.has('take') && (mood === 'statement' || (mood === 'request' && token.text.startsWith('갈')))))
  if (friend) s.clause.talk = true
  s.bareput = false
  const needless = s.open.length > 0 ? s.open : s.putting
  if (negated && token.text.endsWith('도') && next?.verb?.does.has('possible') && needless.length > 0) {
    // '추가 안 해도 되고요': not needed, and not refused either.
    for (const mention of s.mentions) mention.wishes = mention.wishes.filter(wish => !needless.includes(wish))
    s.open = []
    endClause(s, false, false)
    return
  }
  if (does.has('stop')) {
    if (mood !== 'adnominal') withoutSaid(s)
  } else if (does.has('remove') || (negated && (does.has('put') || does.has('take') && s.open.length > 0))) {
    if (mood === 'bare' && next?.tags.has('not')) s.bareput = false
    else if (asksFor(s, mood)) s.clause.question = true
    else withoutSaid(s)
  } else if (does.has('reduce')) reduceSaid(s)
  else if (does.has('cancel')) {
    if (asksFor(s, mood)) s.clause.question = true
    // '주문 취소했대', '취소하지 말고': told of, or not to be done.
    else if (mood === 'past' || (mood === 'bare' && (next?.tags.has('not') || next?.verb?.does.has('stop')))) s.clause.talk = true
    else cancelSaid(s)
  } else if (does.has('change')) {
    if (asksFor(s, mood)) s.clause.question = true
    // '오트밀크로 바꾼 거': what was changed before.
    else if (mood === 'adnominal' && next?.tags.has('thing')) s.open.forEach(wish => { wish.undo = true })
    else changeSaid(s)
  } else if (does.has('put')) {
    for (const mention of s.mentions) if (mention.clause === s.clauses.length) delete mention.alike
    if (asksFor(s, mood)) s.clause.question = true
    else if (mood === 'bare' && (next?.tags.has('not') || next?.verb?.does.has('stop'))) {
      s.bareput = true
      return
    } else {
      if (s.last !== 'wish' && s.open.length === 0 && s.current && (s.current.items || s.current.quantity !== undefined)) s.current.more = true
      putSaid(s, token)
    }
  } else if (does.has('pay') && mood === 'connective' && /(?:면|니까|는데)$/.test(token.text)) {
    // '현금 결제하면 할인 있나요': not yet.
    s.clause.done = false
  } else if (does.has('pay')) {
    s.done = true
    s.clause.done = true
    s.clause.request = true
  } else if (does.has('repeat') && !goesOn) {
    s.repeat = true
  } else if (does.has('possible') && !goesOn) {
    if (!s.clause.question && isCounted(s)) s.clause.request = true
    else s.clause.question = true
  } else if (does.has('tell') && mood === 'request' && !s.clause.menu && !s.mentions.some(mention => mention.clause === s.clauses.length && mention.items) && (s.whole || s.again || s.clause.question) && !/추천|설명|보/.test(token.text)) {
    s.repeat = true
  } else if (does.has('about') && mood === 'wonder' && verb.polite) {
    // '매울까요'
    s.clause.question = true
    s.clause.polite = true
    endClause(s, next?.gap === gap.question, next === undefined)
    return
  } else if ((does.has('about') || does.has('tell')) && !does.has('take') && !does.has('give')) {
    if (!goesOn && mood === 'request' && does.has('harmless')) s.clause.request = true
    else if (/(?:네|구나|군)$/.test(token.text)) s.clause.talk = true
    else if (!goesOn) s.clause.question = true
    if (!goesOn && token.text.includes('추천')) s.clause.menu = true
    if (does.has('about') && verb.polite) s.clause.menuLike = true
  } else if (does.has('chat') && !does.has('take') && !does.has('give') && s.clause.question && s.clause.menu && verb.polite) {
    // '몇 시에 또 구워요': asked of the shop.
    s.clause.weak = 0
  } else if (does.has('chat') && !does.has('take') && !does.has('give')) {
    if (!goesOn || mood === 'connective') s.clause.talk = true
    // '야채 싫어하니까 …': the reason is over, the order begins.
    if (mood === 'connective' && next !== undefined) {
      endClause(s, false, false)
      s.last = 'other'
      return
    }
  }
  if (negated && does.has('take') && goesOn && s.current && (s.last === 'item' || s.last === 'other') && s.current.items && s.current.deed === 'want') {
    s.current.deed = 'reject'
    endClause(s, false, false)
    s.current = undefined
    return
  }
  const wants = does.has('give') || does.has('take') || does.has('put') || does.has('remove') || does.has('change') || does.has('reduce') || does.has('increase') || does.has('stop')
  if (wants && negated && does.has('take') && mood === 'request' && s.open.length === 0) cancelSaid(s)
  if (does.has('take') && /^(?:시|주|담|넣|고|골|선|말|먹)/.test(token.text) && (mood === 'past' || /는지|더라/.test(token.text)) && s.clause.question && (verb.polite || /는지|더라/.test(token.text) || next !== undefined)) {
    // '뭐 시켰죠', '뭐 시켰는지'
    s.repeat = true
  } else if (mood === 'past' && does.has('about') && (askedBefore || (verb.polite && s.clause.menu && s.clause.weak === 0 && next === undefined && s.end === gap.question))) {
    // '몇 개 들었어요?'
    s.clause.polite = true
  } else if (mood === 'past') s.clause.talk = true
  else if (mood === 'wonder') s.clause.undecided = true
  else if (mood === 'question' && wants) {
    if (does.has('take') && isCounted(s)) s.clause.request = true
    else s.clause.question = true
  } else if (wants && s.clause.question && mood === 'statement' && !/[주줘드]|부탁/.test(token.text)) {
    // '뭐 들어가요', '몇 명이 먹어요'
  } else if (wants && !friend && (mood === 'request' || (mood === 'statement' && ((does.has('give') && !/다가?$/.test(token.text)) || verb.polite)))) s.clause.request = true
  else if (wants && mood === 'connective' && does.has('give') && !/(?:려고|러|면서|니까|려면)$/.test(token.text)) s.clause.request = true
  if (verb.polite) s.clause.polite = true
  // '버터는 빼 주시고 …' is done with; '얼음 넣은 …' and '휘핑 올려서 …' go on to a noun.
  if (mood === 'connective' && !token.text.endsWith('서')) s.trail = []
  s.last = goesOn && !does.has('give') ? (s.last === 'wish' ? 'wish' : 'other') : 'other'
  if (!goesOn || (does.has('give') && mood === 'connective' && !/(?:려고|러|면서|니까|려면)$/.test(token.text))) {
    endClause(s, next !== undefined && next.gap === gap.question, next === undefined, goesOn)
  }
}

/** Asks whether it can be done rather than for it to be done. */
function asksFor(s: KoreanState, mood: string): boolean {
  return mood === 'question'
}

function changeSaid(s: KoreanState): void {
  const here = s.mentions.filter(mention => mention.clause === s.clauses.length && mention.deed === 'want')
  const goal = here.at(-1)
  for (const mention of here) {
    if (mention === goal) mention.deed = 'change'
    // '두 잔이요 한 잔은 두유로 바꿔 주세요': what was ordered just now stays, and some of it is changed.
    // '감튀는 라지로 바꿔': the thing itself is changed, and takes the place of nothing.
    else if (goal?.items && goal.topic && goal.wishes.length > 0) mention.deed = 'want'
    else if (goal?.pointer === 'part' && !goal.items && mention.quantity !== undefined) mention.deed = 'want'
    else if (mention.items || mention.pointer !== undefined) mention.deed = 'source'
  }
}
