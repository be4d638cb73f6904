import type { DeviceDownlink } from '@jari/contract/device.ts'
import type { KeptDevice } from '../../device-store.ts'

/** A device's connection to this replica. */
export type Connection = {
  readonly session: string
  send(frame: DeviceDownlink): void
  close(code: number, reason: string): void
}

/** The connections of this replica, by device. */
export type Connections = {
  /** Adds a connection and returns the one that it replaces, if there is one. */
  add(deviceId: string, connection: Connection): Connection | undefined
  /** Removes a connection, unless it has been replaced. */
  remove(deviceId: string, session: string): void
  /** Tells a device what it shall be, if it is connected here on the session it is known by, and has not been told this version there. */
  tell(device: KeptDevice): void
}

export function createConnections(): Connections {
  const open = new Map<string, { connection: Connection; told: number }>()
  return {
    add(deviceId, connection) {
      const old = open.get(deviceId)?.connection
      open.set(deviceId, { connection, told: -1 })
      return old
    },
    remove(deviceId, session) {
      if (open.get(deviceId)?.connection.session === session) open.delete(deviceId)
    },
    tell({ id, condition }) {
      const entry = open.get(id)
      if (!entry || entry.connection.session !== condition.session || entry.told >= condition.version) return
      entry.told = condition.version
      entry.connection.send({ type: 'desired', version: condition.version, desired: condition.desired })
    },
  }
}
