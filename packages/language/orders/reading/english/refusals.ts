import { gap } from '../../../text/units.ts'
import type { Wish } from '../../mention.ts'
import type { Piece } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { isName } from './names.ts'
import type { EnglishState } from './state.ts'

/** 'no lettuce, tomato or onion' refuses all of them; 'no foam extra shot' and 'no rice and large' only the first: the list is of one kind. */
export function refusalGoesOn(s: EnglishState, piece: Piece & { kind: 'choice' }): boolean {
  if (s.listAmount !== 'none') return true
  const first = s.tokens.indexOf(piece.tokens[0] as Token)
  const to = first + piece.tokens.length
  const group = (id: string): string => s.menu.choices.get(id)?.group ?? ''
  const before = s.refused
  if (before && before.to <= first && s.noHere !== first) {
    const joined = s.tokens[first - 1]?.tags.has('or') || s.tokens[first - 1]?.tags.has('and') || (piece.tokens[0]?.gap ?? 0) === gap.comma
    const alike = s.tokens[first - 1]?.tags.has('or') === true || piece.choices.some(id => before.choices.some(other => group(other) === group(id)))
    if (!alike || (!joined && !listEndsInOr(s, to))) {
      s.listAmount = undefined
      return false
    }
  }
  s.refused = { choices: piece.choices, to }
  return true
}

/** A list without commas: 'no lettuce tomato or onion'. */
function listEndsInOr(s: EnglishState, at: number): boolean {
  for (const token of s.tokens.slice(at, at + 6)) {
    if (token.tags.has('or') || token.tags.has('and')) return true
    if (token.gap > gap.space || !isName(s, token)) return false
  }
  return false
}

export function rejectWish(s: EnglishState, wish: Wish): void {
  for (const mention of s.mentions) mention.wishes = mention.wishes.filter(one => !one.choices.some(id => wish.choices.includes(id)))
  // What stands on the line already goes as well.
  const current = s.current
  if (current && current.items === undefined) current.wishes.unshift({ ...wish, undo: true })
  s.reject = false
}
