import type { Language } from '../language.ts'
import type { ReplyPart } from '../reply/part.ts'
import { replyTo } from '../reply/reply.ts'
import { toUnits } from '../text/units.ts'
import type { CartLine } from './cart.ts'
import type { MenuCatalogue } from './catalogue.ts'
import type { OrderContext } from './context.ts'
import { decide } from './decide.ts'
import type { Lexicon } from './lexicon.ts'
import { Menu, type MenuSettings } from './menu.ts'
import type { Span } from './spans.ts'
import type { Speech } from './speech.ts'
import { tokenize } from './tokens.ts'

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

/** `Spoken`: the languages that are understood. */
export type OrderRequest<Spoken extends Language = Language> = { readonly menu: Menu; readonly lang: Spoken; readonly cart?: readonly CartLine[]; readonly context?: unknown }

/** Longer utterances than this, in UTF-16 code units, are no order spoken in one breath. */
const longest = 1000

/** An answer before its reply is made. */
export type Answer = Omit<OrderAnswer, 'reply'>

export type OrderUnderstanding<Spoken extends Language> = {
  /** Makes a catalogue ready; about 40 µs an item. */
  compileMenu(catalogue: MenuCatalogue, settings?: MenuSettings): Menu
  /**
   * What an utterance means for the order. `said` is the text, or what a recogniser may have heard, likeliest first: the alternative that is
   * explained best wins. Never throws for any text.
   */
  understandOrder(said: string | readonly string[], request: OrderRequest<Spoken>): OrderAnswer
}

/** Understanding orders in these languages and no others, so that a page loads no more than it speaks. */
export function orderUnderstanding<Spoken extends Language>(speeches: Readonly<Record<Spoken, Speech>>): OrderUnderstanding<Spoken> {
  const lexicons = new Map<Spoken, Lexicon>()

  function lexiconOf(lang: Spoken): Lexicon {
    const lexicon = lexicons.get(lang) ?? speeches[lang].makeLexicon()
    lexicons.set(lang, lexicon)
    return lexicon
  }

  function understandOne(text: string, { menu, lang, cart = [], context: given }: OrderRequest<Spoken>): { answer: Answer; score: number } {
    const context = contextOf(given)
    const utterance = toUnits(text.length > longest ? '' : text)
    const tokens = tokenize(utterance, menu, lexiconOf(lang))
    const about = {
      items: [...cart.map(line => line.item), ...(context.topic ?? [])],
      waiting: (context.pending ?? []).flatMap(pending => pending.choices),
      ...(context.asked && { asked: context.asked.option }),
      choices: context.topicChoices ?? [],
      groups: [...new Set((context.touched ?? []).flatMap(key => menu.items.get(key.split(' ')[0] ?? '')?.groups ?? []))],
    }
    const reading = speeches[lang].read(tokens, menu, about, utterance.end)
    const answer = decide(reading, { menu, cart, context, utterance })
    const unexplained = reading.clauses.reduce((sum, clause) => sum + clause.unexplained, 0)
    const cost = tokens.reduce((sum, token) => sum + (token.known ? Math.max(0, token.cost - 1) : 0), 0)
    const found = answer.act === 'unknown' ? -6 : answer.act === 'unavailable' && answer.item === undefined ? -3 : answer.act === 'question' ? -0.5 : 0
    return { answer, score: found - cost - unexplained * 0.4 }
  }

  return {
    compileMenu: (catalogue, settings) => new Menu(catalogue, Object.values(speeches), settings),
    understandOrder(said, request) {
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
    },
  }
}

function contextOf(given: unknown): OrderContext {
  return typeof given === 'object' && given !== null ? (given as OrderContext) : {}
}
