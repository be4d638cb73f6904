import type { DeviceProperty, HomeDevice } from '../home.ts'
import type { Direction, Value } from '../meaning.ts'
import { type Amount, type Clause, hasThing } from './clause.ts'
import { canSet, type Effect, impossible } from './effect.ts'
import { acted, directionOf, levelValue } from './said.ts'

/** Properties that can be set as a number, the likeliest first, for each type of device. */
const levels: Readonly<Record<HomeDevice['type'], readonly DeviceProperty[]>> = {
  light: ['brightness'], switch: [], plug: [], fan: ['fanSpeed'], climate: ['temperature', 'fanSpeed'], blind: ['position'], lock: [],
  speaker: ['volume'], display: ['brightness', 'volume'], appliance: ['temperature', 'fanSpeed', 'brightness', 'volume', 'position'], sensor: [],
}
const percents: readonly DeviceProperty[] = ['brightness', 'volume', 'position', 'fanSpeed']
/** Properties that no number is of. */
const unmeasured: ReadonlySet<string> = new Set(['music', 'level', 'power', 'mode', 'locked', 'color'])

/** The property that a number, a level or a direction is about. */
export function levelOf(device: HomeDevice, clause: Clause, amount?: Amount): DeviceProperty | undefined {
  const named = (amount?.about ? [amount.about] : clause.properties).find((property) => !unmeasured.has(property))
  if (amount?.unit === 'kelvin') return 'colorTemperature'
  if (amount?.unit === 'degree' && named !== 'colorTemperature') return 'temperature'
  if (named) return named === 'temperature' && amount?.unit === 'percent' ? 'brightness' : named === 'fanSpeed' && clause.mentions.some(hasThing) ? wayProperty(device, named) : (named as DeviceProperty)
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

/** Whether a name of the device, in any language, says that it cools. */
const cools = (device: HomeDevice): boolean => Object.values(device.names).some((names) => names?.some((name) => /에어컨|에어콘|냉방|air ?con|\ba\/?c\b|cool/i.test(name)))

/** A verb of moving without a number: a blind goes all the way, anything else a step. */
export function moved(device: HomeDevice, clause: Clause, direction: Direction): Effect[] {
  const property = levelOf(device, clause)
  // 'down' beside 'stronger': which of them is meant is not said
  if (!property || clause.ways.some((way) => way.direction !== direction)) return []
  if (property === 'position' && !clause.more && !clause.little) return [{ property, value: direction === 'up' ? 100 : 0 }]
  return [{ property, direction }]
}

export function values(device: HomeDevice, clause: Clause): Effect[] {
  // 'turn the lights down low'
  const moves = clause.ways.length > 0 || acted(clause, 'up', 'down')
  // '풍량 자동으로' is no mode of the whole machine
  if (clause.properties.includes('fanSpeed') && clause.values.some(({ property, value }) => property === 'mode' && value === 'auto')) return [impossible]
  // '자동 끄고': off is no mode
  if (acted(clause, 'off') && clause.values.some(({ property }) => property === 'mode')) return [impossible]
  return clause.values.flatMap(({ property, value }) => (property === 'level' || (property === 'fanSpeed' && moves && !canSet(device, property)) ? [] : [{ property, value }]))
}

export function amounts(device: HomeDevice, clause: Clause): Effect[] {
  const out: Effect[] = []
  const level = levelValue(clause) ?? (clause.most && clause.ways.length > 0 ? (clause.ways[0]!.direction === 'up' ? 'max' : 'min') : undefined)
  const closes = acted(clause, 'close')
  if (level !== undefined) {
    const property = levelOf(device, clause)
    if (property) out.push(...extreme(property, level, clause))
  }
  // '2번, 3번 꺼': a number that is no level of what is turned off
  if ((clause.amounts.length > 0 || level !== undefined) && turnsOff(device, clause)) return [impossible]
  for (const amount of clause.amounts) {
    const property = levelOf(device, clause, amount)
    if (!property) {
      out.push(impossible)
      continue
    }
    // 'minus ten percent'
    if (amount.value < 0 && property !== 'temperature') {
      out.push({ property, direction: 'down', by: -amount.value })
      continue
    }
    // 'by five', with no word of up or down
    if (amount.by && !directionOf(clause, property) && property !== 'position') {
      out.push(impossible)
      continue
    }
    // '두 단계 올려': how much a step is, the device knows
    if (amount.unit === 'step') {
      const step = directionOf(clause, property)
      out.push(step ? { property, direction: step } : impossible)
      continue
    }
    if (!possible(property, amount.value)) {
      out.push(impossible)
      continue
    }
    const direction = directionOf(clause, property)
    // '40프로만 올려' of a blind is how far
    if (property === 'position' && amount.only && !clause.more && acted(clause, 'up', 'down')) {
      out.push({ property, value: acted(clause, 'up') ? amount.value : 100 - amount.value })
      continue
    }
    const relative = direction && !amount.to && (amount.by || amount.only || clause.more || property !== 'position' || !acted(clause, 'open', 'up'))
    const opening = property === 'position' && acted(clause, 'open', 'close') && !clause.more
    if (opening && amount.by) out.push({ property, direction: closes ? 'down' : 'up', by: amount.value })
    else if (relative && !opening) out.push({ property, direction, by: amount.value })
    // '10 더': more or less is not said
    else if (!clause.more || amount.to) out.push({ property, value: opening && closes && !amount.to ? 100 - amount.value : amount.value })
  }
  return out
}

const turnsOff = (device: HomeDevice, { acts }: Clause): boolean => acts.some(({ act, concept }) => act === 'off' && concept !== 'cut' && !(concept === 'out' && device.type === 'blind'))

/** What a number of the property can be. */
function possible(property: DeviceProperty, value: number): boolean {
  if (property === 'colorTemperature') return value >= 1000 && value <= 20000
  if (property === 'temperature') return value >= -60 && value <= 500
  return value >= 0 && value <= 100
}

function extreme(property: DeviceProperty, level: Value, clause: Clause): Effect[] {
  if (property === 'temperature' || property === 'colorTemperature') return []
  // '최대로 어둡게' is the least light
  const down = clause.ways[0]?.direction === 'down' || (clause.ways.length === 0 && acted(clause, 'down', 'close'))
  const least = property === 'brightness' ? 1 : 0
  if (level === 'half') return [{ property, value: 50 }]
  if (typeof level === 'number') return [{ property, value: property === 'position' && acted(clause, 'close') ? 100 - level : level }]
  // the least of a fan is slow, not off
  if (property === 'fanSpeed' && (level !== 'max' || down)) return [{ property, value: 'low' }]
  return [{ property, value: level === 'max' && !down ? 100 : least }]
}

export function ways(device: HomeDevice, clause: Clause): Effect[] {
  if (levelValue(clause) !== undefined || clause.most) return []
  const started = acted(clause, 'on', 'start')
  const measured = clause.amounts.map((amount) => levelOf(device, clause, amount))
  return clause.ways.flatMap(({ property: said, direction }): Effect[] => {
    // '온도는 24도로, 바람은 약하게': beside an amount only a way of something else counts
    if (measured.length > 0) return said && clause.properties.includes(said) && !measured.includes(said) ? [{ property: said, direction }] : []
    // warmer light has fewer kelvins
    if (said === 'temperature' && device.type === 'light' && clause.mentions.some(hasThing)) return [{ property: 'colorTemperature', direction: direction === 'up' ? 'down' : 'up' }]
    const property = said && !clause.properties.some((one) => one !== 'music' && one !== 'level') ? wayProperty(device, said) : levelOf(device, clause)
    if (!property) return []
    // what only cools is stronger when it is colder
    if (said === 'fanSpeed' && property === 'temperature' && cools(device) && !clause.values.some(({ value }) => value === 'heat')) return [{ property, direction: direction === 'up' ? 'down' : 'up' }]
    if (started && property === 'fanSpeed' && !clause.more && !clause.little) return [{ property, value: direction === 'up' ? 'high' : 'low' }]
    return [{ property, direction }]
  })
}
