import type { Device, DeviceState } from '@jari/contract/device.ts'
import type { Names } from '@jari/contract/language.ts'
import type { EntityManager } from '@jari/service/database.ts'
import type { DeviceCondition } from './device-state.ts'
import { DeviceEntity, type DeviceRow } from './schema.ts'

/** A device as it is kept: who it is, and the condition it is in. */
export type KeptDevice = {
  readonly id: string
  readonly storeId: string
  readonly areaId: string
  readonly kind: Device['kind']
  readonly names: Names
  readonly condition: DeviceCondition
}

/** The devices of a store, by id. */
export async function listDevices(em: EntityManager, storeId: string): Promise<KeptDevice[]> {
  return (await em.find(DeviceEntity, { storeId }, { orderBy: { id: 'asc' } })).map(toKept)
}

/** One device of a store, null if the store has none of that id. */
export async function findDevice(em: EntityManager, storeId: string, id: string): Promise<KeptDevice | null> {
  const row = await em.findOne(DeviceEntity, { storeId, id }, { refresh: true })
  return row && toKept(row)
}

/** The hash of a device's token and its store; null if there is no such device or it has no credential. */
export async function findCredential(em: EntityManager, id: string): Promise<{ storeId: string; tokenHash: string } | null> {
  const row = await em.findOne(DeviceEntity, { id })
  return row?.tokenHash ? { storeId: row.storeId, tokenHash: row.tokenHash } : null
}

/** Devices with an open command, of all stores. */
export async function pendingDevices(em: EntityManager): Promise<KeptDevice[]> {
  return (await em.find(DeviceEntity, { pending: 1 })).map(toKept)
}

/** Devices that have a connection which nothing was heard on since `before`. */
export async function silentDevices(em: EntityManager, before: number): Promise<KeptDevice[]> {
  return (await em.find(DeviceEntity, { session: { $ne: null }, seenAt: { $lt: before } })).map(toKept)
}

/** Notes that a device was heard on its connection. */
export async function touchDevice(em: EntityManager, id: string, session: string, now: number): Promise<void> {
  await em.nativeUpdate(DeviceEntity, { id, session }, { seenAt: now })
}

/** Writes a device's condition. */
export async function writeCondition(em: EntityManager, id: string, condition: DeviceCondition): Promise<void> {
  const { desired, reported, pending, ...plain } = condition
  await em.nativeUpdate(DeviceEntity, { id }, { ...plain, desired: JSON.stringify(desired), reported: reported && JSON.stringify(reported), pending: pending ? 1 : 0 })
}

/** A device as it crosses the wire. */
export function toDevice({ id, storeId, areaId, kind, names, condition }: KeptDevice): Device {
  const { desired, reported, version, pending, fault, session } = condition
  return { id, storeId, name: names.en, names, areaId, kind, desired, reported, version, pending, online: session !== null, fault }
}

function toKept(row: DeviceRow): KeptDevice {
  const { id, storeId, areaId, version, seenAt } = row
  return {
    id,
    storeId,
    areaId,
    kind: row.kind as Device['kind'],
    names: JSON.parse(row.names) as Names,
    condition: {
      desired: JSON.parse(row.desired) as DeviceState,
      reported: row.reported ? (JSON.parse(row.reported) as DeviceState) : null,
      version,
      pending: row.pending === 1,
      deadline: row.deadline ?? null,
      fault: (row.fault ?? null) as Device['fault'],
      session: row.session ?? null,
      seenAt,
    },
  }
}
