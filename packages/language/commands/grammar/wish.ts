import type { DeviceProperty, HomeDevice } from '../home.ts'
import type { Direction, Value } from '../meaning.ts'
import type { Act } from '../reading/token.ts'
import type { Amount, Clause } from './clause.ts'

/** One thing that is to happen to a device. */
export type Effect = { readonly property: DeviceProperty; readonly value: Value } | { readonly property: DeviceProperty; readonly direction: Direction; readonly by?: number }

/** Properties that can be set as a number, the likeliest first, for each type of device. */
const levels: Readonly<Record<HomeDevice['type'], readonly DeviceProperty[]>> = {
  light: ['brightness'], switch: [], plug: [], fan: ['fanSpeed'], climate: ['temperature', 'fanSpeed'], blind: ['position'], lock: [],
  speaker: ['volume'], display: ['brightness', 'volume'], appliance: ['temperature', 'fanSpeed', 'brightness', 'volume', 'position'], sensor: [],
}
const percents: readonly DeviceProperty[] = ['brightness', 'volume', 'position', 'fanSpeed']

/** Whether a command can change it. */
export function canSet(device: HomeDevice, property: DeviceProperty): boolean {
  return device.type !== 'sensor' && property !== 'humidity' && property !== 'battery' && property !== 'open' && device.can.includes(property)
}

/** What the clause makes of the device; empty where the device can do nothing of it. */
export function effectsOn(device: HomeDevice, clause: Clause): Effect[] {
  return [...new Map(partsOn(device, clause).filter(({ property }) => canSet(device, property) && !(property === 'volume' && clause.properties.includes('music') && !canSet(device, 'playback'))).map((effect) => [effect.property, effect])).values()]
}

/** Every part of the wish as it would be for this device, whether it can do it or not. */
export function partsOn(device: HomeDevice, clause: Clause): Effect[] {
  return [...verbs(device, clause), ...values(device, clause), ...amounts(device, clause), ...ways(device, clause)]
}

const acted = (clause: Clause, ...acts: readonly Act[]) => clause.acts.some(({ act }) => acts.includes(act))

/** The property that a number, a level or a direction is about. */
export function levelOf(device: HomeDevice, clause: Clause, amount?: Amount): DeviceProperty | undefined {
  const named = (amount?.about ? [amount.about] : clause.properties).find((property) => property !== 'music' && property !== 'level' && property !== 'power' && property !== 'mode' && property !== 'locked' && property !== 'color')
  if (amount?.unit === 'kelvin') return 'colorTemperature'
  if (named) return named === 'temperature' && amount?.unit === 'percent' ? 'brightness' : (named as DeviceProperty)
  if (amount?.unit === 'degree') return 'temperature'
  if (clause.properties.includes('music')) return 'volume'
  const way = clause.ways.find(({ property }) => property)?.property
  if (way) return wayProperty(device, way)
  const own = levels[device.type]
  const sized = amount?.unit === 'percent' || clause.properties.includes('level') ? percents.filter((property) => own.includes(property)) : own
  if (amount && amount.unit === undefined && amount.value >= 1000 && canSet(device, 'colorTemperature')) return 'colorTemperature'
  // '티비 줄여줘' is its sound
  if (device.type === 'display' && !amount && acted(clause, 'up', 'down') && canSet(device, 'volume')) return 'volume'
  return sized.find((property) => canSet(device, property))
}

/** '세게' of a speaker is its volume, of a light its brightness. */
function wayProperty(device: HomeDevice, property: DeviceProperty): DeviceProperty {
  if (canSet(device, property)) return property
  if (property === 'fanSpeed' && device.type === 'light') return 'brightness'
  if (property === 'fanSpeed' && device.type === 'speaker') return 'volume'
  if (property === 'fanSpeed' && device.type === 'climate') return 'temperature'
  return property
}

function verbs(device: HomeDevice, clause: Clause): Effect[] {
  const out: Effect[] = []
  const music = clause.properties.includes('music')
  const power = clause.properties.includes('power')
  // 'can I get some light?'
  if (clause.acts.length > 0 && clause.acts.every(({ act, concept }) => act === 'set' && concept === 'get') && !hasLevel(clause) && clause.properties.length === 0) return device.type === 'light' ? [{ property: 'power', value: 'on' }] : []
  const playing = clause.acts.some(({ act }) => act === 'next' || act === 'previous' || act === 'play' || act === 'pause')
  const play = (value: string): Effect => ({ property: 'playback', value })
  for (const { act, concept } of clause.acts) {
    if (act === 'on' || act === 'start' || act === 'turn' || act === 'run' || act === 'isOn') {
      if (playing && act !== 'on') continue
      // 'get the fan going faster'
      if (act === 'isOn' && hasLevel(clause)) continue
      if (music) out.push(play('play'))
      else if (act !== 'turn' && act !== 'run') out.push({ property: 'power', value: 'on' })
      else if (clause.acts.length === 1 && !hasLevel(clause)) out.push({ property: 'power', value: 'on' })
    } else if (concept === 'out' && device.type === 'blind') out.push(...opened(device, clause))
    else if (act === 'off' || act === 'isOff') out.push(music ? play('pause') : { property: 'power', value: 'off' })
    else if (act === 'play') out.push(play('play'))
    else if (act === 'pause') out.push(canSet(device, 'playback') || music ? play('pause') : { property: 'power', value: 'off' })
    else if (act === 'next' || act === 'previous') out.push(play(act))
    else if (act === 'mute') out.push({ property: 'volume', value: 0 })
    else if (act === 'lock' || act === 'isLocked') out.push({ property: 'locked', value: true })
    else if (act === 'unlock' || act === 'isUnlocked') out.push({ property: 'locked', value: false })
    else if (act === 'open' || act === 'isOpen') out.push(...opened(device, clause))
    else if (act === 'close' || act === 'isClosed') out.push(...closed(device, clause))
    else if (act === 'fold') out.push(...(foldsIn(device) ? closed(device, clause) : opened(device, clause)))
    else if (act === 'up' && power) out.push({ property: 'power', value: 'on' })
    else if (act === 'down' && power) out.push({ property: 'power', value: 'off' })
    else if ((act === 'up' || act === 'down') && clause.amounts.length === 0 && !levelValue(clause)) out.push(...moved(device, clause, act))
  }
  return out
}

