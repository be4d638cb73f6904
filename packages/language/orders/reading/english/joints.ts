import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { ofThemSaid, toldBy } from './counting.ts'
import { toGoal } from './deeds.ts'
import { itemAhead, nameWithin, optionOfCurrent } from './look-ahead.ts'
import { pointTo } from './mentions.ts'
import { isName } from './names.ts'
import type { EnglishState } from './state.ts'

/** How it is joined: with, to, that, the, a, in. */
export function jointSaid(s: EnglishState, token: Token, at: number): number | undefined {
  const { tags } = token
  const next = s.tokens[at + 1]
  if (tags.has('with')) {
    s.reject = false
    if (s.deed === 'source' || s.deed === 'change') {
      toGoal(s)
      return at + 1
    }
    if (tags.has('that') && /with/.test(token.text) && s.about.choices.length > 0 && s.current) {
      s.current.wishes.push({ choices: s.about.choices, token })
      return at + 1
    }
    if (tags.has('that') && s.open.length > 0) {
      // 'dressing on it': on what was just named.
      return at + 1
    }
    const pointing = next !== undefined && (next.number !== undefined && s.tokens[at + 2]?.tags.has('that'))
    if (pointing && s.open.length > 0) {
      s.toward = true
      return at + 1
    }
    s.options = true
    s.listAmount = undefined
    s.withSaid = s.current
    return at + 1
  }
  if ((tags.has('to') || tags.has('in')) && (s.deed === 'source') && /^(?:to|into|for|with|by)$/.test(token.text)) {
    toGoal(s)
    return at + 1
  }
  if (tags.has('that') && !(tags.has('the') && (isName(s, next) || next?.tags.has('thing')))) {
    if (s.count && token.text.startsWith('of')) {
      const { value } = s.count
      s.count = undefined
      ofThemSaid(s, value, token, at)
      return at + 1
    }
    const told = /\bones?$/.test(token.text) ? toldBy(s, at + 1) : undefined
    if (told) {
      pointTo(s, told.pointer, token, undefined)
      return told.to
    }
    const toward = /^(?:on|in|to|for|from|off|with|of)\b/.test(token.text)
    const alone = !toward && (token.text === 'it' || token.text === 'this' || token.text === 'these') && tags.has('filler') && s.deed === 'want' && !s.made && !s.toward
    if (alone && s.mentions.length > 0) return at + 1
    if (alone && !nameWithin(s, at + 1) && s.open.length === 0 && next === undefined && !s.clause.request) return at + 1
    if (/with/.test(token.text)) {
      if (s.about.choices.length > 0 && s.current) s.current.wishes.push({ choices: s.about.choices, token })
      return at + 1
    }
    if (toward) s.toward = true
    if (toward && s.mentions.length > 0 && s.open.length > 0 && s.current?.items) return at + 1
    pointTo(s, /them|those|these/.test(token.text) ? 'those' : 'that', token, undefined)
    return at + 1
  }
  if (tags.has('the')) {
    s.definite = true
    return at + 1
  }
  if (tags.has('article')) {
    s.article = true
    if (/^an?$/.test(token.text) && s.noHere !== at) s.listAmount = undefined
    if (s.tokens[at - 1]?.tags.has('in') && optionOfCurrent(s, at + 1)) return at + 1
    const joined = s.tokens[at - 1]?.tags.has('and') === true || token.gap === gap.comma
    if (s.deed !== 'remove' && s.deed !== 'change' && itemAhead(s, at + 1, joined)) {
      s.options = false
      s.listAmount = undefined
    }
    return at + 1
  }
  if (tags.has('in') && optionOfCurrent(s, at + 1)) {
    // 'a breakfast sandwich on a croissant'
    s.options = true
    return at + 1
  }
  if (tags.has('in') || tags.has('to')) {
    s.toward = true
    if (/\bthe$/.test(token.text)) s.definite = true
    return at + 1
  }
  return undefined
}
