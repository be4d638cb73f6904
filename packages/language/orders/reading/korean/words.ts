import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { dropMention } from '../state.ts'
import { allSaid } from './all.ts'
import { amendLast, levelSaid, moreSaid, putSaid } from './amounts.ts'
import { endClause } from './clauses.ts'
import { cancelSaid, correctSaid, declineSaid, insteadOfSaid, rejectSaid } from './corrections.ts'
import { addMention, lastWish, pointTo } from './mentions.ts'
import { withoutSaid } from './refusals.ts'
import type { KoreanState } from './state.ts'

export function readWord(s: KoreanState, token: Token, at: number): void {
  const { tags } = token
  const next = s.tokens[at + 1]
  const last = s.open.at(-1)
  if (tags.has('done') && /^됐|^괜찮|^필요/.test(token.text) && (s.last === 'item' || s.last === 'wish') && s.current) declineSaid(s)
  else if (tags.has('done') && next === undefined && s.end === gap.question && /(?:[됐했맞]|충분)/.test(token.text)) {
    // '포장 다 됐어요?', '둘이 먹기 충분해요?'
    s.clause.question = true
  } else if (tags.has('done') && token.verb?.does.has('about') && s.end === gap.question && next === undefined && isAboutElse(s, token, at)) {
    s.clause.question = true
    s.clause.polite = true
  } else if ((tags.has('done') || tags.has('pay')) && !isAboutElse(s, token, at)) {
    s.done = true
    s.clause.done = true
    s.clause.request = true
  }
  if (tags.has('repeat')) s.repeat = true
  // '취소 수수료'
  if (tags.has('cancel') && next && !next.known && next.gap <= gap.space) s.clause.talk = true
  else if (tags.has('cancel')) cancelSaid(s)
  if (tags.has('order')) orderSaid(s, next)
  if (tags.has('fix') && !(tags.has('filler') && !next)) correctSaid(s, next)
  // '이거 제 라떼 아닌데요': says what something is not.
  if (tags.has('fix') && /^아[니닌]/.test(token.text) && token.gap <= gap.space && s.tokens.slice(s.tokens.indexOf(token) + 1).every(one => one.particle === 'copula') && s.mentions.length > 0) s.clause.talk = true
  if (tags.has('not')) rejectSaid(s)
  if (tags.has('insteadOf')) insteadOfSaid(s)
  if (tags.has('light') || tags.has('extra')) {
    const amount = tags.has('light') ? 'light' : 'extra'
    if (s.hint !== undefined && !(last && last.group === s.hint)) levelSaid(s, amount, token)
    else if (last && (s.last === 'wish' || s.clause.unexplained === 0) && s.open.length > 0 && last.amount === undefined) last.amount = amount
    else if (s.fix && lastWish(s)) amendLast(s, amount)
    else if (next && next.senses.some(sense => sense.kind === 'choice')) s.amount = amount
  }
  if (tags.has('without')) withoutSaid(s)
  if (tags.has('put')) {
    s.putting = s.open
    putSaid(s, token)
    if (s.last !== 'wish' && s.current) s.current.more = true
  }
  if (tags.has('more')) moreSaid(s, next)
  if (tags.has('each') && token.text.startsWith('각') && next?.number === undefined && s.current) pointTo(s, 'all', token)
  else if (tags.has('each') && s.current) s.current.each = true
  if (tags.has('all')) allSaid(s, token, at)
  if (tags.has('rest')) pointTo(s, 'rest', token)
  const more = s.mentions.at(-1)
  if (tags.has('same') && more?.more && !more.items && more.wishes.length === 0 && more.pointer === undefined && more.quantity !== undefined) more.pointer = 'same'
  else if (tags.has('same')) pointTo(s, 'same', token)
  if (tags.has('last') && !(next?.tags.has('and'))) pointTo(s, 'last', token)
  if (tags.has('that') && !s.done) {
    if (s.current?.pointer === 'last' || s.current?.pointer === 'same') s.just = false
    else pointTo(s, 'that', token)
  }
  if (tags.has('just')) s.just = true
  if (tags.has('thing') && s.just && s.last !== 'pointer' && s.last !== 'item') pointTo(s, 'that', token)
  if (tags.has('only') && s.current) s.current.only = true
  if (tags.has('total')) s.total = true
  if (tags.has('yes')) s.answer ??= 'yes'
  if (tags.has('no')) s.answer ??= 'no'
  if (tags.has('negation')) s.negated = true
  s.spare = tags.has('nonItem')
  const thing = s.current
  if (s.spare && s.last === 'item' && thing?.items && token.gap <= gap.space && thing.quantity === undefined && thing.wishes.length === 0 && thing.whole !== true) dropMention(s, thing)
  s.people = /^(?:사람|인원|일행|식구|가족)/.test(token.text)
  if (tags.has('among') && s.current?.items && (s.last === 'item' || s.last === 'wish')) s.current.among = true
  if (tags.has('after') && next && (s.clause.talk || s.clause.question || s.clause.weak > 0)) {
    endClause(s, false, false)
    s.last = 'other'
    return
  }
  if (tags.has('menu') || tags.has('quality')) s.clause.menu = true
  if (tags.has('asking')) s.clause.question = true
  if (tags.has('asking') && token.text.startsWith('얼마')) s.clause.menuLike = true
  if (tags.has('undecided')) s.clause.undecided = true
  // '할아버지가 좋아하셔': what another does.
  if (tags.has('talk') || (tags.has('person') && token.text.endsWith('가'))) s.clause.weak += 1
  if (tags.has('half')) {
    const mention = addMention(s, token)
    mention.pointer = 'part'
    mention.half = true
  }
  const soft = tags.has('among') || tags.has('thing') || tags.has('light') || tags.has('extra') || tags.has('filler') || tags.has('each') || tags.has('only') || tags.has('put')
  if (!soft && !tags.has('that') && !tags.has('last') && !tags.has('same') && !tags.has('rest') && !tags.has('all')) s.last = 'other'
}

