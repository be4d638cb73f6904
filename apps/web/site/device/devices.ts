import type { Device, DeviceEventData } from '@jari/contract/device.ts'
import type { FeedEvent } from '@jari/contract/feed.ts'

/** All devices that a page knows, by id. */
export type Devices = ReadonlyMap<string, Device>

/** The devices of a snapshot of the device feed. */
export function devicesOf(state: { devices: readonly Device[] }): Devices {
  return new Map(state.devices.map((device) => [device.id, device]))
}

/** The devices after an event of the device feed; each carries the whole device. */
export function applyDeviceEvent(devices: Devices, event: FeedEvent): Devices {
  if (event.type !== 'device.changed') return devices
  const { device } = event.data as DeviceEventData
  return new Map(devices).set(device.id, device)
}

/** The devices with what a command of our own answered; it never hides a newer command. */
export function withDevice(devices: Devices, device: Device): Devices {
  const known = devices.get(device.id)
  return known && known.version >= device.version ? devices : new Map(devices).set(device.id, device)
}

/** What a lamp's row shows. Only what the device itself reported counts as done. */
export type LampView = {
  readonly shown: 'on' | 'off' | 'unknown'
  readonly waitingFor: 'on' | 'off' | null
  readonly fault: Device['fault']
  readonly online: boolean
}

/** How a lamp is shown. */
export function lampView(device: Device): LampView {
  return {
    shown: device.reported?.power ?? 'unknown',
    waitingFor: device.pending ? device.desired.power : null,
    fault: device.pending ? null : device.fault,
    online: device.online,
  }
}
