import type { Utterance } from '../text/units.ts'
import type { Mention, Reading } from './mention.ts'

/** What a stretch of the text was taken for. Offsets in UTF-16 code units of the text in Unicode form C. */
export type Span = {
  readonly start: number
  readonly end: number
  readonly text: string
  /** 'unexplained' where nothing is known of it; 'ignored' where it was understood and has no effect. */
  readonly means: 'item' | 'choice' | 'number' | 'word' | 'ignored' | 'unexplained'
  /** The ids that it stands for. */
  readonly ids?: readonly string[]
}

/** Says for every word what it was taken for. */
export function spansOf(reading: Reading, live: readonly Mention[], utterance: Utterance): Span[] {
  const used = new Set(live.flatMap(mention => [...mention.tokens, ...mention.wishes.map(wish => wish.token)]))
  return reading.tokens.map(token => {
    const start = utterance.units[token.from]?.start ?? 0
    const end = utterance.units[token.to - 1]?.end ?? start
    const base = { start, end, text: utterance.text.slice(start, end) }
    if (!token.known) return { ...base, means: 'unexplained' }
    if (token.number !== undefined && token.senses.length === 0) return { ...base, means: 'number' }
    const mention = live.find(one => one.tokens.includes(token))
    const wish = live.flatMap(one => one.wishes).find(one => one.token === token)
    if (wish) return { ...base, means: 'choice', ids: wish.choices }
    if (mention?.items && token.senses.length > 0) return { ...base, means: 'item', ids: mention.items }
    if (token.senses.length > 0 && !used.has(token)) return { ...base, means: 'ignored' }
    return { ...base, means: token.tags.has('filler') || token.tags.has('greeting') ? 'ignored' : 'word' }
  })
}
