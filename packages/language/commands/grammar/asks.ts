import { gap } from '../../text/units.ts'
import type { Heard } from '../reading/text.ts'
import type { Clause } from './clause.ts'

/** Whether the clause asks how something is. */
export function asks(clause: Clause, heard: Heard, lang: 'ko' | 'en'): boolean {
  const verb = clause.acts.at(-1)
  if (clause.question && lang === 'en') return true
  if (clause.mood === 'state' && lang === 'en') return false
  if (clause.question) return clause.mood === 'open' || clause.mood === 'ask' || clause.mood === 'past' || clause.mood === 'state' || verb?.act === 'tell' || verb?.act === 'is' || isState(clause)
  if (verb?.act === 'tell') return true
  if (clause.mood === 'ask') return lang === 'en' || isState(clause)
  if (isState(clause)) return (clause.mood !== 'do' && clause.mood !== 'state') || heard.end === gap.question
  // '불 켰어?' asks how it is
  if (clause.mood === 'past' && heard.end === gap.question) return clause.acts.length > 0
  return (clause.mood === 'open' || (lang === 'en' && clause.mood === 'do')) && clause.properties.length > 0 && (heard.end === gap.question || (clause.mentions.length > 0 && clause.properties.every((property) => readings.has(property)) && isBare(clause)))
}

/** What only can be read: 'the temperature in the hall' is a question. */
const readings: ReadonlySet<string> = new Set(['temperature', 'humidity', 'battery'])
/** Nothing to do is said, beside 'give me'. */
const isBare = ({ acts, values, amounts, ways }: Clause): boolean => values.length + amounts.length + ways.length === 0 && acts.every(({ act, concept }) => act === 'set' && (concept === 'get' || concept === 'take'))

const isState = ({ acts }: Clause): boolean => acts.some(({ act }) => act.startsWith('is'))
