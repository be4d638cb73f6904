import { gap } from '../../../text/units.ts'
import type { About, Reading } from '../../mention.ts'
import type { Menu } from '../../menu.ts'
import type { Token } from '../../tokens.ts'
import { readingOf } from '../state.ts'
import { endClause } from './clauses.ts'
import { choiceOnly, severalBefore } from './look-ahead.ts'
import { addMention, pointTo } from './mentions.ts'
import { isName, readNames } from './names.ts'
import { readNumber } from './numbers.ts'
import { EnglishState } from './state.ts'
import { readUnknown } from './unknown.ts'
import { readWord } from './words.ts'

function step(s: EnglishState, at: number): number {
  const token = s.tokens[at]
  if (!token) return at + 1
  if (token.gap >= gap.stop) endClause(s, token.gap === gap.question)
  else if (token.gap === gap.comma && !listGoesOn(s, at)) {
    s.listAmount = undefined
    if (isDigression(s, at)) {
      s.clause.talk = true
      endClause(s, false)
      s.current = undefined
    }
  }
  const group = token.senses.length > 0 && token.senses.every(sense => sense.kind === 'group') ? token.senses.find(sense => sense.kind === 'group') : undefined
  if (group) {
    readGroup(s, group.group, token)
    return at + 1
  }
  if (token.number !== undefined && !isName(s, token)) return readNumber(s, token, at)
  if (isName(s, token)) return readNames(s, at)
  if (token.tags.has('classNoun') && s.open.length > 0 && token.gap <= gap.space && s.tokens[at - 1]?.senses.some(sense => sense.kind === 'choice')) {
    s.clause.explained += token.text.length
    return at + 1
  }
  if (!token.known || token.tags.has('product')) return readUnknown(s, at)
  s.clause.explained += token.text.length
  if (token.ordinal !== undefined) {
    // 'two pizzas, the first with ham': one of those that were just named.
    if (severalBefore(s, 1) && !s.toward && s.deed === 'want') pointTo(s, 'part', token, 1)
    else pointTo(s, { ordinal: token.ordinal }, token, undefined)
    return at + 1
  }
  return readWord(s, token, at)
}

/** 'change the drizzle to …': whatever was chosen of a group goes. */
function readGroup(s: EnglishState, group: string, token: Token): void {
  s.clause.menu = true
  s.clause.explained += token.text.length
  s.nextAmount = undefined
  const refused = s.listAmount === 'none' && s.tokens[s.noHere] === token
  if (refused) s.listAmount = undefined
  if (s.deed !== 'source' && s.deed !== 'remove' && !refused) return
  const mention = s.current ?? addMention(s, token)
  mention.wishes.push({ choices: (s.menu.groups.get(group)?.choices ?? []).map(choice => choice.id), undo: true, token })
  s.definite = false
}

/** 'my kids don't eat onions, so a large …': what was said before the comma was no order, and an order begins. */
export function isDigression(s: EnglishState, at: number): boolean {
  if (s.clause.request || s.clause.question || s.clause.unexplained + s.clause.weak === 0) return false
  if (s.mentions.some(mention => mention.clause === s.clauses.length && (mention.items || mention.offMenu))) return false
  const first = s.tokens.slice(at, at + 3).find(token => !token.tags.has('filler') && !token.tags.has('and'))
  return first !== undefined && (first.number !== undefined || first.tags.has('article') || first.tags.has('want') || isName(s, first))
}

function listGoesOn(s: EnglishState, at: number): boolean {
  const token = s.tokens[at]
  return token !== undefined && s.listAmount !== undefined && (choiceOnly(s, at) || token.tags.has('or'))
}

/** Reads English: numbers and options before a noun, options after 'with', and the verb at the front that says what to do. */
export function readEnglish(tokens: readonly Token[], menu: Menu, about: About, end: number): Reading {
  const s = new EnglishState(tokens, menu, about, end)
  for (let at = 0; at < tokens.length; ) at = step(s, at)
  endClause(s, end === gap.question)
  return readingOf(s, s.done)
}
