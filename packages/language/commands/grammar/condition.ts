import type { Act } from '../reading/token.ts'
import type { Clause } from './clause.ts'

/** What undoes a state. Doing it where the state is not so changes nothing, so the condition says nothing more: 'if it is on, turn it off'. */
const undoes: Partial<Record<Act, readonly Act[]>> = { isOn: ['off'], isOff: ['on', 'start'], isOpen: ['close', 'lock'], isClosed: ['open'], isLocked: ['unlock'], isUnlocked: ['lock'], on: ['off'], off: ['on', 'start'], open: ['close', 'lock'], close: ['open'] }

/** The wishes without conditions that say nothing more; undefined where something depends on a condition. */
export function withoutConditions(clauses: readonly Clause[]): Clause[] | undefined {
  const conditions = clauses.filter(({ mood }) => mood === 'if')
  if (conditions.length === 0) return [...clauses]
  const wishes = clauses.filter(({ mood }) => mood !== 'if')
  const [condition, ...more] = conditions
  const [wish, ...others] = wishes
  if (!condition || !wish || more.length + others.length > 0 || wish.acts.length === 0) return undefined
  const states = condition.acts.map(({ act }) => act).filter((act) => act !== 'is')
  const redundant = states.length > 0 && states.every((state) => wish.acts.every(({ act }) => undoes[state]?.includes(act) || act === 'set'))
  const about = condition.mentions.length > 0 || condition.pronoun || wish.mentions.length > 0
  if (!redundant || !about || condition.acts.some(({ concept }) => concept === 'out') || condition.unknown || said(condition) || said(wish)) return undefined
  if (condition.mentions.length > 0 && wish.mentions.length > 0 && named(condition) !== named(wish)) return undefined
  return [{ ...wish, mood: wish.mood === 'open' ? 'do' : wish.mood, mentions: wish.mentions.length > 0 ? wish.mentions : condition.mentions, all: wish.all || condition.all }]
}

const said = ({ values, amounts, ways, excluded }: Clause): boolean => values.length + amounts.length + ways.length + excluded.length > 0
const named = ({ mentions }: Clause): string => JSON.stringify(mentions.map(({ places, things, here, everywhere }) => [places, here, everywhere, things.map(({ own, concept }) => [own, concept])]))
