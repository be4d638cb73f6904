import type { DraftLine } from '../cart.ts'
import type { Mention } from '../mention.ts'
import { addLine } from './add.ts'
import { setChoice } from './choices.ts'
import { type CarryOut, touch } from './state.ts'

export function modify(s: CarryOut, mention: Mention, given: DraftLine[]): void {
  s.out.changed = true
  const count = mention.quantity
  // '아아는 한 잔만': options that lines have already say which lines are meant.
  const alike = count === undefined ? [] : given.filter(line => mention.wishes.every(wish => line.options.some(option => wish.choices.includes(option.id) && option.amount === wish.amount && (wish.count === undefined || wish.count === (option.count ?? 1)))))
  const lines = alike.length > 0 ? alike : given
  const wishes = alike.length > 0 ? [] : mention.wishes
  const first = lines.at(-1)
  if (!first) return
  if (wishes.length === 0) {
    if (count !== undefined || mention.more) {
      if (mention.more) {
        // A line of its own until the end, for what may still be said of it.
        const copy: DraftLine = { ...first, quantity: count ?? 1, options: [...first.options], fresh: true }
        s.out.lines.splice(s.out.lines.indexOf(first) + 1, 0, copy)
        limit(s, { ...first, quantity: first.quantity + copy.quantity })
        touch(s, [copy])
        return
      }
      setTotal(s, lines, count ?? 1)
      limit(s, first)
    }
    touch(s, mention.more ? [first] : lines)
    return
  }
  if (mention.more && count !== undefined) {
    addLine(s, { ...mention, more: false, also: true }, first.item)
    return
  }
  if (count !== undefined && !mention.final && lines.some(line => line.quantity > count)) {
    const from = lines.find(line => line.quantity > count) as DraftLine
    const part = splitOff(s, from, count)
    for (const wish of wishes) setChoice(s, part, wish)
    touch(s, [part])
    return
  }
  if (count !== undefined) setTotal(s, lines, count)
  for (const line of lines) for (const wish of wishes) setChoice(s, line, wish)
  touch(s, lines)
}

/** Makes the quantities of these lines come to a total: the last ones give or take. */
export function setTotal(s: CarryOut, lines: readonly DraftLine[], total: number): void {
  let sum = lines.reduce((so, line) => so + line.quantity, 0)
  for (const line of [...lines].reverse()) {
    if (sum === total) return
    if (sum < total) {
      line.quantity += total - sum
      return
    }
    const less = Math.min(line.quantity, sum - total)
    line.quantity -= less
    sum -= less
  }
}

export function limit(s: CarryOut, line: DraftLine): void {
  if (line.quantity > s.menu.mostOfOne) s.out.tooMany = { item: line.item, quantity: line.quantity }
}

export function splitOff(s: CarryOut, from: DraftLine, count: number): DraftLine {
  from.quantity -= count
  const part: DraftLine = { item: from.item, quantity: count, options: [...from.options], fresh: from.fresh }
  s.out.lines.splice(s.out.lines.indexOf(from) + 1, 0, part)
  return part
}
