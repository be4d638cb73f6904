import { deviceEventType, type DeviceEventData } from '@jari/contract/device.ts'
import type { EventLog } from '@jari/feed/event-log.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import type { DeviceCondition } from './device-state.ts'
import { findDevice, toDevice, writeCondition, type KeptDevice } from './device-store.ts'

export type Changing = {
  readonly database: Database
  readonly log: EventLog
  readonly now: () => number
  /** Told after a commit that a store's devices changed, so that nobody has to wait for the next look. */
  readonly changed: (storeId: string) => void
}

/** From the condition a device is in to the one it is in then; null if nothing changes. */
export type Change = (before: DeviceCondition, device: KeptDevice) => DeviceCondition | null

/**
 * Changes a device inside a transaction: locks the store's counter, so that changes of one store come one after the other,
 * and writes the event. Returns the device as it is then; null if the store has no such device.
 * `log.ensure` must have been called for the store.
 */
export async function changeWithin(em: EntityManager, { log, now }: Changing, storeId: string, id: string, change: Change): Promise<KeptDevice | null> {
  const counters = await log.lock(em, [storeId])
  const device = await findDevice(em, storeId, id)
  if (!device) return null
  const condition = change(device.condition, device)
  if (!condition) return device
  await writeCondition(em, id, condition)
  const after = { ...device, condition }
  const data: DeviceEventData = { device: toDevice(after) }
  await log.append(em, counters, [{ storeId, type: deviceEventType, seat: null, at: now(), data }])
  return after
}

/** Changes a device in a transaction of its own. */
export async function changeDevice(changing: Changing, storeId: string, id: string, change: Change): Promise<KeptDevice | null> {
  await changing.log.ensure([storeId])
  const device = await changing.database.em().transactional((em) => changeWithin(em, changing, storeId, id, change))
  changing.changed(storeId)
  return device
}
