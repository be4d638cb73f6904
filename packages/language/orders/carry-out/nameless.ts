import type { DraftLine } from '../cart.ts'
import type { Mention, Wish } from '../mention.ts'
import { addLine } from './add.ts'
import { choiceOf, setChoice } from './choices.ts'
import { anotherLike, clearGroup, onlyWith, unsay } from './implied.ts'
import { limit } from './modify.ts'
import { alsoSaid, answersPending } from './named.ts'
import { carryOutPart } from './parts.ts'
import { type CarryOut, lose, settle } from './state.ts'
import { lastTouched, targetsOf } from './targets.ts'

export function carryOutNameless(s: CarryOut, one: Mention): void {
  const given = one.pointer === 'rest' ? alsoSaid(s, one) : one
  const mention = given.wishes.some(wish => wish.choices.length === 0) ? { ...given, wishes: given.wishes.map(wish => lastWished(s, wish)) } : given
  const same = s.context.amount
  if (mention.alike && same) for (const wish of mention.wishes) wish.amount ??= same
  if (choosesAll(s, mention)) return
  const { pointer } = mention
  if (typeof pointer === 'object' && 'ordinal' in pointer && s.out.pending.length > 0) {
    const item = s.out.pending[0]?.choices[pointer.ordinal - 1]
    if (item !== undefined) {
      answersPending(s, { ...mention, items: [item], whole: true }, [item])
      return
    }
  }
  if (mention.wishes.length === 0 && mention.quantity !== undefined && s.out.pending.length > 0 && pointer === undefined) {
    const [first, ...rest] = s.out.pending
    if (first) s.out.pending = [{ ...first, quantity: mention.quantity }, ...rest]
    return
  }
  if (pointer === 'same') {
    const line = (s.before.length > 0 ? s.before : lastTouched(s)).at(-1)
    if (!line) return lose(s)
    const copy: DraftLine = { ...line, quantity: mention.quantity ?? 1, options: [...line.options], fresh: true }
    s.out.lines.push(copy)
    for (const wish of mention.wishes) setChoice(s, copy, wish)
    settle(s, [copy])
    return
  }
  if (answersTopic(s, mention)) return
  if (mention.total && mention.quantity !== undefined && mention.pointer === undefined) {
    // '참치김밥 하나 야채김밥 하나 이렇게 두 줄': only sums up.
    const fresh = s.out.lines.filter(line => line.fresh)
    if (fresh.length > 1 && fresh.reduce((sum, line) => sum + line.quantity, 0) === mention.quantity) {
      const { quantity: _, total: __, final: ___, ...rest } = mention
      if (mention.wishes.length > 0) carryOutNameless(s, { ...rest, pointer: 'all' })
      return
    }
  }
  let lines = targetsOf(s, mention, false)
  // 'swap the ham for bacon' where nothing has ham: of what was spoken of last.
  if (lines.length === 0 && typeof pointer === 'object' && 'having' in pointer && mention.wishes.some(wish => wish.undo)) lines = targetsOf(s, { ...mention, pointer: 'that' }, false)
  // '딸기에 초코칩' where nothing has 딸기: both are put in.
  if (lines.length === 0 && typeof pointer === 'object' && 'having' in pointer && mention.tokens[0]) {
    mention.wishes.unshift({ choices: pointer.having, token: mention.tokens[0] })
    lines = targetsOf(s, { ...mention, pointer: 'that' }, false)
  }
  if (lines.length === 0) {
    // '얼음 빼고요, 아아 하나요': said before the thing it is for.
    if (mention.pointer === undefined && s.out.lines.length === 0) {
      const only = onlyWith(s, mention)
      if (only !== undefined) return addLine(s, mention, only)
      s.early.push(...mention.wishes)
    }
    return lose(s)
  }
  const like = anotherLike(s, mention, lines)
  if (like) {
    addLine(s, { ...mention, also: true, items: [like] }, like)
    return
  }
  if (s.taken !== undefined && mention.deed === 'change' && mention.quantity === undefined && mention.wishes.length > 0) {
    // 'change one to hot'
    const count = s.taken
    s.taken = undefined
    carryOutPart(s, { ...mention, quantity: count }, s.source.length > 0 ? s.source : lines)
    return
  }
  if (pointer === 'part' || (mention.quantity !== undefined && mention.wishes.length > 0 && !mention.more && !mention.final && pointer !== 'all' && lines.some(line => line.quantity > (mention.quantity ?? 0)))) {
    carryOutPart(s, mention, lines)
    return
  }
  if (mention.wishes.length === 0) {
    if (mention.quantity === undefined) {
      if (mention.more) carryOutNameless(s, { ...mention, quantity: 1 })
      else if (mention.also || pointer === 'that') settle(s, lines)
      else lose(s)
      return
    }
    const line = lines.at(-1) as DraftLine
    if (mention.more) {
      const copy: DraftLine = { ...line, quantity: mention.quantity, options: [...line.options], fresh: true }
      s.out.lines.splice(s.out.lines.indexOf(line) + 1, 0, copy)
      limit(s, { ...line, quantity: line.quantity + copy.quantity })
      settle(s, [copy])
      return
    }
    if (mention.pointer === 'all' || (mention.final && lines.length > 1 && mention.only)) for (const one of lines) one.quantity = mention.quantity
    else line.quantity = mention.quantity
    limit(s, line)
    settle(s, [line])
    return
  }
  if (mention.more && mention.quantity !== undefined && pointer !== 'all') {
    const line = lines.at(-1) as DraftLine
    const copy: DraftLine = { item: line.item, quantity: mention.quantity, options: [...line.options], fresh: true }
    s.out.lines.push(copy)
    for (const wish of mention.wishes) setChoice(s, copy, wish)
    settle(s, [copy])
    return
  }
  if (mention.quantity !== undefined && (mention.final || mention.fix)) for (const line of lines) line.quantity = mention.quantity
  // '그거 말고 양념으로'
  for (const line of lines) if (mention.deed === 'change' || s.place.includes(line)) clearGroup(s, line, mention)
  if (mention.fix) unsay(s, lines, mention)
  lines = lines.filter(line => mention.wishes.some(wish => choiceOf(s, line.item, wish) !== undefined))
  if (lines.length === 0) return lose(s)
  // '초코는 빼고 민트초코로': one goes, and only the other takes its place.
  s.exchanged = mention.wishes.some(wish => wish.undo || wish.amount === 'none')
  for (const line of lines) for (const wish of mention.wishes) setChoice(s, line, wish)
  s.exchanged = false
  settle(s, lines)
}

