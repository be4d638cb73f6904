import { isSpan } from '../grammar/duration.ts'
import type { Home } from '../home.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'
import { pausedAfter } from './asides.ts'
import { fanOf, heating, ofThing, setsMode, way } from './climate.ts'
import { following, isNoun, isThing, kindOf, lastVerb } from './look.ts'

const inSense: Sense = { is: 'in' }

/** Settles words that are one thing or another by what stands around them: 'on' a place, 'heat' as a mode or as the heating, the 'fan' of an air conditioner. */
export function prepareEnglish(heard: Heard, said: readonly Token[], home: Home): Token[] {
  const tokens = numberedPlaces(heard, said, home)
  return tokens.map((token, index) => {
    const { sense } = token
    if (sense.is === 'act' && sense.concept === 'out' && takesOut(heard, tokens, index)) return { ...token, sense: { is: 'unknown' } }
    if (sense.is === 'act' && (sense.act === 'on' || sense.act === 'off') && sense.mood === 'noun') return (preposition(heard, tokens, index) && !pausedAfter(heard, token)) || (kindOf(tokens[index - 1]) === 'fan' && tokens[index + 1]?.sense.is === 'value' && fanOf(heard, tokens, index - 1, home)) ? { ...token, sense: inSense } : token
    // 'a warmer white'
    if (sense.is === 'value' && sense.property === 'color' && sense.value === 'white' && tokens[index - 1]?.sense.is === 'way') return { ...token, sense: { is: 'filler' } }
    // 'the west one'
    if (sense.is === 'number' && sense.value === 1 && sense.unit === undefined && index > 0 && isThing(tokens[index - 1]!) && heard.units[token.from]!.text === 'one') return { ...token, sense: { is: 'pronoun' } }
    // 'no lights on'; 'no, the lights on' corrects
    if (sense.is === 'correction' && heard.units[token.from]!.text === 'no' && token.to - token.from === 1 && !pausedAfter(heard, token) && index === 0 && tokens[1]?.sense.is === 'named') return { ...token, sense: { is: 'not' } }
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
function numberedPlaces(heard: Heard, tokens: readonly Token[], home: Home): Token[] {
  const out = [...tokens]
  let base: string | undefined
  tokens.forEach((token, index) => {
    const { sense } = token
    if (sense.is === 'named' && sense.places?.length === 1 && !sense.own?.length) base = /^(.*\S)\s+\d+$/.exec(home.areas[sense.places[0]!]?.names.en?.[0] ?? '')?.[1]
    else if (sense.is === 'number' && sense.unit === undefined && base !== undefined) {
      const place = home.naming.en.trie.get(fineKey(`${base} ${sense.value}`))[0]
      if (place?.places?.length) out[index] = { ...token, sense: { is: 'named', places: place.places } }
    } else if (sense.is === 'number' && sense.unit === undefined && heard.units[token.from - 1]?.text === 'in') {
      // 'in 102'
      const places = home.areas.flatMap(({ names }, area) => (names.en?.some((name) => name.endsWith(` ${sense.value}`)) ? [area] : []))
      if (places.length === 1) out[index] = { ...token, sense: { is: 'named', places } }
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
  return previous !== undefined && (isThing(previous) || previous.sense.is === 'value') && (next === undefined || next.sense.is === 'join' || next.sense.is === 'then')
}

const effective = ({ sense }: Token): boolean =>
  (sense.is === 'act' && sense.act !== 'set' && sense.act !== 'is' && sense.act !== 'tell') || sense.is === 'way' || sense.is === 'question'

/** The first token after the last comma. */
function lastPause(heard: Heard, tokens: readonly Token[], index: number): number {
  for (let at = index; at > 0; at -= 1) if (pausedAfter(heard, tokens[at - 1]!)) return at
  return 0
}

/** 'on the terrace', 'on low', 'on Monday' after a verb that is complete without it. */
function preposition(heard: Heard, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  if (token.sense.is !== 'act' || token.sense.act !== 'on') return false
  const next = following(tokens, index)
  if (!next) return false
  // 'turn it on every evening' has no other 'on'
  if (next.sense.is === 'day' || next.sense.is === 'dayPart') return !tokens.slice(0, index).some(({ sense }) => sense.is === 'act' && sense.concept === 'turn') || tokens.slice(0, index).some(effective)
  const asks = tokens.some(({ sense }) => sense.is === 'question' || (sense.is === 'act' && (sense.act === 'is' || sense.act === 'tell')))
  if (!isNoun(next) && next.sense.is !== 'value' && next.sense.is !== 'number' && next.sense.is !== 'property') return false
  const since = Math.max(lastVerb(tokens, index), lastPause(heard, tokens, index))
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
