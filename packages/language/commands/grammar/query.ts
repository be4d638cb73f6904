import type { Language } from '../../language.ts'
import type { DeviceProperty, Home, HomeDevice } from '../home.ts'
import { type Clause, hasThing, type Mention, newMention } from './clause.ts'
import { resolve, type Setting } from './resolve.ts'
import { levelOf } from './levels.ts'

export type Query = { readonly devices: readonly string[]; readonly property: DeviceProperty } | { readonly unclear: readonly string[] } | undefined

const states: Partial<Record<string, DeviceProperty>> = { isOn: 'power', isOff: 'power', on: 'power', off: 'power', isLocked: 'locked', isUnlocked: 'locked', lock: 'locked', unlock: 'locked' }

/** What is asked of which devices; undefined where it is no question that a device could answer. */
export function query(clause: Clause, setting: Omit<Setting, 'able' | 'wholly' | 'preferred'>): Query {
  const { home } = setting
  // 'temperature and humidity': one question can have one answer
  const read = new Set(clause.properties.filter((property) => property === 'temperature' || property === 'humidity' || property === 'battery'))
  if (read.size > 1) return { unclear: [] }
  for (const property of asked(clause, setting)) {
    const all = clause.mentions.length > 0 ? clause.mentions : [undefined]
    const results = all.map((one) => resolveAsked(one, clause, property, setting))
    const ids = (devices: readonly number[]) => devices.map((index) => home.devices[index]!.id)
    if (results.some(({ devices }) => devices.length === 0)) continue
    const devices = [...new Set(results.flatMap((result) => result.devices))]
    if (results.some(({ unclear }) => unclear)) return { unclear: ids(devices) }
    return { devices: ids(devices), property }
  }
  return undefined
}

/** The properties that the question could be about, likeliest first. */
function asked(clause: Clause, setting: Omit<Setting, 'able' | 'wholly' | 'preferred'>): DeviceProperty[] {
  const named = clause.properties.filter((property): property is DeviceProperty => property !== 'music' && property !== 'level')
  if (named.length > 0) return named.includes('locked') && clause.acts.length > 0 ? ['locked'] : named
  if (clause.properties.includes('music')) return clause.acts.some(({ act }) => act === 'isOn' || act === 'on' || act === 'off' || act === 'play' || act === 'pause') ? ['playback'] : []
  const act = clause.acts.find(({ act }) => act !== 'tell' && act !== 'is' && act !== 'set')?.act
  if (act === 'isOpen' || act === 'isClosed' || act === 'open' || act === 'close') return clause.question ? ['position', 'open'] : ['open', 'position', 'locked']
  // 'is the awning out'
  if (clause.acts.some(({ concept }) => concept === 'out') && clause.mentions.some(hasThing)) return ['position', 'power']
  // 'what's playing'
  if (act === 'play' && clause.question) return ['playback']
  if (act && states[act]) return [states[act]!]
  if (act === 'up' || act === 'down') return ['position']
  const way = clause.question ? clause.ways.find(({ property }) => property)?.property : undefined
  if (way) return way === 'fanSpeed' ? ['fanSpeed'] : [way]
  const value = clause.values.find(({ property }) => property !== 'level')?.property
  if (value) return [value as DeviceProperty]
  if (clause.amounts.some(({ unit }) => unit === 'degree')) return ['temperature']
  // 'what is the oven set to?'
  const asks = clause.question || clause.acts.some(({ act: one }) => one === 'tell')
  if (asks && clause.mentions.some(hasThing) && (clause.properties.includes('level') || (clause.acts.length === 0 && setting.lang === 'en') || clause.acts.some(({ act: one, concept }) => one === 'set' || (one === 'is' && concept !== 'copula')))) {
    const [first] = resolve(clause.mentions[0], clause, { ...setting, able: () => true, wholly: () => true, preferred: [] }).devices
    const level = first === undefined ? undefined : levelOf(setting.home.devices[first]!, clause)
    return level ? [level] : []
  }
  return []
}

function resolveAsked(mention: Mention | undefined, clause: Clause, property: DeviceProperty, setting: Omit<Setting, 'able' | 'wholly' | 'preferred'>): { devices: readonly number[]; unclear: boolean } {
  const reads = (device: HomeDevice) => device.can.includes(property)
  const sensed = property === 'temperature' || property === 'humidity'
  // '입원실 몇 도로 맞춰놨지': what was set there
  if (sensed && !hasThing(mention ?? newMention()) && clause.acts.some(({ act }) => act === 'set')) {
    const able = (device: HomeDevice) => device.type !== 'sensor' && device.can.includes(property)
    const found = resolve(mention, clause, { ...setting, able, wholly: able, preferred: ['climate'] })
    if (found.devices.length > 0) return found
  }
  const thing = mention && hasThing(mention)
  // the temperature of a place is that of its sensor; other devices there only say what they are set to
  const able = (device: HomeDevice) => reads(device) && (thing || !sensed || device.type === 'sensor')
  const found = resolve(mention, clause, { ...setting, able, wholly: able, preferred: preferredFor(property, setting.lang) })
  if (found.devices.length > 0 || thing || !sensed) return found
  return resolve(mention, clause, { ...setting, able: reads, wholly: reads, preferred: preferredFor(property, setting.lang) })
}

/** Types that a property without a thing is about. */
export function preferredFor(property: DeviceProperty | undefined, lang: Language): readonly HomeDevice['type'][] {
  switch (property) {
    case 'brightness':
    case 'color':
    case 'colorTemperature':
      return ['light']
    case 'temperature':
    case 'mode':
      return ['climate', 'sensor']
    case 'humidity':
    case 'battery':
      return ['sensor']
    case 'playback':
      return ['speaker']
    // 'fan speed' names the fan, '바람' may be that of an air conditioner
    case 'fanSpeed':
      return lang === 'en' ? ['fan'] : []
    default:
      return []
  }
}

/** Ids of devices. */
export const idsOf = (home: Home, devices: readonly number[]): string[] => devices.map((index) => home.devices[index]!.id)