/** '하나씩', 'one of each', 'both' as an answer to which one: all of them. */
function choosesAll(s: CarryOut, mention: Mention): boolean {
  const pending = s.out.pending[0]
  if (!pending || s.pendingHere.length > 0 || !(mention.each || mention.pointer === 'all')) return false
  s.out.pending.shift()
  for (const item of pending.choices) addLine(s, { ...mention, quantity: mention.each ? (mention.quantity ?? 1) : 1, wishes: [...mention.wishes] }, item)
  return true
}

/** '그거 두 개 주세요' after a question: what was asked about is ordered. */
function answersTopic(s: CarryOut, mention: Mention): boolean {
  const topic = s.context.topic
  const item = topic?.length === 1 ? topic[0] : undefined
  if (item === undefined || s.before.length > 0) return false
  const pointed = mention.pointer === 'that' || (mention.pointer === 'part' && s.out.lines.length === 0) || (mention.pointer === undefined && (mention.quantity !== undefined || mention.also))
  if (!pointed) return false
  const there = s.out.lines.some(line => line.item === item)
  if (there && mention.wishes.length > 0 && mention.quantity === undefined) return false
  const soldOut = s.menu.items.get(item)?.soldOut
  if (soldOut) s.out.unavailable.push({ item })
  else addLine(s, mention, item)
  return true
}

/** 'one more pump': what was put in last. */
function lastWished(s: CarryOut, wish: Wish): Wish {
  return wish.choices.length > 0 || !s.out.wished ? wish : { ...wish, choices: s.out.wished }
}
