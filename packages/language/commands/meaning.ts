import type { DeviceProperty } from './home.ts'

export type Value = string | number | boolean
export type Direction = 'up' | 'down'

/** Values to set, or a relative change, on devices; or a scene to run. `by` has the unit of the property (°C, percent). */
export type CommandAction =
  | { readonly devices: readonly string[]; readonly set: Readonly<Partial<Record<DeviceProperty, Value>>> }
  | { readonly devices: readonly string[]; readonly change: Readonly<Partial<Record<DeviceProperty, Direction>>>; readonly by?: number }
  | { readonly scene: string }

/** Once after an ISO 8601 duration, or at an hour of the store's day, on the days given. */
export type CommandTime = { readonly after?: string; readonly at?: string; readonly every?: 'day' | readonly string[] }

/** Which part of the text meant what; offsets in UTF-16 code units of the text in Unicode form C. */
export type CommandSpan = { readonly from: number; readonly to: number; readonly text: string; readonly meaning: string }

export type CommandAct = 'do' | 'query' | 'ask' | 'unknown'

/**
 * What was wished. `ask`: more than one reading, nothing is done; `choices` are the devices it could mean. `unknown`: not for a device.
 * `spans` say which words meant what; those with the meaning `unexplained` were not understood. `alternative` is the index of the text that was taken.
 */
export type CommandMeaning = {
  readonly act: CommandAct
  readonly actions: readonly CommandAction[]
  readonly when?: CommandTime
  readonly query?: { readonly devices: readonly string[]; readonly property: DeviceProperty }
  readonly choices?: readonly string[]
  readonly spans: readonly CommandSpan[]
  readonly alternative: number
}
