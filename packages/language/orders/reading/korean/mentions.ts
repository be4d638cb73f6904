import type { Mention, Pointer, Wish } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { groupOf, pushMention } from '../state.ts'
import type { KoreanState } from './state.ts'

export function addWish(s: KoreanState, wish: Wish): void {
  const open = s.current
  // '양념 두 마리 후라이드 한 마리': an option of the same kind after the number is of another.
  const other = open && !open.items && !open.offMenu && open.quantity !== undefined && open.pointer === undefined && open.clause === s.clauses.length && open.wishes.some(one => groupOf(s, one) === groupOf(s, wish))
  const current = (other ? undefined : open) ?? addMention(s, wish.token)
  current.wishes.push(wish)
  current.tokens.push(wish.token)
  if (complete(current)) {
    wish.late = true
    s.trail.push(wish)
  }
}

export function addMention(s: KoreanState, token: Token | undefined): Mention {
  const mention: Mention = { deed: 'want', wishes: [], clause: s.clauses.length, tokens: token ? [token] : [] }
  if (s.fix) mention.fix = true
  s.trail = []
  return pushMention(s, mention)
}

export function pointTo(s: KoreanState, pointer: Pointer, token: Token): void {
  const mention = addMention(s, token)
  mention.pointer = pointer
  s.just = false
  s.last = 'pointer'
}

/** The thing is complete: what is said next and is not an option belongs to another. */
export function closeMention(s: KoreanState): void {
  if (s.current) s.current.closed = true
  s.trail = []
}

export function lastWish(s: KoreanState): Wish | undefined {
  return s.mentions.flatMap(mention => mention.wishes).at(-1)
}

export function complete(mention: Mention): boolean {
  return mention.items !== undefined && (mention.quantity !== undefined || mention.closed === true)
}
