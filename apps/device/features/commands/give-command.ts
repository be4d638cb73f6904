import type { Command } from '@jari/contract/device.ts'
import type { KeyUse } from '@jari/service/idempotency-key.ts'
import { runOnce } from '@jari/service/idempotency.ts'
import { problems } from '@jari/service/problems.ts'
import type { Reply } from '@jari/service/route.ts'
import { changeWithin, type Changing } from '../../change-device.ts'
import { commanded } from '../../device-state.ts'
import { toDevice } from '../../device-store.ts'

/**
 * Writes what a device shall be, once for a key. Answers 202 with the device, pending.
 * Throws notFound, and conflict (with the device as it is) if the caller has seen an older version.
 */
export async function giveCommand(changing: Changing, use: KeyUse, at: { storeId: string; deviceId: string }, command: Command): Promise<Reply> {
  const now = changing.now()
  await changing.log.ensure([at.storeId])
  const reply = await runOnce(changing.database, use, now, async (em) => {
    const device = await changeWithin(em, changing, at.storeId, at.deviceId, (before, device) => {
      if (command.version !== undefined && command.version !== before.version)
        throw problems.conflict('Another command came first.', { device: toDevice(device) })
      return commanded(before, command.desired, now)
    })
    if (!device) throw problems.notFound('device')
    return { status: 202, body: toDevice(device) }
  })
  changing.changed(at.storeId)
  return reply
}