const hasLevel = (clause: Clause): boolean => clause.values.length > 0 || clause.amounts.length > 0 || clause.ways.length > 0

/** An awning that is folded or rolled up is in; a curtain that is drawn back is open. */
const foldsIn = (device: HomeDevice): boolean => Object.values(device.names).flat().some((name) => /어닝|차양|그늘막|awning|canopy/i.test(name ?? ''))

function opened(device: HomeDevice, clause: Clause): Effect[] {
  if (device.type === 'lock') return [{ property: 'locked', value: false }]
  if (clause.amounts.length > 0 || levelValue(clause)) return []
  return [clause.more || clause.little ? { property: 'position', direction: 'up' } : { property: 'position', value: 100 }]
}

function closed(device: HomeDevice, clause: Clause): Effect[] {
  if (device.type === 'lock' || clause.amounts.length > 0 || levelValue(clause)) return []
  return [clause.more || clause.little ? { property: 'position', direction: 'down' } : { property: 'position', value: 0 }]
}

function moved(device: HomeDevice, clause: Clause, direction: Direction): Effect[] {
  const property = levelOf(device, clause)
  if (!property) return []
  if (property === 'position' && !clause.more && !clause.little) return [{ property, value: direction === 'up' ? 100 : 0 }]
  return [{ property, direction }]
}

function values(device: HomeDevice, clause: Clause): Effect[] {
  // 'turn the lights down low'
  const moved = clause.ways.length > 0 || acted(clause, 'up', 'down')
  return clause.values.flatMap(({ property, value }) => (property === 'level' || (property === 'fanSpeed' && moved && !canSet(device, property)) ? [] : [{ property, value }]))
}

const levelValue = (clause: Clause): Value | undefined => clause.values.find(({ property }) => property === 'level')?.value

function amounts(device: HomeDevice, clause: Clause): Effect[] {
  const out: Effect[] = []
  const level = levelValue(clause) ?? (clause.most && clause.ways.length > 0 ? (clause.ways[0]!.direction === 'up' ? 'max' : 'min') : undefined)
  if (level !== undefined) {
    const property = levelOf(device, clause)
    if (property) out.push(...extreme(property, level, clause))
  }
  for (const amount of clause.amounts) {
    const property = levelOf(device, clause, amount)
    if (!property) continue
    const direction = directionOf(clause)
    const relative = direction && !amount.to && (amount.by || clause.more || property !== 'position' || !acted(clause, 'open', 'up'))
    const opening = property === 'position' && acted(clause, 'open', 'close') && !clause.more
    if (relative && !opening) out.push({ property, direction, by: amount.value })
    else out.push({ property, value: opening && acted(clause, 'close') && !amount.to ? 100 - amount.value : amount.value })
  }
  return out
}

/** Up or down, by a verb or by a way of doing. */
function directionOf(clause: Clause): Direction | undefined {
  const way = clause.ways[0]?.direction
  if (way) return way
  if (acted(clause, 'up')) return 'up'
  if (acted(clause, 'down')) return 'down'
  if (clause.more && acted(clause, 'open')) return 'up'
  if (clause.more && acted(clause, 'close')) return 'down'
  return undefined
}

function extreme(property: DeviceProperty, level: Value, clause: Clause): Effect[] {
  if (property === 'temperature' || property === 'colorTemperature') return []
  // '최대로 어둡게' is the least light
  const down = clause.ways[0]?.direction === 'down' || (clause.ways.length === 0 && acted(clause, 'down', 'close'))
  const least = property === 'brightness' ? 1 : 0
  if (level === 'half' || typeof level === 'number') return [{ property, value: level === 'half' ? 50 : level }]
  return [{ property, value: level === 'max' && !down ? 100 : least }]
}

function ways(device: HomeDevice, clause: Clause): Effect[] {
  if (clause.amounts.length > 0 || levelValue(clause) !== undefined || clause.most) return []
  const started = acted(clause, 'on', 'start')
  return clause.ways.flatMap(({ property: said, direction }): Effect[] => {
    const property = said && !clause.properties.some((one) => one !== 'music' && one !== 'level') ? wayProperty(device, said) : levelOf(device, clause)
    if (!property) return []
    if (started && property === 'fanSpeed' && !clause.more && !clause.little) return [{ property, value: direction === 'up' ? 'high' : 'low' }]
    return [{ property, direction }]
  })
}