/** '빨대 없어요', '카드 되죠?': words that end an order, said of something else or asked about. */
function isAboutElse(s: KoreanState, token: Token, at: number): boolean {
  const next = s.tokens.slice(at + 1).find(one => !one.tags.has('filler'))
  if (token.tags.has('pay') && next && next.gap <= gap.space && (!next.known || next.verb?.does.has('possible') || next.verb?.does.has('about') || next.verb?.does.has('tell') || next.verb?.does.has('change') || next.verb?.does.has('chat'))) return true
  if (token.tags.has('pay') && token.verb?.mood === 'connective') return true
  if (!/^(?:없|됐|충분|괜찮)/.test(token.text)) return false
  for (let before = at - 1; before >= 0; before -= 1) {
    const one = s.tokens[before]
    if (!one || (s.tokens[before + 1]?.gap ?? 0) >= gap.stop) return false
    if (!one.known || one.tags.has('nonItem') || one.tags.has('quality') || one.tags.has('talk') || one.number !== undefined || (one.tags.has('menu') && one.particle === undefined) || one.senses.some(sense => sense.kind === 'item' || sense.kind === 'word')) return true
  }
  return false
}

/** A word that is a verb as well ('적게', '말고'): only what it makes of the sentence counts. */
export function softVerb(s: KoreanState, token: Token): void {
  if (token.verb?.mood === 'request' && (token.verb.does.has('give') || token.verb.does.has('take'))) s.clause.request = true
}

function orderSaid(s: KoreanState, next: Token | undefined): void {
  if (s.last === 'wish') return
  s.known = true
  // '추가한 샷', '방금 말한 라떼': what follows is known already.
  if (next && next.senses.length > 0) {
    s.just = true
    if (next.senses.some(sense => sense.kind === 'choice')) s.undo = true
  } else s.whole = true
}
