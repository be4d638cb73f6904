import type { DraftLine } from '../cart.ts'
import type { Pending } from '../context.ts'
import type { Mention, Wish } from '../mention.ts'
import { addLine, takeBack } from './add.ts'
import { choiceOf } from './choices.ts'
import { modify } from './modify.ts'
import type { CarryOut } from './state.ts'
import { lacks, lastTouched } from './targets.ts'

export function carryOutNamed(s: CarryOut, one: Mention, named: readonly string[]): void {
  const there = s.out.lines.some(line => named.includes(line.item) && !line.fresh)
  const mention = there ? alsoSaid(s, corrected(s, one, named)) : one
  const choosing = answersPending(s, mention, named)
  if (choosing) return
  let items = referents(s, mention, narrowed(s, mention, named))
  const present = s.out.lines.filter(line => items.includes(line.item))
  const known = knownLines(s, mention, present)
  if (known.length > 0) {
    modify(s, mention, known)
    return
  }
  items = items.filter(id => !s.menu.items.get(id)?.soldOut)
  if (items.length === 0) {
    const only = named[0]
    s.out.unavailable.push(named.length === 1 && only !== undefined ? { item: only } : {})
    s.place = []
    return
  }
  if (items.length > 1) {
    const pending: Pending = { choices: items, options: mention.wishes, ...(mention.quantity !== undefined && { quantity: mention.quantity }) }
    if (mention.fix && s.pendingHere.length > 0) s.out.pending.splice(s.pendingHere.pop() ?? 0, 1)
    else if (mention.fix) takeBack(s)
    s.pendingHere.push(s.out.pending.length)
    s.out.pending.push(pending)
    s.before = []
    return
  }
  const item = items[0] ?? ''
  addLine(s, mention, item)
}

/** 'I meant two cokes', where a coke was ordered before other things: of them two, and the others stay. */
function corrected(s: CarryOut, mention: Mention, named: readonly string[]): Mention {
  const lines = s.out.lines.filter(line => named.includes(line.item))
  if (!mention.fix || mention.quantity === undefined || mention.wishes.length > 0 || lines.length !== 1 || lines[0]?.fresh) return mention
  return { ...mention, fix: false, final: true, definite: true }
}

/** '아메리카노도요', '나머지도요': what was wished of the thing before is wished of this as well. */
export function alsoSaid(s: CarryOut, mention: Mention): Mention {
  const said = s.context.said
  if (!mention.also || mention.quantity !== undefined || mention.wishes.length > 0 || !said || said.length === 0 || !mention.tokens[0]) return mention
  const token = mention.tokens[0]
  return { ...mention, also: false, topic: true, wishes: said.map(choices => ({ choices, token })) }
}

/** An answer to the open question of which one is meant. */
export function answersPending(s: CarryOut, mention: Mention, named: readonly string[]): boolean {
  const at = s.out.pending.findIndex((pending, index) => (!s.pendingHere.includes(index) || (pending.options.length === 0 && (pending.quantity === undefined || (mention.quantity === undefined && mention.goal === true)))) && named.some(id => pending.choices.includes(id)))
  const pending = s.out.pending[at]
  if (!pending) return false
  const chosen = named.filter(id => pending.choices.includes(id))
  const exact = mention.whole && named.length === 1
  if (chosen.length > 1 || (named.length > 1 && !exact && chosen.length !== 1)) {
    s.out.pending[at] = { ...pending, choices: chosen }
    return true
  }
  s.out.pending.splice(at, 1)
  const quantity = mention.quantity ?? (mention.each ? 1 : pending.quantity)
  const split = mention.quantity !== undefined && pending.quantity !== undefined && mention.quantity < pending.quantity
  addLine(s, { ...mention, ...(quantity !== undefined && { quantity }), wishes: [...pending.options.map(option => ({ ...option, token: mention.wishes[0]?.token ?? mention.tokens[0] }) as Wish), ...mention.wishes] }, chosen[0] ?? '')
  // '스콘 두 개' … '플레인 하나 초코칩 하나': the rest of the number waits for the next name.
  if (split && pending.quantity !== undefined && mention.quantity !== undefined) s.out.pending.splice(at, 0, { ...pending, quantity: pending.quantity - mention.quantity, rest: true } as Pending)
  return true
}

