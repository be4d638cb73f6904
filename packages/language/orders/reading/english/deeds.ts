import type { Deed } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { endClause } from './clauses.ts'
import { choiceOnly, nameWithin } from './look-ahead.ts'
import { pointTo } from './mentions.ts'
import type { EnglishState } from './state.ts'
import { telling, tellsHow } from './words.ts'

/** What is to be done: make, want, add, take off, change, not, instead of. */
export function deedSaid(s: EnglishState, token: Token, at: number): number | undefined {
  const { tags } = token
  const next = s.tokens[at + 1]
  if (tags.has('make')) return makeSaid(s, token, at)
  if (telling.test(token.text) && tellsHow(s, at)) {
    // 'these fries are so good', 'my burger is missing bacon'
    s.clause.talk = true
    return at + 1
  }
  if (/^(?:theres|there is|there was)$/.test(token.text) && next?.number === undefined) {
    s.clause.talk = true
    return at + 1
  }
  if (tags.has('want') && s.asked && /^(?:order|get|need|want|buy|ordering)$/.test(token.text)) return at + 1
  if (tags.has('want')) {
    if (s.mentions.some(mention => mention.clause === s.clauses.length) || s.clause.talk || s.clause.question) endClause(s, false)
    s.clause.request = true
    s.started = true
    s.deed = 'want'
    s.options = false
    s.listAmount = undefined
    return at + 1
  }
  if ((tags.has('inquiry') || tags.has('asking')) && s.opening) {
    s.clause.question = true
    s.asked = /^(?:do|does|did|is|are|was|were|how|what|which|why)\b/.test(token.text)
    if (/how much|\b(?:that|it|this|sizes|flavors|kinds?|types?|sorts?)\b|^(?:do|have|got|you|is there|are there)\b.*\b(?:have|got|sell|serve|offer|make|there|carry)\b/.test(token.text)) s.clause.menuLike = true
    return at + 1
  }
  if (tags.has('put') && (!tags.has('filler') || nameWithin(s, at + 1))) {
    startDeed(s, 'want')
    s.options = true
    return at + 1
  }
  if (tags.has('remove') && !(tags.has('without') && choiceOnly(s, at + 1))) {
    startDeed(s, 'remove')
    if (/\bthe$/.test(token.text)) s.definite = true
    if (/\bone$/.test(token.text)) s.count = { value: 1, token }
    return at + 1
  }
  if (tags.has('change')) {
    startDeed(s, 'source')
    if (/\bthe$/.test(token.text)) s.definite = true
    return at + 1
  }
  if (tags.has('reduce')) {
    startDeed(s, 'want')
    s.made = true
    return at + 1
  }
  if (tags.has('not')) {
    s.reject = true
    if (/\bthe$/.test(token.text)) s.definite = true
    return at + 1
  }
  if (tags.has('insteadOf')) {
    s.reject = true
    s.options = s.open.length > 0
    if (/\bthe$/.test(token.text)) s.definite = true
    return at + 1
  }
  return undefined
}

export function startDeed(s: EnglishState, deed: Deed): void {
  settleChanges(s)
  s.started = true
  s.deed = deed
  // 'my doctor told me to cut down': what is told asks for nothing.
  if (!s.clause.talk && !s.asked) s.clause.request = true
  s.options = false
  s.listAmount = undefined
  s.nextAmount = undefined
  s.open = []
  if (deed !== 'want' || s.current?.clause !== s.clauses.length || s.current.deed !== 'want') s.current = undefined
  s.made = false
}

/** 'substitute almond milk': a change that names only the new option is a wish. */
export function settleChanges(s: EnglishState): void {
  for (const mention of s.mentions) {
    const goal = s.mentions.some(other => other.deed === 'change' && other.clause === mention.clause)
    if (mention.deed === 'source' && mention.clause === s.clauses.length && !goal && mention.wishes.length > 0) mention.deed = 'want'
  }
}

export function toGoal(s: EnglishState): void {
  // 'swap the almond for soy': what was named first goes.
  const first = s.current
  s.deed = 'change'
  s.current = undefined
  if (first && !first.items && first.pointer === undefined && first.wishes.length > 0) {
    for (const wish of first.wishes) wish.undo = true
    first.deed = 'want'
    first.pointer = { having: first.wishes.flatMap(wish => wish.choices) }
    s.current = first
  }
  s.open = []
  s.options = false
}

function makeSaid(s: EnglishState, token: Token, at: number): number {
  // 'the first one should be large'
  if (token.text === 'should be' && s.current && s.current.clause === s.clauses.length) return at + 1
  startDeed(s, 'change')
  s.made = true
  const { text } = token
  if (/\bone of them$/.test(text)) pointTo(s, 'part', token, 1)
  else if (/\bone$/.test(text)) s.count = { value: 1, token }
  else if (/\b(?:both|all)\b/.test(text)) pointTo(s, 'all', token, undefined)
  else if (/\b(?:them|those)$/.test(text)) pointTo(s, 'those', token, undefined)
  else if (/\b(?:that|it|mine)\b/.test(text)) pointTo(s, 'that', token, undefined)
  else if (/\bthe$/.test(text)) s.definite = true
  return at + 1
}
