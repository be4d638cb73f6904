import type { Language } from '../language.ts'
import { NameReader } from './device-names.ts'
import { englishThings } from './english/things.ts'
import type { DeviceType, HomeDevice, HomeNames } from './home.ts'
import { koreanThings } from './korean/things.ts'

const things = { ko: koreanThings, en: englishThings } as const
/** The kinds of things by the keys of the words for them. */
function keysOf(language: Language): ReadonlyMap<string, string> {
  const reader = new NameReader(language, new Map())
  return new Map(Object.entries(things[language]).flatMap(([concept, words]) => words.split(',').flatMap((word) => reader.keys(word).map((key) => [key, concept] as const))))
}
/** The kinds of things by the keys of the words for them, in each language. */
export const conceptKeys = { ko: keysOf('ko'), en: keysOf('en') } as const

/** A kind that devices of a type are of, even where no name says so. */
const typeConcepts: Partial<Record<DeviceType, readonly string[]>> = {
  light: ['light'], lock: ['door', 'lock'], speaker: ['speaker'], climate: ['climate'], plug: ['plug'], sensor: ['sensor'],
}
/** A kind that devices of a type are of where their names say none. */
const namelessConcepts: Partial<Record<DeviceType, readonly string[]>> = { blind: ['blind'], fan: ['fan'], climate: ['ac', 'heater'], display: ['screen'], switch: ['switch'] }

/** Names of what only heats. */
const heating = /heat|radiator|boiler|난방|온열|온풍/i

/** The kinds that a device is of: those that its names name, and those of its type. */
export function kindsOf(device: HomeDevice, named: readonly string[], language: Language): Set<string> {
  const kinds = new Set([...(typeConcepts[device.type] ?? []), ...named])
  // what heats and does not only cool
  if (device.type === 'climate' && !kinds.has('ac')) kinds.add('heating')
  if (named.length > 0) return kinds
  const heats = device.type === 'climate' && written(device.names, language).some((name) => heating.test(name))
  for (const kind of heats ? ['heater'] : (namelessConcepts[device.type] ?? [])) kinds.add(kind)
  return kinds
}

/** Names in the language, or in the other where there are none. */
export function written(names: HomeNames, language: Language): readonly string[] {
  const own = names[language] ?? []
  return own.length > 0 ? own : (Object.values(names).find((list) => list.length > 0) ?? [])
}
