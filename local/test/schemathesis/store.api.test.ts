import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { demo } from '../../../packages/contract/demo.ts'
import { storeFixtures } from '../../../apps/store/testing/fixtures.ts'
import { startStoreService } from '../../../apps/store/testing/store-service.ts'
import type { StoreService } from '../../../apps/store/testing/store-service.ts'
import { holdsUp } from './holds-up.ts'
import { inMemory } from './in-memory.ts'

describe('the store service, by its document', () => {
  const folder = mkdtempSync(join(inMemory(), 'jari-store-api-'))
  let service: StoreService
  before(async () => {
    service = await startStoreService(`sqlite:${join(folder, 'store.sqlite')}`)
  })
  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every operation holds up against 100 examples of Schemathesis and more', async (t) => {
    const token = service.sign
    const fixtures = storeFixtures(service)
    // each example adds a seat to the first store: a sheet of all of them gets long
    const storeId = (operationId: string) => (operationId.endsWith('Sheet') ? demo.otherStoreId : demo.storeId)
    await holdsUp(t, {
      document: (await service.call(null, 'GET', '/store/openapi.json')).body,
      origin: service.origin,
      fixtures: { ...fixtures, things: { ...fixtures.things, storeId } },
      storeId: demo.storeId,
      tokenFor: async (word) => {
        const at = { brandId: demo.brandId, storeId: demo.storeId }
        if (word === 'guest') return token({ kind: 'guest', sub: 'g', seatId: 'seat-1', ...at }, 7200)
        if (word === 'device') return token({ kind: 'device', sub: 'd', ...at }, 7200)
        return token({ kind: 'staff', sub: 'halfmoon-owner', brandId: demo.brandId, name: 'haneul', role: word.replace('staff:', '') as 'owner', storeIds: [demo.storeId, demo.otherStoreId, demo.thirdStoreId] }, 7200)
      },
    })
  })
})
