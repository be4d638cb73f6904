import { isSpan } from '../grammar/duration.ts'
import type { Home } from '../home.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'
import { pausedAfter } from './asides.ts'

const inSense: Sense = { is: 'in' }

const isNoun = ({ sense }: Token): boolean => sense.is === 'named' || sense.is === 'here' || sense.is === 'everywhere'
const isThing = ({ sense }: Token): boolean => sense.is === 'named' && Boolean(sense.own?.length || sense.part?.length || sense.concept)
const kindOf = (token: Token | undefined): string | undefined => (token?.sense.is === 'named' ? token.sense.concept : undefined)

/** Settles words that are one thing or another by what stands around them: 'on' a place, 'heat' as a mode or as the heating, the 'fan' of an air conditioner. */
export function prepareEnglish(heard: Heard, said: readonly Token[], home: Home): Token[] {
  const tokens = numberedPlaces(said, home)
  return tokens.map((token, index) => {
    const { sense } = token
    if (sense.is === 'act' && sense.concept === 'out' && takesOut(heard, tokens, index)) return { ...token, sense: { is: 'unknown' } }
    if (sense.is === 'act' && (sense.act === 'on' || sense.act === 'off') && sense.mood === 'noun') return (preposition(tokens, index) && !pausedAfter(heard, token)) || (kindOf(tokens[index - 1]) === 'fan' && tokens[index + 1]?.sense.is === 'value' && fanOf(heard, tokens, index - 1, home)) ? { ...token, sense: inSense } : token
    // 'a warmer white'
    if (sense.is === 'value' && sense.property === 'color' && sense.value === 'white' && tokens[index - 1]?.sense.is === 'way') return { ...token, sense: { is: 'filler' } }
    // 'the west one'
    if (sense.is === 'number' && sense.value === 1 && sense.unit === undefined && index > 0 && isThing(tokens[index - 1]!) && heard.units[token.from]!.text === 'one') return { ...token, sense: { is: 'pronoun' } }
    // 'wait ten minutes, then …'
    if (sense.is === 'correction' && heard.units[token.from]!.text === 'wait' && tokens[index + 1] && isSpan(tokens[index + 1]!)) return { ...token, sense: { is: 'after' } }
    // 'to 50 percent open'
    if (sense.is === 'act' && sense.act === 'open' && index > 0 && (tokens[index - 1]!.sense.is === 'number' || tokens[index - 1]!.sense.is === 'value') && !tokens.slice(index + 1).some(isNoun)) return { ...token, sense: { is: 'filler' } }
    if (sense.is === 'value' && sense.property === 'mode' && (sense.value === 'heat' || sense.value === 'cool') && !setsMode(tokens, index)) return { ...token, sense: heating(home) }
    // 'the heat on the space heater'
    if (sense.is === 'way' && sense.plain && ofThing(tokens, index)) return { ...token, sense: { is: 'property', property: 'temperature' } }
    if (sense.is === 'way' && sense.property === 'temperature') return way(tokens, index, token, home)
    if (sense.is === 'in' && token.to - token.from === 1 && bringsIn(tokens, index)) return { ...token, sense: { is: 'act', act: 'close', mood: 'noun' } }
    if (kindOf(token) === 'fan' && fanOf(heard, tokens, index, home)) return { ...token, sense: { is: 'property', property: 'fanSpeed' } }
    if (kindOf(token) === 'climate' && ofThing(tokens, index)) return { ...token, sense: { is: 'property', property: 'temperature' } }
    return token
  })
}

/** 'rooms one, two and three': numbers after a numbered place are places too. */
function numberedPlaces(tokens: readonly Token[], home: Home): Token[] {
  const out = [...tokens]
  let base: string | undefined
  tokens.forEach((token, index) => {
    const { sense } = token
    if (sense.is === 'named' && sense.places?.length === 1 && !sense.own?.length) base = /^(.*\S)\s+\d+$/.exec(home.areas[sense.places[0]!]?.names.en?.[0] ?? '')?.[1]
    else if (sense.is === 'number' && sense.unit === undefined && base !== undefined) {
      const place = home.naming.en.trie.get(fineKey(`${base} ${sense.value}`))[0]
      if (place?.places?.length) out[index] = { ...token, sense: { is: 'named', places: place.places } }
    } else if (sense.is !== 'join') base = undefined
  })
  return out
}

/** 'take the cake out of the showcase' turns nothing off. */
function takesOut({ units }: Heard, tokens: readonly Token[], index: number): boolean {
  const verb = tokens[lastVerb(tokens, index)]?.sense
  return (verb?.is === 'act' && verb.concept === 'take') || units[tokens[index]!.to]?.text === 'of'
}

/** 'bring the awning in': nothing follows that it could be in. */
function bringsIn(tokens: readonly Token[], index: number): boolean {
  const next = following(tokens, index)
  const previous = tokens[index - 1]
  return previous !== undefined && isThing(previous) && (next === undefined || next.sense.is === 'join' || next.sense.is === 'then')
}

