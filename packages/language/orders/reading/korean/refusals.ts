import { gap } from '../../../text/units.ts'
import type { Wish } from '../../mention.ts'
import { groupOf, isManner } from '../state.ts'
import { levelSaid } from './amounts.ts'
import { closeMention } from './mentions.ts'
import type { KoreanState } from './state.ts'

/** 빼고, 없이: none of the choices said since the last verb that stand together, or the thing itself goes. */
export function withoutSaid(s: KoreanState): void {
  const together = refusedTogether(s)
  const at = s.tokens.find(token => token.tags.has('without') || token.verb)
  if (s.hint !== undefined && together.length === 0 && at) levelSaid(s, 'none', at)
  else if (together.length > 0) {
    for (const wish of together) if (!wish.undo) wish.amount = 'none'
  } else if (s.last === 'item' || s.last === 'number' || s.last === 'pointer') removeSaid(s)
  s.open = []
}

/** The wishes that one verb is about: all since the last one, but not those that name how the thing comes (아이스, 라지). */
function refusedTogether(s: KoreanState): Wish[] {
  const list = s.open.filter(wish => !wish.token.text.endsWith('로'))
  const last = list.at(-1)
  if (!last) return []
  const kind = s.menu.groupOf(last.choices[0] ?? '')
  // '플랫브레드 소스는 빼 주세요': nobody goes without what has to be chosen.
  if (kind?.required && kind.max === 1 && kind.choices.length > 1) return []
  const near = new Set([last])
  for (let at = list.length - 2; at >= 0; at -= 1) {
    const wish = list[at]
    const next = list[at + 1]
    if (!wish || !next || !areLinked(s, wish, next)) break
    // '곱빼기 오이 빼고': only what stands next to 빼고, unless it is joined or of one kind.
    if (!areJoined(s, wish, next) && groupOf(s, wish) !== groupOf(s, next)) break
    near.add(wish)
  }
  return list.filter(wish => near.has(wish)).filter(wish => wish === last || (!particleAfter(s, wish, 'by') && (kind === undefined || !isManner(s.menu, wish) || isManner(s.menu, last))))
}

/** Whether nothing but particles and joining words stands between two wishes. */
function areLinked(s: KoreanState, wish: Wish, next: Wish): boolean {
  return s.tokens.every(token => token.from < wish.token.to || token.to > next.token.from || token.particle !== undefined || token.tags.has('and'))
}

/** 이랑, 하고 or a comma between two wishes. */
function areJoined(s: KoreanState, wish: Wish, next: Wish): boolean {
  return next.token.gap === gap.comma || s.tokens.some(token => token.from >= wish.token.to && token.to <= next.token.from && (token.particle === 'and' || token.tags.has('and')))
}

function particleAfter(s: KoreanState, wish: Wish, particle: string): boolean {
  return s.tokens.find(token => token.from === wish.token.to)?.particle === particle
}

function removeSaid(s: KoreanState): void {
  const current = s.current
  if (!current) return
  current.deed = 'remove'
  const before = s.mentions.indexOf(current) - 1
  for (let at = before; at >= 0; at -= 1) {
    const other = s.mentions[at]
    if (!other || other.clause !== s.clauses.length || !other.closed || other.deed !== 'want' || other.quantity !== undefined) break
    other.deed = 'remove'
  }
  closeMention(s)
  s.current = undefined
}

export function reduceSaid(s: KoreanState): void {
  const current = s.current
  if (!current || current.final) return
  if (current.wishes.length > 0 && current.items === undefined && current.quantity === undefined) {
    for (const wish of current.wishes) wish.amount ??= 'light'
    return
  }
  current.deed = 'remove'
}
