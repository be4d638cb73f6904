import type { DraftLine } from '../cart.ts'
import type { Mention, Wish } from '../mention.ts'
import { setChoice } from './choices.ts'
import { setTotal } from './modify.ts'
import { type CarryOut, lose, settle, touch } from './state.ts'
import { targetsOf } from './targets.ts'

export function takeAway(s: CarryOut, mention: Mention): void {
  if (mention.wishes.length > 0 && mention.items === undefined && mention.quantity === undefined) {
    const lines = targetsOf(s, mention, false)
    if (lines.length === 0) return lose(s)
    for (const line of lines) for (const wish of mention.wishes) takeOff(s, line, wish)
    settle(s, lines)
    return
  }
  let lines = targetsOf(s, mention, false)
  if (mention.items && lines.length === 0) {
    const waiting = s.out.pending.findIndex(pending => mention.items?.some(id => pending.choices.includes(id)))
    if (waiting >= 0) {
      s.out.pending.splice(waiting, 1)
      s.out.changed = true
      return
    }
    return lose(s)
  }
  if (mention.wishes.length > 0) {
    const exact = lines.filter(line => mention.wishes.every(wish => line.options.some(option => wish.choices.includes(option.id) && option.amount === wish.amount)))
    if (exact.length > 0) lines = exact
  }
  if (lines.length === 0) return lose(s)
  const had = lines.reduce((sum, line) => sum + line.quantity, 0)
  // More than there are of a thing that has no name is a slip: '내장 빼고' is not '네 장 빼고'.
  if (!mention.items && mention.wishes.length === 0 && !mention.final && (mention.quantity ?? 0) > had) return lose(s)
  if (mention.quantity !== undefined && !(mention.final)) {
    const sum = lines.reduce((so, line) => so + line.quantity, 0)
    setTotal(s, mention.items ? lines : lines.slice(-1), Math.max(0, mention.items ? sum - mention.quantity : (lines.at(-1)?.quantity ?? 0) - mention.quantity))
  } else if (mention.final && mention.quantity !== undefined) setTotal(s, lines.slice(-1), mention.quantity)
  else for (const line of mention.pointer === 'that' || mention.pointer === undefined && !mention.items ? lines.slice(-1) : lines) line.quantity = 0
  s.out.changed = true
  s.place = lines
  s.had = had
  // '한 잔은 빼고 라떼로': only as many are exchanged as were taken away.
  s.taken = mention.quantity !== undefined && !mention.final && lines.some(line => line.quantity > 0) ? mention.quantity : undefined
  s.before = []
  touch(s, lines.filter(line => line.quantity > 0))
}

export function takeOff(s: CarryOut, line: DraftLine, wish: Wish): void {
  const has = line.options.find(option => wish.choices.includes(option.id))
  if (!has) {
    if (!wish.undo) setChoice(s, line, { ...wish, amount: 'none' })
    return
  }
  const left = (has.count ?? 1) - (wish.count ?? 99)
  line.options = line.options.filter(option => option !== has)
  if (left > 0) line.options.push(left > 1 ? { id: has.id, count: left } : { id: has.id })
}
