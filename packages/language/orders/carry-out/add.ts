import type { CartOption, DraftLine } from '../cart.ts'
import type { Mention, Wish } from '../mention.ts'
import { takes } from '../pieces.ts'
import { choiceOf, setChoice } from './choices.ts'
import { limit, setTotal } from './modify.ts'
import { type CarryOut, touch } from './state.ts'
import { lastTouched } from './targets.ts'

export function addLine(s: CarryOut, mention: Mention, item: string): void {
  const apart = kindsApart(s, mention, item)
  if (apart) {
    for (const kind of apart) {
      const { count = 1, ...wish } = kind
      addLine(s, { ...mention, also: true, quantity: count, wishes: mention.wishes.filter(one => one === kind || !apart.includes(one)).map(one => (one === kind ? wish : one)) }, item)
    }
    return
  }
  s.out.changed = true
  const source = s.place.length > 0 ? s.place : mention.deed === 'change' ? changeSource(s, mention) : mention.fix ? fixSource(s) : []
  s.place = []
  s.source = []
  const carried: CartOption[] = []
  let quantity = mention.quantity ?? s.taken
  if (source.length > 0) {
    const kept = source.filter(line => !line.fresh)
    // What a sentence takes back leaves no trace; what stood in the order before keeps its options where the new thing has them.
    if (mention.deed === 'change' || kept.length > 0) for (const option of kept.flatMap(line => line.options).concat(mention.deed === 'change' ? source.filter(line => line.fresh).flatMap(line => line.options) : [])) if (takes(s.menu, item, option.id) && !carried.some(one => one.id === option.id)) carried.push(option)
    if (mention.fix && source.some(line => line.item === item)) for (const option of source.filter(line => line.item === item).flatMap(line => line.options)) if (!carried.some(one => one.id === option.id) && !wishesGroup(s, mention, item, option.id)) carried.push(option)
  }
  if (source.length > 0) {
    const left = source.reduce((sum, line) => sum + line.quantity, 0)
    const had = s.taken !== undefined ? s.had : left || s.had
    // '한 잔은 제로콜라로': only as many are exchanged as were said.
    const part = s.taken !== undefined ||  mention.pointer === 'part' || (mention.deed === 'change' && mention.quantity !== undefined && !mention.final && mention.quantity < had)
    if (part && quantity !== undefined) setTotal(s, source, Math.max(0, had - (s.taken ?? quantity)))
    else {
      quantity ??= had
      for (const line of source) line.quantity = 0
    }
    s.taken = undefined
  }
  const line: DraftLine = { item, quantity: quantity ?? 1, options: carried, fresh: true }
  const at = source[0] ? s.out.lines.indexOf(source[0]) + 1 : s.out.lines.length
  if (mention.also || mention.more) {
    const same = s.out.lines.find(one => one.item === item && !one.fresh)
    if (same && mention.wishes.length === 0 && mention.more) line.options = [...same.options]
  }
  s.out.lines.splice(at, 0, line)
  for (const wish of [...s.early, ...mention.wishes]) setChoice(s, line, wish)
  s.early = []
  limit(s, line)
  touch(s, [line])
}

/**
 * Choices that tell a number of things apart: '세 잔인데 당도는 30, 30, 50으로', of which a thing has one, and '콘 세 개 바닐라 둘 초코 하나',
 * where nothing else was said. There are as many of them as there are things.
 */
function kindsApart(s: CarryOut, mention: Mention, item: string): Wish[] | undefined {
  const { quantity = 1, wishes } = mention
  if (quantity < 2 || mention.fix || mention.deed !== 'want') return undefined
  const groups = Map.groupBy(wishes, wish => s.menu.choices.get(choiceOf(s, item, wish) ?? '')?.group ?? '')
  for (const [group, list] of groups) {
    const isApart = s.menu.groups.get(group)?.max === 1 || (groups.size === 1 && list.every(wish => wish.count !== undefined))
    if (isApart && list.length > 1 && list.reduce((sum, { count = 1 }) => sum + count, 0) === quantity) return list
  }
  return undefined
}

/** Whether a wish is for the same group of options. */
export function wishesGroup(s: CarryOut, mention: Mention, item: string, choice: string): boolean {
  const group = s.menu.choices.get(choice)?.group
  return mention.wishes.some(wish => s.menu.choices.get(choiceOf(s, item, wish) ?? '')?.group === group)
}

/** '라떼로 바꿔 주세요': what was spoken of last is exchanged. */
function changeSource(s: CarryOut, mention: Mention): DraftLine[] {
  if (s.source.length > 0) return s.source
  if (!mention.goal && s.before.length === 0 && mention.pointer === undefined) return lastTouched(s).slice(-1)
  return (s.before.length > 0 ? s.before : lastTouched(s)).slice(-1)
}

function fixSource(s: CarryOut): DraftLine[] {
  if (s.pendingHere.length > 0) {
    s.out.pending.splice(s.pendingHere.pop() ?? 0, 1)
    return []
  }
  if (s.out.unavailable.length > 0 && s.before.length === 0) {
    s.out.unavailable.pop()
    return []
  }
  return (s.before.length > 0 ? s.before : lastTouched(s)).slice(-1)
}

export function takeBack(s: CarryOut): void {
  for (const line of fixSource(s)) line.quantity = 0
}
