import { gap } from '../../text/units.ts'
import type { Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'

/** Verbs of statements, and words that make of one something else than a reason. */
const statement = /\b(?:is|are|am|was|were|has|have|s|its|im|theres|gonna|going|getting|starting|ready|here|couldnt|cant|isnt|arent|wasnt|doesnt)\b/
const noReason = /\b(?:said|says|say|told|tell|tells|asked|when|if|who|why|how|what|where|remember|forgot|forget|dont|didnt|should|never|not|remind|did|does|do|can|could|will|would|unless|until|before|after|once|wish|hope|thought|guess|wanted|supposed|planning|about to|(?:was|were) going)\b/

/** Whether a comma or more stands between this token and the one before, even where words in between were taken out. */
export function pausedBefore({ units }: Heard, tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  if (!before) return false
  for (let at = before.to; at <= tokens[index]!.from; at += 1) if (units[at]!.gap >= gap.comma) return true
  return false
}

export const pausedAfter = ({ units }: Heard, { to }: Token): boolean => (units[to]?.gap ?? gap.stop) >= gap.comma

/** Whether a verb comes next. */
export function startsWish(tokens: readonly Token[], index: number): boolean {
  const next = tokens.slice(index).find(({ sense }) => sense.is !== 'filler' && sense.is !== 'then' && sense.is !== 'join')?.sense
  return (next?.is === 'act' && next.mood === 'do') || next?.is === 'way'
}

/** Whether anything follows that could be a wish. */
export const startsClause = (tokens: readonly Token[], index: number): boolean => tokens.slice(index).some(({ sense }) => sense.is === 'act' || sense.is === 'way' || sense.is === 'value' || sense.is === 'number')

/** 'it's raining turn on …': a statement about something else before the verb. */
export function reasonBefore({ units }: Heard, tokens: readonly Token[], index: number): boolean {
  if (index === 0 || tokens.slice(0, index).some(({ sense }) => sense.is === 'question' || sense.is === 'not')) return false
  const said = units.slice(0, tokens[index]!.from).map(({ text }) => text).join(' ')
  return statement.test(said) && !noReason.test(said)
}

/** 'too late to open', 'she is turning on': the verb belongs to what is told, and asks for nothing. */
export function isTold({ units }: Heard, { from }: Token): boolean {
  return units[from - 1]?.text === 'to' || units[from]!.text.endsWith('ing')
}

/** Whether a word of this sense stands before the token, with nothing but fillers between. */
export function follows(tokens: readonly Token[], index: number, is: Token['sense']['is']): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { sense } = tokens[at]!
    if (sense.is === is) return true
    if (sense.is !== 'filler') return false
  }
  return false
}
