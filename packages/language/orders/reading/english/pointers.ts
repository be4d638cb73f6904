import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { anotherOfSame } from './items.ts'
import { choiceOnly, nameWithin } from './look-ahead.ts'
import { addMention, pointTo } from './mentions.ts'
import { isName } from './names.ts'
import type { EnglishState } from './state.ts'

/** Which ones: the last, the other, both, half, each. */
export function pointerSaid(s: EnglishState, token: Token, at: number): number | undefined {
  const { tags } = token
  const next = s.tokens[at + 1]
  if (tags.has('last')) {
    pointTo(s, 'last', token, undefined)
    return at + 1
  }
  if (tags.has('rest') && token.text.includes('another') && anotherOfSame(s, token, at)) return at + 1
  if (tags.has('rest')) {
    pointTo(s, 'rest', token, undefined)
    return at + 1
  }
  if (tags.has('all') && s.about.waiting.length > 0 && next && next.gap <= gap.space && isName(s, next) && !choiceOnly(s, at + 1)) return at + 1
  if (tags.has('all') && next && next.gap <= gap.space && s.open.length > 0 && s.about.items.length + s.mentions.length > 1 && /^(?:(?:for|in|on) )?(?:both|all)(?: (?:of )?the)?$/.test(token.text) && next.senses.some(sense => sense.kind === 'item' || sense.kind === 'word') && !choiceOnly(s, at + 1)) {
    // 'no pickles on both burgers'
    s.toward = true
    s.definite = true
    return at + 1
  }
  if (tags.has('all') && !(tags.has('extra') && nameWithin(s, at + 1) && s.options)) {
    allSaid(s, token)
    return next?.tags.has('that') && next.text.startsWith('of') ? at + 2 : at + 1
  }
  if (token.text === 'half' && next && next.gap <= gap.space && choiceOnly(s, at + 1)) return at + 1
  if (tags.has('half')) {
    pointTo(s, 'part', token, undefined)
    if (s.current) s.current.half = true
    return at + 1
  }
  if (tags.has('each')) {
    if (/one/.test(token.text) && s.current === undefined) {
      const mention = addMention(s, token)
      mention.each = true
      mention.quantity = s.count?.value ?? 1
    } else if (s.current && /^each|apiece|a piece/.test(token.text)) s.current.each = true
    else if (s.current) s.current.each = true
    s.count = undefined
    return at + 1
  }
  return undefined
}

function allSaid(s: EnglishState, token: Token): void {
  const current = s.current
  if (current && s.open.length > 0 && !s.toward && s.clauses.length === current.clause) {
    // 'dark roast for all of them' carries 'for' in the word itself.
    if (/^(?:for|in|on)\b|either|any|everything/.test(token.text)) s.toward = true
  }
  pointTo(s, 'all', token, undefined)
  s.options = false
}
