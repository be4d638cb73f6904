import type { Utterance } from '../text/units.ts'
import { carryOut } from './carry-out/carry-out.ts'
import type { Outcome } from './carry-out/state.ts'
import { type CartLine, lineKey, merged } from './cart.ts'
import type { OrderContext } from './context.ts'
import { isOrder, isQuestion, topicOf } from './judge.ts'
import type { Reading } from './mention.ts'
import type { Menu } from './menu.ts'
import { type Span, spansOf } from './spans.ts'
import type { Answer } from './understanding.ts'

type Situation = { menu: Menu; cart: readonly CartLine[]; context: OrderContext; utterance: Utterance }

export function decide(reading: Reading, { menu, cart, context, utterance }: Situation): Answer {
  const ordered = reading.mentions.filter(mention => isOrder(reading.clauses[mention.clause], mention, reading))
  // 'once more' beside a wish to hear the order counts nothing.
  const live = reading.repeat && ordered.every(mention => !mention.items && mention.wishes.length === 0 && !mention.offMenu) ? [] : ordered
  const base = reading.cancel ? [] : cart
  const here = topicOf(reading, live)
  const outcome = carryOut(live, base, reading.cancel ? {} : { ...context, ...(context.topic ? {} : here) }, menu)
  const after = merged(outcome.lines)
  const spans = spansOf(reading, live, utterance)
  const did = outcome.changed || outcome.unavailable.length > 0 || outcome.pending.length > (context.pending?.length ?? 0)
  const keep = { cart, context, spans }
  if (outcome.tooMany) {
    return { act: 'ask', ask: { item: outcome.tooMany.item, quantity: outcome.tooMany.quantity }, ...keep }
  }
  if (!did) {
    if (reading.cancel) return { act: 'cancelled', cart: [], context: {}, spans }
    const quiet = !reading.clauses.some(clause => clause.talk || clause.undecided)
    if (reading.repeat && !reading.clauses.some(clause => clause.undecided)) return { act: 'repeat', ...keep }
    // '주문할게요' before anything was said begins an order.
    const begins = cart.length === 0 && reading.tokens.some(token => token.tags.has('done') && token.text.startsWith('주문'))
    const last = reading.clauses.at(-1)
    const ends = last?.done === true && !last.talk && !last.undecided && !last.question
    if (reading.done && (quiet || ends) && !begins) return finish(outcome, after, { menu, cart, context, utterance }, spans)
    const asks = reading.clauses.filter(isQuestion)
    if (asks.some(clause => clause.menu) || (asks.length > 0 && quiet)) return { act: 'question', cart, context: { ...context, ...here }, spans }
    const declines = reading.answer === 'no' && cart.length > 0 && !context.asked && !context.pending?.length && quiet && reading.clauses.every(clause => clause.unexplained === 0)
    if (declines) return { act: 'confirm', ...keep }
    return { act: 'unknown', ...keep }
  }
  return conclude(outcome, after, menu, spans)
}

/** The first of these that holds: unavailable, a vague name to choose, a required option to ask for, done. */
function conclude(outcome: Outcome, cart: CartLine[], menu: Menu, spans: readonly Span[]): Answer {
  const touched = [...new Set(outcome.touched.filter(line => line.quantity > 0).map(lineKey))]
  const asked = lacking(cart, menu)
  const added = addedTo(outcome, cart)
  const context: OrderContext = { touched, ...(added && { added }), ...(outcome.said.length > 0 && { said: outcome.said }), ...(outcome.wished && { wished: outcome.wished }), ...(outcome.amount && { amount: outcome.amount }), ...(asked && { asked }), ...(outcome.pending.length > 0 && { pending: outcome.pending.map(plain) }) }
  const missing = outcome.unavailable[0]
  if (missing) return { act: 'unavailable', ...(missing.item !== undefined && { item: missing.item }), cart, context, spans }
  const vague = outcome.pending[0]
  if (vague) return { act: 'ask', ask: { item: null, choices: vague.choices }, cart, context, spans }
  if (asked) return { act: 'ask', ask: asked, cart, context, spans }
  return { act: 'updated', cart, context, spans }
}

function finish(outcome: Outcome, cart: CartLine[], { menu, context }: Situation, spans: readonly Span[]): Answer {
  const vague = outcome.pending[0]
  const asked = lacking(cart, menu)
  if (vague) return { act: 'ask', ask: { item: null, choices: vague.choices }, cart, context, spans }
  if (asked) return { act: 'ask', ask: asked, cart, context: { ...context, asked }, spans }
  return { act: 'confirm', cart, context, spans }
}

/** What was put to an equal line, where that is all that was put in. */
function addedTo({ lines }: Outcome, cart: readonly CartLine[]): OrderContext['added'] {
  const [fresh, ...others] = lines.filter(line => line.fresh && line.quantity > 0)
  const whole = fresh && cart.find(line => lineKey(line) === lineKey(fresh))
  return fresh && whole && others.length === 0 && whole.quantity > fresh.quantity ? { key: lineKey(fresh), quantity: fresh.quantity } : undefined
}

function plain(pending: Outcome['pending'][number]): Outcome['pending'][number] {
  return { ...pending, options: pending.options.map(({ choices, count, amount }) => ({ choices, ...(count !== undefined && { count }), ...(amount && { amount }) })) }
}

/** The first line in cart order that lacks a required option. */
function lacking(cart: readonly CartLine[], menu: Menu): { item: string; option: string } | undefined {
  for (const line of cart) {
    for (const id of menu.items.get(line.item)?.groups ?? []) {
      const group = menu.groups.get(id)
      if (group?.required && !line.options.some(option => menu.choices.get(option.id)?.group === id)) return { item: line.item, option: id }
    }
  }
  return undefined
}
