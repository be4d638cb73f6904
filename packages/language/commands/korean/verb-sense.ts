import type { Act, Sense } from '../reading/token.ts'
import type { FoundVerb } from './verb-finder.ts'

const stateAfter: Partial<Record<Act, Act>> = { on: 'isOn', start: 'isOn', off: 'isOff', open: 'isOpen', close: 'isClosed', lock: 'isLocked', unlock: 'isUnlocked' }

/** What a predicate asks for, tells or asks, by its verb and the form that it has. */
export function verbSense({ meaning, mood, polite, form, base }: FoundVerb): Sense {
  if (meaning === 'feeling' && mood === 'if') return { is: 'act', act: 'is', mood }
  if (meaning === 'feeling') return mood === 'describes' || mood === 'adverb' ? { is: 'unknown' } : { is: 'feeling' }
  if (meaning === 'filler') return { is: 'filler' }
  if (meaning === 'talk') return { is: 'unknown', ends: mood === 'do' || mood === 'state' || mood === 'past' || mood === 'ask' }
  if ('act' in meaning) {
    // '켜져 있어' tells or asks how it is; only '꺼지게 해줘' asks for it
    // '불 켰나?' asks how it is
    if (mood === 'ask' && form === 'past') return { is: 'act', act: stateAfter[meaning.act] ?? meaning.act, mood }
    const told = meaning.act.startsWith('is') && mood === 'do' && form === 'joined'
    if (mood === 'state' && base.startsWith('부탁')) return { is: 'act', act: meaning.act, mood: 'do', polite: true }
    return { is: 'act', act: meaning.act, mood: told ? 'ask' : mood, polite: polite || (mood === 'do' && form !== 'joined'), ...(meaning.concept !== undefined && { concept: meaning.concept }) }
  }
  // '더우면': whether it is so is not known
  if (mood === 'if') return { is: 'act', act: 'is', mood }
  // '밝게 해줘' is one form of the adjective; '밝아' only tells
  if (mood === 'adverb' || (mood === 'do' && form === 'base')) return { is: 'way', direction: meaning.way, mood, ...(meaning.property && { property: meaning.property }) }
  if (mood === 'noun') return { is: 'property', property: meaning.property === undefined || meaning.property === 'fanSpeed' ? 'level' : meaning.property }
  return mood === 'describes' ? { is: 'filler' } : { is: 'feeling', ...(meaning.property && { property: meaning.property }) }
}
