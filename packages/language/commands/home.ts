import type { Language } from '../language.ts'
import { Naming } from './naming.ts'

export const deviceProperties = ['power', 'brightness', 'color', 'colorTemperature', 'temperature', 'mode', 'fanSpeed', 'position', 'locked', 'volume', 'playback', 'humidity', 'open', 'battery'] as const
export type DeviceProperty = (typeof deviceProperties)[number]
export type DeviceType = 'light' | 'switch' | 'plug' | 'fan' | 'climate' | 'blind' | 'lock' | 'speaker' | 'display' | 'appliance' | 'sensor'

/** Names as the owner wrote them, per language. */
export type HomeNames = Readonly<Partial<Record<Language, readonly string[]>>>
export type HomeArea = { readonly id: string; readonly names: HomeNames; readonly floor?: string }
export type HomeDevice = { readonly id: string; readonly type: DeviceType; readonly area?: string; readonly names: HomeNames; readonly can: readonly DeviceProperty[] }
export type HomeScene = { readonly id: string; readonly names: HomeNames }
/** `unnamedPlace`: what a kind of device without a place means where several fit: ask (also when left out), or all of them. */
export type HomeCatalogue = {
  readonly areas: readonly HomeArea[]
  readonly devices: readonly HomeDevice[]
  readonly scenes?: readonly HomeScene[]
  readonly unnamedPlace?: 'ask' | 'all'
}

/** A home whose names can be looked up. Devices are known by their place in `devices`; one that was removed leaves a hole. */
export type Home = {
  readonly areas: readonly HomeArea[]
  readonly areaIndex: ReadonlyMap<string, number>
  readonly devices: (HomeDevice | undefined)[]
  readonly deviceIndex: Map<string, number>
  readonly scenes: readonly HomeScene[]
  readonly unnamedPlace: 'ask' | 'all'
  readonly naming: Readonly<Record<Language, Naming>>
}

/** Makes a catalogue ready for `understandCommand`. Takes milliseconds for thousands of devices; keep the result. */
export function compileHome(catalogue: HomeCatalogue): Home {
  const areas = [...catalogue.areas]
  const scenes = [...(catalogue.scenes ?? [])]
  const home: Home = {
    areas,
    areaIndex: new Map(areas.map(({ id }, index) => [id, index])),
    devices: [],
    deviceIndex: new Map(),
    scenes,
    unnamedPlace: catalogue.unnamedPlace ?? 'ask',
    naming: { ko: new Naming('ko', areas, scenes), en: new Naming('en', areas, scenes) },
  }
  for (const device of catalogue.devices) putDevice(home, device)
  return home
}

/** Adds a device to a compiled home, or replaces the one with its id. */
export function putDevice(home: Home, device: HomeDevice): void {
  dropDevice(home, device.id)
  const index = home.devices.push(device) - 1
  home.deviceIndex.set(device.id, index)
  for (const naming of Object.values(home.naming)) naming.put(device, index)
}

/** Removes a device from a compiled home; without effect where there is none. */
export function dropDevice(home: Home, id: string): void {
  const index = home.deviceIndex.get(id)
  const device = index === undefined ? undefined : home.devices[index]
  if (index === undefined || !device) return
  for (const naming of Object.values(home.naming)) naming.drop(device, index)
  home.devices[index] = undefined
  home.deviceIndex.delete(id)
}
