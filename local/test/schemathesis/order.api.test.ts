import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { demo } from '../../../packages/contract/demo.ts'
import { createTestIssuer } from '../../../packages/service/testing/issuer.ts'
import type { TestIssuer } from '../../../packages/service/testing/issuer.ts'
import { orderFixtures } from '../../../apps/order/testing/fixtures.ts'
import { startOrderService } from '../../../apps/order/testing/order-service.ts'
import type { OrderService } from '../../../apps/order/testing/order-service.ts'
import { holdsUp } from './holds-up.ts'
import { inMemory } from './in-memory.ts'

describe('the order service, by its document', () => {
  const folder = mkdtempSync(join(inMemory(), 'jari-order-api-'))
  let issuer: TestIssuer
  let service: OrderService
  before(async () => {
    issuer = await createTestIssuer()
    service = await startOrderService(`sqlite:${join(folder, 'order.sqlite')}`, issuer)
  })
  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every operation holds up against 100 examples of Schemathesis and more', async (t) => {
    const place = { brandId: demo.brandId, storeId: demo.storeId }
    await holdsUp(t, {
      document: (await service.call(null, 'GET', '/order/openapi.json')).body,
      origin: `http://127.0.0.1:${service.port}`,
      // a seat of its own for each: one that everybody orders at has a bill of thousands of orders
      fixtures: orderFixtures(service, issuer, randomUUID),
      storeId: demo.storeId,
      tokenFor: (word) => {
        if (word === 'guest') return issuer.token({ kind: 'guest', sub: 'g', seatId: 'seat-1', ...place }, 7200)
        if (word === 'device') return issuer.token({ kind: 'device', sub: 'd', ...place }, 7200)
        return issuer.token({ kind: 'staff', sub: 'halfmoon-owner', brandId: demo.brandId, name: 'haneul', role: word.replace('staff:', '') as 'owner', storeIds: [demo.storeId, demo.otherStoreId, demo.thirdStoreId] }, 7200)
      },
    })
  })
})