/** The next token that says something. */
function following(tokens: readonly Token[], index: number): Token | undefined {
  return tokens.slice(index + 1).find(({ sense }) => sense.is !== 'filler')
}

const effective = ({ sense }: Token): boolean =>
  (sense.is === 'act' && sense.act !== 'set' && sense.act !== 'is' && sense.act !== 'tell') || sense.is === 'way' || sense.is === 'question'

/** 'on the terrace', 'on low', 'on Monday' after a verb that is complete without it. */
function preposition(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  if (token.sense.is !== 'act' || token.sense.act !== 'on') return false
  const next = following(tokens, index)
  if (!next) return false
  // 'turn it on every evening' has no other 'on'
  if (next.sense.is === 'day' || next.sense.is === 'dayPart') return !tokens.slice(0, index).some(({ sense }) => sense.is === 'act' && sense.concept === 'turn') || tokens.slice(0, index).some(effective)
  const asks = tokens.some(({ sense }) => sense.is === 'question' || (sense.is === 'act' && (sense.act === 'is' || sense.act === 'tell')))
  if (!isNoun(next) && next.sense.is !== 'value' && next.sense.is !== 'number' && next.sense.is !== 'property') return false
  const since = lastVerb(tokens, index)
  const before = tokens.slice(since, index)
  const after = tokens.slice(index + 1)
  // 'are the lights on downstairs'
  if (asks && next.sense.is === 'named' && next.sense.floor && next === tokens[index + 1]) return false
  if (asks && isNoun(next)) return before.length > 0
  const done = before.some(effective) || (isNoun(next) && before.some(({ sense }) => sense.is === 'number' || sense.is === 'property' || sense.is === 'value')) || after.some(({ sense }) => sense.is === 'act' && sense.mood === 'noun' && sense.act !== 'on')
  const weak = before.some(({ sense }) => sense.is === 'act' && sense.act === 'set' && sense.mood === 'do')
  // 'turn the fan on low' turns it on; 'put it on low' does not
  if (next.sense.is === 'value' || next.sense.is === 'number') return done || (weak && !turns(tokens, since))
  return done || (weak && before.some(({ sense }) => sense.is === 'property' || isFan(sense)) && !turns(tokens, since))
}

const isFan = (sense: Sense): boolean => sense.is === 'named' && sense.concept === 'fan'

/** Whether the weak verb is one that on and off belong to; the words are in the token's length only, so the sense is asked. */
function turns(tokens: readonly Token[], since: number): boolean {
  const verb = tokens[since]
  return verb?.sense.is === 'act' && verb.sense.concept === 'turn'
}

function lastVerb(tokens: readonly Token[], index: number): number {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { sense } = tokens[at]!
    if (sense.is === 'act' && sense.mood === 'do') return at
  }
  return 0
}

/** 'to heat', 'in heating': a mode; 'turn up the heat': the heating. */
function setsMode(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1]
  const next = tokens[index + 1]
  if (next?.sense.is === 'property' && next.sense.property === 'mode') return true
  if (previous && (previous.sense.is === 'to' || previous.sense.is === 'in')) return true
  if (tokens[index]!.to - tokens[index]!.from > 1) return true
  const said = tokens[index]!.sense
  return Boolean(previous && isThing(previous)) && said.is === 'value'
}

/** 'The heat' is what heats, or whatever makes the climate. */
const heating = (home: Home): Sense => ({ is: 'named', concept: ['thermostat', 'heating'].find((concept) => home.naming.en.concepts.get(concept)?.length) ?? 'climate' })

/** 'heat' and 'cool' begin a wish as verbs ('heat the bedroom'); after 'to' they are modes, after 'the' the heating. */
function way(tokens: readonly Token[], index: number, token: Token, home: Home): Token {
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
function fanOf(heard: Heard, tokens: readonly Token[], index: number, home: Home): boolean {
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
  return units[at - 1]?.text === 'with' || (units[at - 1]?.text === 'the' && units[at - 2]?.text === 'with')
}

/** Whether it has a fan without being one. */
function blows(sense: Sense, home: Home): boolean {
  if (sense.is !== 'named') return false
  if (sense.concept === 'ac' || sense.concept === 'heater' || sense.concept === 'climate') return true
  return (sense.own ?? []).some((index) => home.devices[index]?.type !== 'fan' && home.devices[index]?.can.includes('fanSpeed'))
}

/** 'the heat on the space heater': the word says which setting of the thing after it. */
function ofThing(tokens: readonly Token[], index: number): boolean {
  const linked = tokens[index + 1]
  if (!linked || !(linked.sense.is === 'in' || (linked.sense.is === 'act' && linked.sense.act === 'on'))) return false
  const thing = following(tokens, index + 1)
  return Boolean(thing && isThing(thing) && !(thing.sense.is === 'named' && thing.sense.places?.length))
}