/** Of several items that a word could mean, those already in the order are meant where something is done with them. */
function narrowed(s: CarryOut, mention: Mention, named: readonly string[]): readonly string[] {
  if (named.length < 2) return named
  // '김밥 참치 하나 치즈 하나', '참치 하나는 치즈로': of the same kind as the thing before it.
  const model = s.source.at(-1) ?? (s.kind === undefined ? undefined : s.before.at(-1))
  const kin = model ? named.filter(id => id !== model.item && [...(s.menu.items.get(model.item)?.heads ?? [])].some(head => s.menu.items.get(id)?.heads.has(head))) : []
  if (kin.length === 1 && !mention.whole) return kin
  const inCart = named.filter(id => s.out.lines.some(line => line.item === id))
  const refers = mention.deed !== 'want' || mention.topic === true || mention.definite === true || mention.only === true || (mention.more === true && mention.wishes.length === 0)
  if (inCart.length > 0 && refers && (inCart.length === 1 || mention.deed !== 'want')) return inCart
  const asked = s.context.asked && named.includes(s.context.asked.item) && mention.wishes.length > 0 && mention.quantity === undefined ? [s.context.asked.item] : undefined
  const topic = s.context.topic?.filter(id => named.includes(id)) ?? []
  return asked ?? (topic.length === 1 ? topic : named)
}

/** '라떼에', 'the latte': where that item is not in the order but another whose name has the words is, that one is meant. */
function referents(s: CarryOut, mention: Mention, items: readonly string[]): readonly string[] {
  const refers = mention.definite === true || (mention.topic === true && (mention.wishes.length > 0 || mention.only === true || mention.final === true))
  if (!refers || items.some(id => s.out.lines.some(line => line.item === id && line.quantity > 0))) return items
  const words = mention.tokens.flatMap(token => token.senses.filter(sense => sense.kind === 'word').map(sense => sense.word))
  if (words.length === 0) return items
  const meant = s.out.lines.filter(line => line.quantity > 0 && !(mention.whole && line.fresh) && words.every(word => s.menu.items.get(line.item)?.words.has(word))).map(line => line.item)
  return meant.length > 0 ? [...new Set(meant)] : items
}

/** The lines that a named thing refers to, rather than being ordered anew. */
function knownLines(s: CarryOut, mention: Mention, present: readonly DraftLine[]): DraftLine[] {
  const open = s.context.asked
  if (open && mention.also && mention.quantity === undefined && mention.wishes.some(wish => wish.choices.some(id => s.menu.choices.get(id)?.group === open.option))) {
    const lacking = present.filter(line => line.item === open.item && lacks(s, line, open.option))
    if (lacking.length > 0) return lacking
  }
  if (mention.among && present.length > 0) return [...present]
  if (present.length === 0 || mention.also || (s.place.length > 0 && !present.some(line => s.place.includes(line)))) return []
  const asked = s.context.asked
  const wishes = mention.wishes.filter(wish => present.some(line => choiceOf(s, line.item, wish)))
  if (mention.deed === 'change' && !mention.more && (wishes.length > 0 || mention.final || mention.quantity === undefined)) {
    if (mention.goal && s.source.length === 0 && s.context.touched && !mention.final && wishes.length === 0) return []
    return s.source.length > 0 ? [] : [...present]
  }
  if (mention.more) return wishes.length > 0 && !mention.definite && mention.quantity !== undefined ? [] : wishes.length > 0 ? (mention.quantity === undefined ? [...present] : []) : [present.at(-1) as DraftLine]
  if (mention.fix) return []
  if ((mention.only || mention.at) && mention.quantity === undefined && wishes.length > 0) return [...present]
  if (mention.quantity !== undefined && (mention.only || mention.final) && (mention.definite || mention.topic || mention.final || wishes.length === 0) && present.some(line => !line.fresh || mention.topic)) return [...present]
  if (mention.quantity === undefined && wishes.length > 0) {
    if (mention.topic || mention.definite) return [...present]
    if (asked && present.some(line => line.item === asked.item) && wishes.some(wish => wish.choices.some(id => s.menu.choices.get(id)?.group === asked.option))) return present.filter(line => line.item === asked.item && lacks(s, line, asked.option))
    const touched = lastTouched(s)
    if (wishes.every(wish => wish.more || wish.amount !== undefined) && (!mention.whole || (mention.tokens.length > 0 && present.every(line => !line.fresh && touched.includes(line))))) return [...present]
  }
  if (mention.quantity !== undefined && mention.topic && wishes.length > 0 && present.some(line => line.fresh && line.quantity > (mention.quantity ?? 0))) return [...present]
  return []
}
