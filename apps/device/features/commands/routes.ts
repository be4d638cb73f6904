import { commandSchema, deviceSchema } from '@jari/contract/device.ts'
import { idSchema } from '@jari/contract/id.ts'
import { anyStaff, callerName } from '@jari/service/caller.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import { route, type Route } from '@jari/service/route.ts'
import { z } from 'zod'
import type { Changing } from '../../change-device.ts'
import { giveCommand } from './give-command.ts'

/** Telling a device what to be. */
export function commandRoutes(changing: Changing): Route[] {
  return [
    route({
      method: 'POST',
      path: '/device/stores/:storeId/devices/:deviceId/commands',
      summary: 'Tell a device what to be; it is pending until the device reports, and fails after 5 s',
      auth: { staff: anyStaff },
      params: z.object({ storeId: idSchema, deviceId: idSchema }),
      body: commandSchema,
      idempotency: 'required',
      responses: { 202: deviceSchema },
      problems: { 409: 'Another command came since the caller looked; `device` is how it is now' },
      handler: ({ params, body, idempotencyKey }, caller) => {
        const use = keyUse({ caller: callerName(caller), operation: 'device.command', key: idempotencyKey as string, request: { params, body } })
        return giveCommand(changing, use, params, body)
      },
    }),
  ]
}
