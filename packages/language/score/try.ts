import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Language } from '../language.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { fromCaller } from './command.ts'
import { compileHome, understandCommand } from '../commands/understand.ts'
import { compileMenu, understandOrder } from '../orders/understand.ts'
import type { CartLine } from './format.ts'

type Span = { readonly text: string; readonly meaning?: string; readonly means?: string; readonly ids?: readonly string[] }
/** Answers one line that somebody typed; keeps the cart and the open question between lines. */
export type Conversation = (say: string) => string

/**
 * `npm run voice:try [-- --catalogue FILE] [--area ID]`: what each sentence that is typed would do, and which words said so.
 * Without a file the demo menu is used; Hangul is read as Korean, everything else as English.
 */
export async function tryCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { catalogue: { type: 'string' }, area: { type: 'string' } } })
  const file = values.catalogue ? fromCaller(values.catalogue) : new URL('../sets/menu.json', import.meta.url).pathname
  const answer = conversation(readCatalogue(file), values.area)
  console.log('Type a sentence; Ctrl-D ends.')
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  lines.prompt()
  for await (const line of lines) {
    if (line.trim()) console.log(answer(line))
    lines.prompt()
  }
  return 0
}

/** A conversation about a catalogue; `area` is where the speaker of wishes stands. */
export function conversation(catalogue: Catalogue, area?: string): Conversation {
  const language = (say: string): Language => (/\p{Script=Hangul}/u.test(say) ? 'ko' : 'en')
  if (catalogue.kind === 'home') {
    const home = compileHome(catalogue)
    return (say) => {
      const { spans, alternative: _alternative, ...meaning } = understandCommand(say, { home, lang: language(say), area, now: new Date() })
      return shown(meaning, spans)
    }
  }
  const menu = compileMenu(catalogue)
  let cart: readonly CartLine[] = []
  let context: unknown
  return (say) => {
    const { spans, context: next, ...meaning } = understandOrder(say, { menu, lang: language(say), cart, context })
    cart = meaning.cart
    context = next
    return shown(meaning, spans)
  }
}

function shown(meaning: object, spans: readonly Span[]): string {
  const facts = Object.entries(meaning).flatMap(([name, value]) => (Array.isArray(value) && name !== 'cart' && name !== 'actions' ? [] : Array.isArray(value) ? [`  ${name}:`, ...value.map((one) => `    ${JSON.stringify(one)}`)] : [`  ${name}: ${JSON.stringify(value)}`]))
  return [...facts, `  words: ${spans.map(({ text, meaning: said, means = said, ids = [] }) => `${text} [${[means, ...ids].join(' ')}]`).join(' ')}`].join('\n')
}
