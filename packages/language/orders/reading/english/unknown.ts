import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { addMention } from './mentions.ts'
import { isName, nameAfterUnknown, readNames } from './names.ts'
import type { EnglishState } from './state.ts'

export function readUnknown(s: EnglishState, at: number): number {
  const token = s.tokens[at]
  if (!token) return at + 1
  if (nameAfterUnknown(s, at) && !s.options && s.listAmount === undefined) return readNames(s, at)
  // A noun that something was said about: an article, a number or an order before it, or nothing but itself.
  let to = at
  while (to + 1 < s.tokens.length && (!s.tokens[to + 1]?.known || (s.tokens[to + 1]?.tags.has('product') && !isName(s, s.tokens[to + 1]))) && (s.tokens[to + 1]?.gap ?? 9) <= gap.space) to += 1
  const run = s.tokens.slice(at, to + 1)
  if (token.known) s.clause.menu = true
  if (s.tokens[to + 1]?.tags.has('want') && !token.known) {
    // 'my coworkers want': who it is for.
    s.clause.explained += run.reduce((sum, one) => sum + one.text.length, 0)
    return to + 1
  }
  const counted = s.count !== undefined || s.article
  const ordered = s.clause.request || (counted && s.started === false)
  const letters = run.reduce((sum, one) => sum + one.text.length, 0)
  const rambling = s.clause.unexplained > 0 && !s.clause.request
  if (!rambling && !s.options && s.listAmount === undefined && !s.clause.question && !s.clause.talk && !s.clause.undecided && (counted || (ordered && justOrdered(s, at)) || aloneInList(s, at, to)) && nounEnds(s, to + 1)) {
    s.clause.explained += letters
    addOffMenu(s, run)
    return to + 1
  }
  if (token.known) s.clause.explained += letters
  else s.clause.unexplained += letters
  if (s.noHere === at) s.listAmount = undefined
  s.count = undefined
  s.nextAmount = undefined
  return to + 1
}

/** The order word or a joining word stands right before: 'give me pancakes', 'and pancakes'. */
function justOrdered(s: EnglishState, at: number): boolean {
  const before = s.tokens[at - 1]
  return before !== undefined && (before.tags.has('want') || before.tags.has('and') || before.tags.has('article') || before.tags.has('counter') || before.tags.has('the') || before.number !== undefined || before.tags.has('more'))
}

function aloneInList(s: EnglishState, at: number, to: number): boolean {
  const before = s.tokens[at - 1]
  const after = s.tokens[to + 1]
  if (/(?:ed|less|free|ly|ing)$/.test(s.tokens[at]?.text ?? '')) return false
  const starts = before === undefined || before.tags.has('and') || (s.tokens[at]?.gap ?? 0) >= gap.comma
  return starts && after !== undefined && (after.tags.has('and') || after.text === 'please' || after.gap === gap.comma) && !s.clause.talk
}

function nounEnds(s: EnglishState, at: number): boolean {
  const next = s.tokens[at]
  if (!next) return true
  if (next.tags.has('talk') || next.tags.has('undecided') || next.tags.has('inquiry')) return next.gap >= gap.stop
  return true
}

export function addOffMenu(s: EnglishState, tokens: readonly Token[]): void {
  if (s.reject) {
    s.reject = false
    return
  }
  const named = s.current
  if (named?.items && named.wishes.every(wish => wish.token.to <= (named.tokens[0]?.from ?? 0)) && tokens[0] && named.tokens.at(-1)?.to === tokens[0].from && tokens[0].gap <= gap.space) {
    // 'a root beer float': the name goes on, and is on no menu.
    delete named.items
    named.offMenu = true
    named.wishes = []
    named.tokens.push(...tokens)
    return
  }
  const mention = addMention(s, tokens[0])
  mention.offMenu = true
  mention.tokens = [...tokens]
  s.pre = []
  s.nextAmount = undefined
  s.count = undefined
  s.definite = false
  s.open = []
}
