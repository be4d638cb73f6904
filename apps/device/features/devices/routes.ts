import { deviceFeedStateSchema, deviceListSchema, deviceSchema } from '@jari/contract/device.ts'
import { snapshotSchema } from '@jari/contract/feed.ts'
import { idSchema } from '@jari/contract/id.ts'
import { readSnapshot } from '@jari/feed/snapshot.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { problems } from '@jari/service/problems.ts'
import { route, type Route } from '@jari/service/route.ts'
import { z } from 'zod'
import type { Changing } from '../../change-device.ts'
import { findDevice, listDevices, toDevice } from '../../device-store.ts'

const store = z.object({ storeId: idSchema })
const device = z.object({ storeId: idSchema, deviceId: idSchema })

/** Looking at a store's devices: list, one, and the snapshot that a feed begins with. */
export function deviceRoutes({ database, log }: Changing): Route[] {
  return [
    route({
      method: 'GET',
      path: '/device/stores/:storeId/devices',
      summary: 'The devices of a store',
      auth: { staff: anyStaff },
      params: store,
      responses: { 200: deviceListSchema },
      handler: async ({ params }) => ({ status: 200, body: { devices: (await listDevices(database.em(), params.storeId)).map(toDevice) } }),
    }),
    route({
      method: 'GET',
      path: '/device/stores/:storeId/devices/:deviceId',
      summary: 'One device',
      auth: { staff: anyStaff },
      params: device,
      responses: { 200: deviceSchema },
      handler: async ({ params }) => {
        const found = await findDevice(database.em(), params.storeId, params.deviceId)
        if (!found) throw problems.notFound('device')
        return { status: 200, body: toDevice(found) }
      },
    }),
    route({
      method: 'GET',
      path: '/device/stores/:storeId/feed/snapshot',
      summary: 'The devices of a store and the place in its feed that this is the state of',
      auth: { staff: anyStaff, service: 'devices' },
      params: store,
      responses: { 200: snapshotSchema(deviceFeedStateSchema) },
      handler: async ({ params }) => ({
        status: 200,
        body: await readSnapshot(log, params.storeId, async (em) => ({ devices: (await listDevices(em, params.storeId)).map(toDevice) })),
      }),
    }),
  ]
}
