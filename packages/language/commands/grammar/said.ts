import type { DeviceProperty } from '../home.ts'
import type { Act } from '../reading/token.ts'
import type { Direction, Value } from '../meaning.ts'
import type { Clause } from './clause.ts'

export const acted = (clause: Clause, ...acts: readonly Act[]): boolean => clause.acts.some(({ act }) => acts.includes(act))

/** Whether a value, a number or a way of doing is said. */
export const hasLevel = (clause: Clause): boolean => clause.values.length > 0 || clause.amounts.length > 0 || clause.ways.length > 0

/** Whether another song is wished. */
export const playing = (clause: Clause): boolean => acted(clause, 'next', 'previous')

/** 'max', 'min', 'half' or a number of percent, whatever it is of. */
export const levelValue = (clause: Clause): Value | undefined => clause.values.find(({ property }) => property === 'level')?.value

/** Up or down, by a verb or by a way of doing, of a property. */
export function directionOf(clause: Clause, property: DeviceProperty): Direction | undefined {
  const way = clause.ways.find((one) => one.property === undefined || one.property === property || !clause.properties.includes(one.property))?.direction
  if (way) return way
  if (acted(clause, 'up')) return 'up'
  if (acted(clause, 'down')) return 'down'
  if (clause.more && acted(clause, 'open')) return 'up'
  if (clause.more && acted(clause, 'close')) return 'down'
  // 'another ten percent', 'bump it by five'
  if (clause.amounts.some(({ by }) => by) && (clause.more || clause.acts.some(({ concept }) => concept === 'bump'))) return 'up'
  return undefined
}
