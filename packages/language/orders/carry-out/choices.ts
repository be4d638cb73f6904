import type { CartOption, DraftLine } from '../cart.ts'
import type { Wish } from '../mention.ts'
import { takes } from '../pieces.ts'
import type { CarryOut } from './state.ts'
import { takeOff } from './take-away.ts'

/** The choice of an item that a wish means. */
export function choiceOf(s: CarryOut, item: string, wish: Wish): string | undefined {
  const hinted = wish.group === undefined ? undefined : wish.choices.find(id => s.menu.choices.get(id)?.group === wish.group && takes(s.menu, item, id))
  return hinted ?? wish.choices.find(id => takes(s.menu, item, id))
}

export function setChoice(s: CarryOut, line: DraftLine, wish: Wish): void {
  const level = levelOf(s, line.item, wish)
  const id = level ?? choiceOf(s, line.item, wish)
  if (level !== undefined) wish = { choices: [level], token: wish.token }
  const choice = id === undefined ? undefined : s.menu.choices.get(id)
  const group = s.menu.groups.get(choice?.group ?? '')
  if (id === undefined || !choice || !group) return
  const has = line.options.find(option => option.id === id)
  if (wish.undo || (wish.amount === 'none' && has && has.amount === undefined && !line.fresh)) {
    takeOff(s, line, wish)
    return
  }
  const others = line.options.filter(option => option.id !== id)
  // A choice of a group that takes one puts the other out, unless it is only refused.
  const single = group.max === 1 || (wish.by === true && group.countable && !line.fresh && wish.count === undefined && !s.exchanged)
  const kept = single && wish.amount !== 'none' ? others.filter(option => s.menu.choices.get(option.id)?.group !== group.id) : others
  if (group.countable) s.out.wished = [id]
  s.out.said.push([id])
  if (wish.amount) s.out.amount = wish.amount
  else delete s.out.amount
  const count = countOf(s, wish, has, group.countable ? group.max : 1)
  line.options = [...kept, { id, ...(count > 1 && { count }), ...(wish.amount && { amount: wish.amount }) }]
}

/** Where a menu has levels for it, 'less ice' is one of them. */
function levelOf(s: CarryOut, item: string, wish: Wish): string | undefined {
  if (!wish.amount) return undefined
  const group = s.menu.choices.get(choiceOf(s, item, wish) ?? '')?.group
  const ends = { none: '_none', light: '_less', extra: '_more' }[wish.amount]
  return s.menu.groups.get(group ?? '')?.choices.find(choice => choice.concept?.endsWith(ends))?.id
}

function countOf(s: CarryOut, wish: Wish, has: CartOption | undefined, most: number): number {
  if (most < 2 || wish.amount) return 1
  const said = wish.count ?? 1
  const now = has && has.amount === undefined ? (has.count ?? 1) : 0
  return Math.min(most, wish.more ? now + said : said)
}
