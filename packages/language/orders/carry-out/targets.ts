import { type DraftLine, lineKey } from '../cart.ts'
import type { Mention } from '../mention.ts'
import { choiceOf } from './choices.ts'
import type { CarryOut } from './state.ts'

/** The lines that something without a name, or a name already in the order, points to. */
export function targetsOf(s: CarryOut, mention: Mention, naming: boolean): DraftLine[] {
  const live = s.out.lines.filter(line => line.quantity > 0)
  const { pointer, items } = mention
  if (items) return live.filter(line => items.includes(line.item))
  if (typeof pointer === 'object' && 'ordinal' in pointer) return live.slice(pointer.ordinal - 1, pointer.ordinal)
  if (typeof pointer === 'object' && 'lacking' in pointer) return live.filter(line => !line.options.some(option => pointer.lacking.includes(option.id) && option.amount !== 'none'))
  if (typeof pointer === 'object') return live.filter(line => line.options.some(option => pointer.having.includes(option.id) && option.amount !== 'none'))
  if (pointer === 'last') return s.before.length > 0 ? s.before.slice(-1) : live.slice(-1)
  if (pointer === 'all') {
    const here = s.out.lines.filter(line => line.fresh && line.quantity > 0)
    return here.length > 0 ? here : live
  }
  if (pointer === 'rest') return s.parts && s.parts.quantity > 0 ? [s.parts] : otherLines(s, live)
  const asked = s.context.asked
  const waiting = asked && live.filter(line => line.item === asked.item && lacks(s, line, asked.option))
  if (s.before.length > 0) {
    const before = s.before.filter(line => line.quantity > 0)
    if (pointer === 'part' || naming) return before
    const fitting = mention.wishes.length === 0 ? before : before.filter(line => mention.wishes.some(wish => choiceOf(s, line.item, wish) !== undefined))
    if (fitting.length > 0) return mention.wishes.length > 0 || pointer === 'those' ? fitting : fitting.slice(-1)
  }
  if (waiting && waiting.length > 0 && (pointer === 'that' || pointer === undefined || pointer === 'part')) {
    if (mention.wishes.length === 0 || mention.wishes.some(wish => wish.choices.some(id => s.menu.choices.get(id)?.group === asked.option))) return waiting
  }
  const last = lastTouched(s).filter(line => line.quantity > 0)
  if (pointer === 'those') return last
  if (mention.wishes.length === 0) return last.slice(-1)
  const can = (line: DraftLine): boolean => mention.wishes.some(wish => choiceOf(s, line.item, wish) !== undefined)
  const undoing = mention.wishes.some(wish => wish.undo || wish.amount === 'none')
  const has = (line: DraftLine): boolean => mention.wishes.some(wish => line.options.some(option => wish.choices.includes(option.id)))
  const touched = last.filter(can)
  if (undoing) {
    const having = touched.filter(has)
    if (having.length > 0) return having.slice(-1)
    const anywhere = live.filter(has)
    if (anywhere.length > 0 && touched.length === 0) return anywhere
  }
  if (touched.length > 0) return pointer === 'that' ? touched.slice(-1) : touched.slice(-1)
  return live.filter(can).slice(-1)
}

/** 'the other one': what is not what was spoken of last. */
function otherLines(s: CarryOut, live: readonly DraftLine[]): DraftLine[] {
  const spoken = s.before.length > 0 ? s.before : lastTouched(s)
  const others = live.filter(line => !spoken.includes(line))
  return others.length > 0 ? others : [...live]
}

export function lastTouched(s: CarryOut): DraftLine[] {
  const keys = s.context.touched ?? []
  const lines = s.out.lines.filter(line => line.quantity > 0)
  const touched = keys.flatMap(key => lines.filter(line => lineKey(line) === key))
  return touched.length > 0 ? touched : lines.slice(-1)
}

export function lacks(s: CarryOut, line: DraftLine, group: string): boolean {
  return !line.options.some(option => s.menu.choices.get(option.id)?.group === group)
}
