import type { Device, DeviceFeedState } from '@jari/contract/device.ts'
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { createLive, type Live } from '../feed/live.ts'
import { randomKey } from '../request/attempt.ts'
import { ask } from '../request/request.ts'
import { asStaff, type Staff } from '../session/staff.ts'
import { applyDeviceEvent, devicesOf, withDevice, type Devices } from './devices.ts'

/** One store's devices as staff see them. */
export type Room = {
  readonly live: Live<Devices>
  /** Null before the first snapshot. */
  readonly devices: ReadonlySignal<Device[] | null>
  /** Devices whose command is on its way to the service. */
  readonly sending: ReadonlySignal<ReadonlySet<string>>
  /** Why a device's last command could not be sent, by id. */
  readonly unsent: ReadonlySignal<ReadonlyMap<string, unknown>>
  command(device: Device, power: 'on' | 'off'): Promise<void>
  stop(): void
}

/** Opens a store's devices for the staff signed in. */
export function createRoom(staff: Staff, storeId: string): Room {
  const live = createLive<DeviceFeedState, Devices>({
    path: `/device/stores/${storeId}/feed`,
    token: staff.token,
    read: devicesOf,
    reduce: applyDeviceEvent,
  })
  // what our own commands answered, until the feed brings it
  const answered = signal<readonly Device[]>([])
  const sending = signal<ReadonlySet<string>>(new Set())
  const unsent = signal<ReadonlyMap<string, unknown>>(new Map())
  return {
    live,
    sending,
    unsent,
    devices: computed(() => live.state.value && [...answered.value.reduce(withDevice, live.state.value).values()]),
    command: async (device, power) => {
      sending.value = new Set(sending.value).add(device.id)
      unsent.value = new Map([...unsent.value].filter(([id]) => id !== device.id))
      try {
        const path = `/device/stores/${storeId}/devices/${device.id}/commands`
        const told = await asStaff(staff, (token) => ask<Device>(path, { method: 'POST', token, idempotencyKey: randomKey(), body: { desired: { power } } }))
        answered.value = [...answered.value.filter((one) => one.id !== device.id), told]
      } catch (error) {
        unsent.value = new Map(unsent.value).set(device.id, error)
      } finally {
        sending.value = new Set([...sending.value].filter((id) => id !== device.id))
      }
    },
    stop: () => live.stop(),
  }
}
