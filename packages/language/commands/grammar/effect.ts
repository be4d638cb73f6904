import type { DeviceProperty, HomeDevice } from '../home.ts'
import type { Direction, Value } from '../meaning.ts'

/** One thing that is to happen to a device. */
export type Effect = { readonly property: DeviceProperty; readonly value: Value } | { readonly property: DeviceProperty; readonly direction: Direction; readonly by?: number }

/** A part of a wish that no device can take: the wish is then not carried out. */
export const impossible: Effect = { property: 'open', value: '' }

/** Whether a command can change it. */
export function canSet(device: HomeDevice, property: DeviceProperty): boolean {
  return device.type !== 'sensor' && property !== 'humidity' && property !== 'battery' && property !== 'open' && device.can.includes(property)
}
