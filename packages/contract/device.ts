import { z } from 'zod'
import { idSchema } from './id.ts'
import { namesSchema } from './language.ts'

export const deviceKinds = ['lamp', 'plug'] as const
export const powerSchema = z.enum(['on', 'off'])

/** Why a command did not come true: the device did not report within 5 s, or it reported something else. */
export const deviceFaults = ['no-answer', 'refused'] as const

/** What a device is told to be, or says it is. */
export const deviceStateSchema = z.strictObject({ power: powerSchema })
export type DeviceState = z.infer<typeof deviceStateSchema>

/**
 * A device. `pending` is true from a command until the device reports what was desired;
 * `reported` is null until it has reported once; `version` counts commands.
 * `fault` says why the last command did not come true, else null.
 */
export const deviceSchema = z.object({
  id: idSchema,
  storeId: idSchema,
  name: z.string(),
  names: namesSchema.optional(),
  areaId: idSchema,
  kind: z.enum(deviceKinds),
  desired: deviceStateSchema,
  reported: deviceStateSchema.nullable(),
  version: z.int().min(0),
  pending: z.boolean(),
  online: z.boolean(),
  fault: z.enum(deviceFaults).nullable(),
})
export type Device = z.infer<typeof deviceSchema>
export const deviceListSchema = z.object({ devices: z.array(deviceSchema) })

/** State of the device feed, and its one kind of event, which carries the whole device as it is after it. */
export const deviceFeedStateSchema = deviceListSchema
export type DeviceFeedState = z.infer<typeof deviceFeedStateSchema>
export const deviceEventType = 'device.changed'
export const deviceEventDataSchema = z.object({ device: deviceSchema })
export type DeviceEventData = z.infer<typeof deviceEventDataSchema>

/** POST …/devices/:deviceId/commands. With `version`, only if no command came since the caller looked. */
export const commandSchema = z.strictObject({ desired: deviceStateSchema, version: z.int().min(0).optional() })
export type Command = z.infer<typeof commandSchema>

/** WS /device/socket, from the device. The first frame is `hello`, within 5 s. */
export const deviceHelloSchema = z.strictObject({
  type: z.literal('hello'),
  deviceId: idSchema,
  token: z.string().min(1).max(4096),
  reported: deviceStateSchema.optional(),
})
/** The device says what it is now; `version` is that of the command it carried out, if any. */
export const deviceReportedSchema = z.strictObject({ type: z.literal('reported'), version: z.int().min(0).optional(), reported: deviceStateSchema })
export const deviceHeartbeatSchema = z.strictObject({ type: z.literal('heartbeat') })
export const deviceUplinkSchema = z.discriminatedUnion('type', [deviceHelloSchema, deviceReportedSchema, deviceHeartbeatSchema])
export type DeviceUplink = z.infer<typeof deviceUplinkSchema>

/** To the device: `desired` after the hello when it differs from what it reported, and with each command; `heartbeat` answers a heartbeat. */
export const deviceDesiredSchema = z.strictObject({ type: z.literal('desired'), version: z.int().min(0), desired: deviceStateSchema })
export const deviceDownlinkSchema = z.discriminatedUnion('type', [deviceDesiredSchema, deviceHeartbeatSchema])
export type DeviceDownlink = z.infer<typeof deviceDownlinkSchema>

/** Close code of a device's socket when the same device connects again; the older connection does not come back. */
export const deviceReplaced = 4410
