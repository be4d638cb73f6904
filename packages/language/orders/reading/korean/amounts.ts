import type { Wish } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { addWish, lastWish } from './mentions.ts'
import type { KoreanState } from './state.ts'

/** '얼음은 적게' where the menu has levels of ice: the wish is for the group, and the level says which choice. */
export function levelSaid(s: KoreanState, amount: NonNullable<Wish['amount']>, token: Token): void {
  const group = s.hint
  if (group === undefined) return
  addWish(s, { choices: (s.menu.groups.get(group)?.choices ?? []).map(choice => choice.id), amount, token, group })
  s.hint = undefined
  s.last = 'wish'
}

export function amendLast(s: KoreanState, amount: Wish['amount']): void {
  const wish = lastWish(s)
  if (!wish || !amount) return
  wish.amount = amount
  s.fix = false
  s.current = s.mentions.at(-1)
}

export function moreSaid(s: KoreanState, next: Token | undefined): void {
  const wish = s.open.at(-1)
  if (s.last === 'wish' && wish) wish.more = true
  else if (s.current && !s.current.closed && s.last !== 'other') s.current.more = true
  else if (next?.number !== undefined || next?.senses.length) s.more = true
  else if (s.current) s.current.more = true
}

export function putSaid(s: KoreanState, _token: Token): void {
  s.open = []
}
