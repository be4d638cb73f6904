import type { Language } from '../language.ts'
import { answer } from './grammar/answer.ts'
import type { Home } from './home.ts'
import type { CommandMeaning } from './meaning.ts'

export { compileHome, putDevice, dropDevice } from './home.ts'

export type CommandContext = {
  readonly home: Home
  readonly lang: Language
  /** Id of the area where the speaker stands: an unnamed place means there. */
  readonly area?: string | undefined
  /** The store's local time: an hour of 'today' or 'later' without a part of the day is the next one after it. Other hours that are not clear are asked for. */
  readonly now?: Date | undefined
}

/** Longer texts than this, in UTF-16 code units, are talk: nobody says so long a wish in one breath. */
const longest = 400

/**
 * What somebody wishes of the devices of a home: what to do, what they ask, or why nothing is done.
 * Several texts are alternatives of a recogniser, likeliest first: the one that is explained best is taken. Never throws.
 */
export function understandCommand(said: string | readonly string[], context: CommandContext): CommandMeaning {
  const texts = (typeof said === 'string' ? [said] : said).slice(0, 10)
  const answers = texts.map((text, alternative) => ({ ...(text.length > longest ? tooLong(text) : answer(text, context)), alternative }))
  let best = answers[0]
  for (const one of answers) if (best === undefined || one.cost + rank(one) < best.cost + rank(best)) best = one
  if (!best) return { act: 'unknown', actions: [], spans: [], alternative: 0 }
  const { cost: _, ...meaning } = best
  return meaning
}

/** A later alternative must be explained clearly better; one that asks for nothing counts least. */
function rank({ act, alternative }: { act: CommandMeaning['act']; alternative: number }): number {
  return alternative * 0.25 + (act === 'unknown' ? 100 : act === 'ask' ? 2 : 0)
}

function tooLong(text: string): Omit<CommandMeaning, 'alternative'> & { cost: number } {
  return { act: 'unknown', actions: [], spans: [{ from: 0, to: text.length, text, meaning: 'unexplained' }], cost: 0 }
}
