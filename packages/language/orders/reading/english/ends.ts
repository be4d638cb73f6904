import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { startDeed } from './deeds.ts'
import { choiceOnly } from './look-ahead.ts'
import { setsNumber } from './mentions.ts'
import { isName } from './names.ts'
import type { EnglishState } from './state.ts'

/** Ends and beginnings: done, pay, read back, wait, yes, no, cancel. */
export function endSaid(s: EnglishState, token: Token, at: number): number | undefined {
  const { tags } = token
  const next = s.tokens[at + 1]
  if (tags.has('done') && !(token.text === 'no more' && next && next.gap <= gap.space && !next.tags.has('filler')) && !(tags.has('without') && isName(s, next))) {
    s.done = true
    return at + 1
  }
  if (tags.has('pay')) {
    // 'I'll pay you back', 'paying six dollars for a coffee'
    if (/pay(?:ing)?$/.test(token.text) && next && next.gap <= gap.space && (next.number !== undefined || !next.known || /^(?:you|him|her|them|it|back|attention)$/.test(next.text))) {
      s.clause.talk = true
      return at + 1
    }
    s.done = true
    return at + 1
  }
  if (tags.has('repeat')) {
    s.repeat = true
    return at + 1
  }
  if (tags.has('recite') && s.tokens.slice(at + 1).some(one => /^(?:back|that|it|everything|all|my order|the order|order|whole order|what i.*)$/.test(one.text) || one.tags.has('order') || one.tags.has('that'))) {
    s.repeat = true
    return at + 1
  }
  if (tags.has('plain') && s.noHere === at) {
    // 'no regular onions'
    s.noHere = at + 1
    return at + 1
  }
  if (tags.has('elsewhen')) {
    s.clause.elsewhen = true
    return at + 1
  }
  if (tags.has('undecided')) {
    s.clause.undecided = true
    return at + 1
  }
  if (tags.has('fix')) {
    // 'actually no whip': the no belongs to what follows.
    if (token.text.endsWith(' no') && next && next.gap <= gap.space && isName(s, next) && choiceOnly(s, at + 1)) {
      s.listAmount = 'none'
      s.options = true
      return at + 1
    }
    return correctSaid(s, at)
  }
  if (token.text === 'no' && next !== undefined && next.gap >= gap.comma) {
    if (s.mentions.length > 0 || s.pre.length > 0) return correctSaid(s, at)
    s.answer = 'no'
    return at + 1
  }
  if (tags.has('no')) s.answer ??= 'no'
  if (tags.has('yes') && s.opening) s.answer ??= 'yes'
  if (tags.has('cancel')) return cancelSaid(s, at)
  return undefined
}

function cancelSaid(s: EnglishState, at: number): number {
  const next = s.tokens[at + 1]
  const bare = /^(?:cancel|never mind|nevermind|scrap)$/.test(s.tokens[at]?.text ?? '')
  const rest = s.tokens.slice(at + 1, at + 5)
  if (bare && rest.some(token => token.tags.has('order')) && !rest.some(token => isName(s, token))) {
    s.cancel = true
    s.clause.request = true
    return at + 1
  }
  if (bare && next && next.gap < gap.comma && !next.tags.has('filler')) {
    startDeed(s, 'remove')
    return at + 1
  }
  if (bare && /mind/.test(s.tokens[at]?.text ?? '') && next && s.tokens.slice(at + 1).some(token => isName(s, token)) && !s.tokens.slice(at + 1).some(token => token.tags.has('cancel'))) return correctSaid(s, at)
  s.cancel = true
  s.clause.request = true
  return at + 1
}

/** Words that correct what stands before them; others only apologise or wait. */
const correcting = /actually|rather|i mean|instead/

function correctSaid(s: EnglishState, at: number): number {
  const next = s.tokens[at + 1]
  if (!next) {
    // 'two garlic breads actually'
    const [only, ...others] = s.mentions
    if (only && others.length === 0 && correcting.test(s.tokens[at]?.text ?? '')) setsNumber(s, only)
    return at + 1
  }
  s.fix = true
  s.incomplete = s.pre.length > 0 || (s.current !== undefined && !s.current.items)
  s.pre = []
  s.count = undefined
  s.open = []
  s.listAmount = undefined
  s.nextAmount = undefined
  return at + 1
}
