import type { Token } from '../../tokens.ts'
import { amountSaid } from './amounts.ts'
import { endClause } from './clauses.ts'
import { deedSaid } from './deeds.ts'
import { endSaid } from './ends.ts'
import { jointSaid } from './joints.ts'
import { pointerSaid } from './pointers.ts'
import { isDigression } from './read.ts'
import type { EnglishState } from './state.ts'

export function readWord(s: EnglishState, token: Token, at: number): number {
  const { tags } = token
  s.opening = !s.started
  if (/^(?:please|pls|plz|thanks|thank you)\b/.test(token.text)) s.clause.polite = true
  if (!tags.has('filler') && !tags.has('greeting') && !tags.has('fix') && !tags.has('and') && !tags.has('yes') && !tags.has('person')) s.started = true
  if (!tags.has('counter')) s.article = false
  s.and = false
  const read = endSaid(s, token, at) ?? deedSaid(s, token, at) ?? amountSaid(s, token, at) ?? pointerSaid(s, token, at) ?? jointSaid(s, token, at)
  if (read !== undefined) return read
  if (token.text === 'instead') s.instead = true
  if (token.text === 'so' && isDigression(s, at + 1)) {
    s.clause.talk = true
    endClause(s, false)
    s.current = undefined
    return at + 1
  }
  if (tags.has('and') || tags.has('or')) {
    s.toward = false
    if (token.text === 'plus') s.listAmount = undefined
    s.and = true
    return at + 1
  }
  if (tags.has('only')) s.onlySaid = true
  if (tags.has('menu') || tags.has('quality')) s.clause.menu = true
  if (s.clause.question && (tags.has('that') || tags.has('quality'))) s.clause.menuLike = true
  if (tags.has('talk')) {
    s.clause.weak += 1
    if (past.test(token.text)) s.clause.talk = true
  }
  if ((tags.has('inquiry') || tags.has('asking')) && !s.clause.request && s.mentions.length === 0) s.clause.question = true
  if (tags.has('nonItem')) s.count = undefined
  return at + 1
}

/** Whether a verb of telling follows a thing that is not in the order: how it is, not that it is wanted. */
export function tellsHow(s: EnglishState, at: number): boolean {
  if (s.clause.request || s.clause.question) return false
  const named = s.mentions.findLast(mention => mention.clause === s.clauses.length && (mention.items !== undefined || mention.offMenu === true))
  if (!named) return false
  const before = s.tokens[s.tokens.indexOf(named.tokens[0] as Token) - 1]
  const pointed = before !== undefined && /^(?:this|these|my|your|our)$/.test(before.text)
  const known = named.items?.some(id => s.about.items.includes(id) || s.mentions.some(other => other !== named && other.items?.includes(id))) === true
  return (pointed || !known) && s.tokens[at - 1]?.tags.has('each') !== true && s.tokens[at - 1]?.number === undefined
}

/** Verbs that tell how a thing is. */
export const telling = /^(?:is|are|was|were|isnt|arent|says|has|looks|tastes|smells|makes|costs)$/

/** Words that tell of what has been rather than of what is wanted. */
const past = /^(?:had|was|loved|liked|went|tried|ate|drank|bought|came|said|told|gave|took|saw|thought|knew|yesterday|last (?:week|night|time|month|year)|used to|never had|burned|spilled|forgot|lost|didnt|wasnt|werent|hasnt|ago|been|heard|quit|stopped|started|always|usually|every day|remember|where|wheres|who|when|did you|have you|are you|youre|my name|names|better than|fell|at home|in town|paid|ran out|already paid|i already|could drink|i could drink|could eat|i could eat|works|work at)$/
