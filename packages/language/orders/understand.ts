import type { Language } from '../language.ts'
import { toUnits, type Utterance } from '../text/units.ts'
import { carryOut, type Outcome } from './carry-out.ts'
import { lineKey, merged, type CartLine } from './cart.ts'
import type { OrderContext } from './context.ts'
import { makeLexicon, type Lexicon } from './lexicon.ts'
import type { Clause, Mention, Reading } from './mention.ts'
import type { Menu } from './menu.ts'
import { replyTo } from '../reply/reply.ts'
import type { ReplyPart } from '../reply/part.ts'
import { readEnglish } from './read-english.ts'
import { readKorean } from './read-korean.ts'
import { spansOf, type Span } from './spans.ts'
import { tokenize } from './tokens.ts'

export { compileMenu } from './menu.ts'

export type OrderAct = 'updated' | 'ask' | 'unavailable' | 'confirm' | 'cancelled' | 'repeat' | 'question' | 'unknown'
export type OrderAsk = {
  /** The line's item, or null where a vague name has to be chosen from `choices`. */
  readonly item: string | null
  /** The required option that is missing. */
  readonly option?: string
  readonly choices?: readonly string[]
  /** More than the store takes without asking. */
  readonly quantity?: number
}
export type OrderAnswer = {
  readonly act: OrderAct
  readonly ask?: OrderAsk
  /** The sold-out item. */
  readonly item?: string
  /** The whole cart after the sentence. */
  readonly cart: readonly CartLine[]
  /** To be handed in with the next sentence. */
  readonly context: OrderContext
  readonly spans: readonly Span[]
  /** What to answer, for `render`. */
  readonly reply: readonly ReplyPart[]
}
export type OrderRequest = { readonly menu: Menu; readonly lang: Language; readonly cart?: readonly CartLine[]; readonly context?: unknown }

/** Longer utterances than this, in UTF-16 code units, are no order spoken in one breath. */
const longest = 1000

const lexicons = new WeakMap<Menu, Map<Language, Lexicon>>()

/**
 * What an utterance means for the order. `said` is the text, or what a recogniser may have heard, likeliest first: the alternative that is
 * explained best wins. Never throws for any text.
 */
export function understandOrder(said: string | readonly string[], request: OrderRequest): OrderAnswer {
  const alternatives = typeof said === 'string' ? [said] : said
  let best: { answer: Answer; score: number } | undefined
  for (const [at, text] of alternatives.slice(0, 5).entries()) {
    const found = understandOne(text, request)
    // An alternative that the recogniser holds for less likely has to be clearly better.
    const score = found.score - at * 0.25
    if (!best || score > best.score) best = { answer: found.answer, score }
  }
  const { answer } = best ?? understandOne('', request)
  return { ...answer, reply: replyTo(answer, request.menu) }
}

/** An answer before its reply is made. */
type Answer = Omit<OrderAnswer, 'reply'>

function understandOne(text: string, { menu, lang, cart = [], context: given }: OrderRequest): { answer: Answer; score: number } {
  const context = contextOf(given)
  const utterance = toUnits(text.length > longest ? '' : text)
  const tokens = tokenize(utterance, menu, lexiconOf(menu, lang))
  const about = {
    items: [...cart.map(line => line.item), ...(context.topic ?? [])],
    waiting: (context.pending ?? []).flatMap(pending => pending.choices),
    ...(context.asked && { asked: context.asked.option }),
    choices: context.topicChoices ?? [],
    groups: [...new Set((context.touched ?? []).flatMap(key => menu.items.get(key.split(' ')[0] ?? '')?.groups ?? []))],
  }
  const reading = (lang === 'ko' ? readKorean : readEnglish)(tokens, menu, about, utterance.end)
  const answer = decide(reading, { menu, cart, context, utterance })
  const unexplained = reading.clauses.reduce((sum, clause) => sum + clause.unexplained, 0)
  const cost = tokens.reduce((sum, token) => sum + (token.known ? Math.max(0, token.cost - 1) : 0), 0)
  const found = answer.act === 'unknown' ? -6 : answer.act === 'unavailable' && answer.item === undefined ? -3 : answer.act === 'question' ? -0.5 : 0
  return { answer, score: found - cost - unexplained * 0.4 }
}

function lexiconOf(menu: Menu, lang: Language): Lexicon {
  const known = lexicons.get(menu) ?? new Map<Language, Lexicon>()
  lexicons.set(menu, known)
  const lexicon = known.get(lang) ?? makeLexicon(lang)
  known.set(lang, lexicon)
  return lexicon
}

function contextOf(given: unknown): OrderContext {
  return typeof given === 'object' && given !== null ? (given as OrderContext) : {}
}

type Situation = { menu: Menu; cart: readonly CartLine[]; context: OrderContext; utterance: Utterance }

function decide(reading: Reading, { menu, cart, context, utterance }: Situation): Answer {
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
  const context: OrderContext = { touched, ...(outcome.said.length > 0 && { said: outcome.said }), ...(outcome.wished && { wished: outcome.wished }), ...(outcome.amount && { amount: outcome.amount }), ...(asked && { asked }), ...(outcome.pending.length > 0 && { pending: outcome.pending.map(plain) }) }
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

/** Whether a thing spoken about is ordered: what is asked, told of or pondered is not. */
function isOrder(clause: Clause | undefined, mention: Mention, reading: Reading): boolean {
  if (!clause) return false
  // '그걸로 결제할게요' changes nothing.
  if (clause.done && !mention.items && !mention.offMenu && mention.wishes.length === 0 && mention.quantity === undefined) return false
  const share = clause.unexplained / Math.max(1, clause.explained + clause.unexplained)
  if (clause.request) return share < 0.62 && !(clause.undecided && mention.items === undefined)
  if (clause.question || clause.talk || clause.undecided) return false
  if (mention.quantity === undefined && mention.wishes.length === 0 && reading.clauses.some(other => other.talk && !other.request)) return false
  const beside = reading.mentions.some(other => other.clause === mention.clause && other.items !== undefined && other.quantity !== undefined)
  if (reading.clauses.some(other => other.talk && !other.request) && mention.items === undefined && !beside) return false
  if (clause.weak > 0 && !reading.mentions.some(other => other.clause === mention.clause && other.items !== undefined && (other.quantity !== undefined || (clause.weak === 1 && other.whole === true && other.wishes.length > 1)))) return false
  return share < 0.42
}

function isQuestion(clause: Clause): boolean {
  const share = clause.unexplained / Math.max(1, clause.explained + clause.unexplained)
  if (!clause.question || clause.talk || clause.undecided) return false
  return clause.menu ? share < 0.7 && (clause.weak === 0 || clause.polite) : clause.menuLike === true && clause.weak === 0 && share < 0.4
}

/** What a question was about, so that '그거 두 개' can mean it. */
function topicOf(reading: Reading, live: readonly Mention[]): OrderContext {
  const asked = reading.mentions.filter(mention => !live.includes(mention))
  const items = [...new Set(asked.flatMap(mention => mention.items ?? []))]
  const choices = asked.flatMap(mention => mention.wishes.flatMap(wish => wish.choices))
  return { ...(items.length > 0 && { topic: items }), ...(choices.length > 0 && { topicChoices: choices }) }
}
