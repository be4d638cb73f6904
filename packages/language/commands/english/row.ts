import type { Act, Sense } from '../reading/token.ts'

/** A table row: what the phrases mean, and the phrases, without apostrophes. */
export type EnglishRow = { readonly sense: Sense; readonly words: string }

type Property = Extract<Sense, { is: 'way' }>['property']
const toward = (direction: 'up' | 'down', mood: 'do' | 'adverb', property: Property): Sense => ({ is: 'way', direction, mood, ...(property && { property }) })

/** A verb: 'turn on'. */
export const verb = (act: Act): Sense => ({ is: 'act', act, mood: 'do' })
/** What stands beside a verb, or without one: 'on', 'up'. */
export const particle = (act: Act): Sense => ({ is: 'act', act, mood: 'noun' })
/** What something is: 'locked'. */
export const state = (act: Act): Sense => ({ is: 'act', act, mood: 'adverb' })
/** A comparison: 'brighter'. */
export const way = (direction: 'up' | 'down', property?: Property): Sense => toward(direction, 'adverb', property)
/** The same as a verb: 'dim', 'warm up'. */
export const doing = (direction: 'up' | 'down', property?: Property): Sense => toward(direction, 'do', property)
