import type { DraftLine } from '../cart.ts'
import type { Mention } from '../mention.ts'
import { setChoice } from './choices.ts'
import { clearGroup } from './implied.ts'
import { splitOff } from './modify.ts'
import { type CarryOut, lose, settle, touch } from './state.ts'

/** 하나는 …: some of a line become a line of their own; the next part is taken from what is left. */
export function carryOutPart(s: CarryOut, mention: Mention, lines: readonly DraftLine[]): void {
  const going = s.parts && s.parts.quantity > 0 && lines.includes(s.parts)
  if (!going) s.partsOf = lines.at(-1)?.quantity ?? 1
  const all = s.partsOf
  const count = mention.half ? Math.max(1, Math.floor(all / 2)) : (mention.quantity ?? 1)
  const from = s.parts && s.parts.quantity > 0 && lines.includes(s.parts) ? s.parts : [...lines].reverse().find(line => line.quantity > count) ?? lines.at(-1)
  if (!from) return lose(s)
  if (mention.wishes.length === 0) {
    if (mention.only || mention.final) {
      from.quantity = count
      return settle(s, [from])
    }
    // 'one black and one with cream': a part that stays as it is.
    if (from.quantity <= count) return lose(s)
    s.before = [from, splitOff(s, from, count)]
    s.parts = from
    return
  }
  if (from.quantity <= count) {
    const last = s.before.at(-1)
    if (s.parts === from && last && last !== from) {
      // The parts stand in the order in which they were said.
      s.out.lines.splice(s.out.lines.indexOf(from), 1)
      s.out.lines.splice(s.out.lines.indexOf(last) + 1, 0, from)
    }
    for (const wish of mention.wishes) setChoice(s, from, wish)
    settle(s, [from])
    return
  }
  const part = splitOff(s, from, count)
  if (mention.deed === 'change') clearGroup(s, part, mention)
  s.parts = from
  for (const wish of mention.wishes) setChoice(s, part, wish)
  touch(s, [part])
  s.out.changed = true
  s.before = [from, part]
}
