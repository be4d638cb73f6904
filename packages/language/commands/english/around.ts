import { type Clause, hasEffect } from '../grammar/clause.ts'
import type { Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'

export const articles: ReadonlySet<string> = new Set(['the', 'a', 'an', 'my', 'our', 'that', 'this', 'those', 'these'])

/** Whether an article begins the name: 'the oven the dishwasher'. */
export const determined = ({ units }: Heard, { from }: Token): boolean => articles.has(units[from - 1]?.text ?? '')

/** Whether a thing is named right after the place: 'the kitchen fan'. */
export function thingFollows(tokens: readonly Token[], index: number): boolean {
  for (const { sense } of tokens.slice(index + 1)) {
    if (sense.is === 'named') {
      if (sense.own?.length || sense.concept || (sense.part?.length && !sense.places?.length)) return true
    } else if (sense.is !== 'join') return false
  }
  return false
}

/** Whether a name or a place comes next. */
export function isName(tokens: readonly Token[], index: number): boolean {
  const next = tokens.slice(index + 1).find(({ sense }) => sense.is !== 'filler')?.sense
  // 'for the presentation' names no scene
  return (next?.is === 'named' && !next.scenes?.length) || next?.is === 'here' || next?.is === 'everywhere'
}

/** Whether 'but' leaves out what follows it: 'all lights off but the hall'; 'lights on but dim the hall' goes on. */
export function excepts(tokens: readonly Token[], index: number, clause: Clause): boolean {
  const next = tokens.slice(index + 1).find(({ sense }) => sense.is !== 'filler' && sense.is !== 'in')?.sense.is
  const more = tokens.slice(index + 1).some(({ sense }) => sense.is === 'value' || sense.is === 'number' || (sense.is === 'act' && sense.mood === 'noun'))
  return (next === 'named' || next === 'pronoun' || next === 'here') && (clause.all || (clause.mentions.length > 0 && hasEffect(clause) && !more))
}
