import { gap } from '../../text/units.ts'
import type { Home } from '../home.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'
import { following, isThing } from './look.ts'

/** 'to heat', 'in heating': a mode; 'turn up the heat': the heating. */
export function setsMode(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1]
  const next = tokens[index + 1]
  if (next?.sense.is === 'property' && next.sense.property === 'mode') return true
  if (previous && (previous.sense.is === 'to' || previous.sense.is === 'in')) return true
  if (tokens[index]!.to - tokens[index]!.from > 1) return true
  const said = tokens[index]!.sense
  return Boolean(previous && isThing(previous)) && said.is === 'value'
}

/** 'The heat' is what heats, or whatever makes the climate. */
export const heating = (home: Home): Sense => ({ is: 'named', concept: ['thermostat', 'heating'].find((concept) => home.naming.en.concepts.get(concept)?.length) ?? 'climate' })

/** 'heat' and 'cool' begin a wish as verbs ('heat the bedroom'); after 'to' they are modes, after 'the' the heating. */
export function way(tokens: readonly Token[], index: number, token: Token, home: Home): Token {
  const { sense } = token
  if (sense.is !== 'way' || token.to - token.from > 1 || !sense.plain) return token
  // 'cool, thanks'
  if (tokens.every((one) => one === token || one.sense.is === 'filler')) return { ...token, sense: { is: 'filler' } }
  const previous = tokens[index - 1]
  const next = tokens[index + 1]
  const mode: Sense = { is: 'value', property: 'mode', value: sense.direction === 'up' ? 'heat' : 'cool' }
  if (next?.sense.is === 'property' && next.sense.property === 'mode') return { ...token, sense: mode }
  if (next?.sense.is === 'act' && next.sense.mood === 'noun' && (next.sense.act === 'up' || next.sense.act === 'down')) return { ...token, sense: heating(home) }
  if (previous && (previous.sense.is === 'to' || previous.sense.is === 'in' || isThing(previous) || (previous.sense.is === 'act' && previous.sense.act === 'on') || (previous.sense.is === 'pronoun' && next === undefined))) return { ...token, sense: mode }
  const verb = tokens.slice(0, index).some(({ sense: one }) => (one.is === 'act' && one.mood === 'do') || one.is === 'question')
  if (verb || previous?.sense.is === 'more' || previous?.sense.is === 'filler') return { ...token, sense: heating(home) }
  return token
}

/** The fan of an air conditioner is its speed. */
export function fanOf(heard: Heard, tokens: readonly Token[], index: number, home: Home): boolean {
  const token = tokens[index]!
  if (token.sense.is !== 'named' || token.sense.own?.length) {
    if (!ofThing(tokens, index)) return false
  }
  const previous = tokens[index - 1]
  if (previous && isThing(previous) && blows(previous.sense, home)) return true
  if (beside(heard, tokens, index) && tokens.slice(0, index).some((one) => isThing(one) && blows(one.sense, home))) return true
  // 'turn the fan down on the AC'
  const turned = tokens[index + 1]?.sense
  const next = turned?.is === 'act' && (turned.act === 'up' || turned.act === 'down') ? index + 2 : index + 1
  const linked = tokens[next]
  const thing = following(tokens, next)
  return Boolean(linked && (linked.sense.is === 'in' || (linked.sense.is === 'act' && linked.sense.act === 'on')) && thing && isThing(thing) && blows(thing.sense, home))
}

/** 'with the fan': of what was named before. */
function beside({ units }: Heard, tokens: readonly Token[], index: number): boolean {
  const at = tokens[index]!.from
  // 'to cool, fan high'
  const listed = units[at]!.gap >= gap.comma && tokens[index + 1]?.sense.is === 'value'
  return listed || units[at - 1]?.text === 'with' || (units[at - 1]?.text === 'the' && units[at - 2]?.text === 'with')
}

/** Whether it has a fan without being one. */
function blows(sense: Sense, home: Home): boolean {
  if (sense.is !== 'named') return false
  if (sense.concept === 'ac' || sense.concept === 'heater' || sense.concept === 'climate') return true
  return (sense.own ?? []).some((index) => home.devices[index]?.type !== 'fan' && home.devices[index]?.can.includes('fanSpeed'))
}

/** 'the heat on the space heater': the word says which setting of the thing after it. */
export function ofThing(tokens: readonly Token[], index: number): boolean {
  const linked = tokens[index + 1]
  if (!linked || !(linked.sense.is === 'in' || (linked.sense.is === 'act' && linked.sense.act === 'on'))) return false
  const thing = following(tokens, index + 1)
  return Boolean(thing && isThing(thing) && !(thing.sense.is === 'named' && thing.sense.places?.length))
}
