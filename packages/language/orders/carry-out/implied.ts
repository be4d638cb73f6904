import type { DraftLine } from '../cart.ts'
import type { Item } from '../catalogue.ts'
import type { Mention, Wish } from '../mention.ts'
import { takes } from '../pieces.ts'
import { wishesGroup } from './add.ts'
import { choiceOf } from './choices.ts'
import type { CarryOut } from './state.ts'
import { lacks } from './targets.ts'

/** '후라이드 한 마리 양념 한 마리': a number of what is of another kind than the last is another of it. */
export function anotherLike(s: CarryOut, mention: Mention, lines: readonly DraftLine[]): string | undefined {
  const line = lines.at(-1)
  if (!line || mention.deed !== 'want' || mention.quantity === undefined || mention.pointer !== undefined || mention.more || mention.final || mention.fix || mention.only) return undefined
  const kind = mention.wishes.find(wish => {
    const choice = choiceOf(s, line.item, wish)
    const group = s.menu.groupOf(choice ?? '')
    return group?.required === true && !wish.by && wish.amount === undefined && line.options.some(option => option.id !== choice && s.menu.choices.get(option.id)?.group === group.id)
  })
  return kind === undefined || lacksSome(s, line) ? undefined : line.item
}

/** Whether a required option of the line is still open. */
function lacksSome(s: CarryOut, line: DraftLine): boolean {
  return (s.menu.items.get(line.item)?.groups ?? []).some(group => s.menu.groups.get(group)?.required === true && lacks(s, line, group))
}

/** 'a party size supreme': the one item of the menu that comes with all of these, where at least two were said, or one that tells its kind ('a hawaiian'). */
export function onlyWith(s: CarryOut, mention: Mention): string | undefined {
  const plain = mention.wishes.filter(wish => wish.amount === undefined)
  // '후라이드 한 마리': of what has to be chosen of a thing, one says which thing.
  const kind = mention.quantity !== undefined && plain.some(wish => wish.choices.some(id => s.menu.groupOf(id)?.required))
  const groupOf = (wish: Wish) => s.menu.groupOf(wish.choices[0] ?? '')
  const oneOfKinds = plain.length === 1 && plain.every(wish => groupOf(wish)?.max === 1 && (groupOf(wish)?.choices.length ?? 0) > 3)
  if (plain.length < 2 && !kind && !oneOfKinds) return undefined
  const required = (wish: Wish): boolean => groupOf(wish)?.required === true
  const items = [...s.menu.items.values()].filter(item => mention.wishes.every(wish => (kind && required(wish) ? takes(s.menu, item.id, wish.choices[0] ?? '') : choiceOf(s, item.id, wish) !== undefined)))
  if (items.length === 1) return items[0]?.soldOut ? undefined : items[0]?.id
  // Of 치킨 and 순살치킨 it is the one whose name is a part of all the others'.
  const names = (item: Item): string[] => Object.values(item.names).flatMap(list => list ?? []).map(name => name.replaceAll(' ', ''))
  const basic = kind ? items.find(item => names(item).some(name => name.length > 1 && items.every(other => names(other).some(one => one.includes(name))))) : undefined
  return basic && !basic.soldOut ? basic.id : undefined
}

/** 'change it to chocolate': of a required option what was chosen before goes. */
export function clearGroup(s: CarryOut, line: DraftLine, mention: Mention): void {
  line.options = line.options.filter(option => {
    const group = s.menu.groupOf(option.id)
    const few = group !== undefined && group.max <= 2 && !group.countable && mention.wishes.every(wish => wish.amount === undefined)
    return !((group?.required || few) && wishesGroup(s, mention, line.item, option.id))
  })
}

/** 'add mushrooms', 'no, make that onions': what was put in last goes. */
export function unsay(s: CarryOut, lines: readonly DraftLine[], mention: Mention): void {
  const group = (id: string): string | undefined => s.menu.choices.get(id)?.group
  const before = (s.context.said ?? []).flat()
  if (before.length === 0 || mention.wishes.some(wish => wish.amount !== undefined || wish.more)) return
  for (const line of lines) line.options = line.options.filter(option => option.id !== before.at(-1) || !mention.wishes.some(wish => !wish.choices.includes(option.id) && wish.choices.some(id => group(id) === group(option.id))))
}
