import { demo } from '@jari/contract/demo.ts'
import type { Database } from '@jari/service/database.ts'
import { hashToken } from './device-token.ts'
import { DeviceEntity } from './schema.ts'

/** The demo's one device. */
export const demoLamp = { id: 'halfmoon-window-lamp', storeId: demo.storeId, areaId: 'hall', names: { en: 'Window lamp', ko: '창가 조명' } } as const

/**
 * Seeds the demo's lamp under its store, or gives it another credential. Without a token the lamp is there
 * but cannot connect. May run again and again.
 */
export async function seedDemo(database: Database, token: string | undefined): Promise<void> {
  const em = database.em()
  const tokenHash = token ? hashToken(token) : null
  if (!token) database.log.warn('DEVICE_TOKEN is not set: the demo lamp cannot connect')
  if (await em.nativeUpdate(DeviceEntity, { id: demoLamp.id }, { tokenHash })) return
  const off = JSON.stringify({ power: 'off' })
  await em.insert(DeviceEntity, {
    id: demoLamp.id,
    storeId: demoLamp.storeId,
    areaId: demoLamp.areaId,
    kind: 'lamp',
    names: JSON.stringify(demoLamp.names),
    tokenHash,
    desired: off,
    reported: null,
    version: 0,
    pending: 0,
    deadline: null,
    fault: null,
    session: null,
    seenAt: 0,
  })
}
