import { z } from 'zod'
import { idSchema } from './id.ts'
import { namesSchema } from './language.ts'

export const deviceKinds = ['lamp', 'plug'] as const
export const powerSchema = z.enum(['on', 'off'])

/** What a device is told to be, or says it is. */
export const deviceStateSchema = z.strictObject({ power: powerSchema })
export type DeviceState = z.infer<typeof deviceStateSchema>

/**
 * A device. `pending` is true from a command until the device reports what was desired;
 * `reported` is null until it has reported once; `version` counts commands.
 * `fault` says why the last command did not come true (for example "no answer within 5 s"), else null.
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
  fault: z.string().nullable(),
})
export type Device = z.infer<typeof deviceSchema>
export const deviceListSchema = z.object({ devices: z.array(deviceSchema) })

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
