import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { tryMatrix } from '@jari/service/testing/access-matrix.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { matrixCallers } from '@jari/service/testing/matrix-callers.ts'
import { orderFixtures } from './testing/fixtures.ts'
import { startOrderService } from './testing/order-service.ts'
import type { OrderService } from './testing/order-service.ts'

onEachEngine('who may do what in the order service', (engine) => {
  let issuer: TestIssuer
  let service: OrderService
  before(async () => {
    issuer = await createTestIssuer()
    service = await startOrderService(await engine.database(), issuer)
  })
  after(() => service?.stop())

  test('every operation, by everybody, is as its document declares', async (t) => {
    const matrix = await tryMatrix({
      document: (await service.call(null, 'GET', '/order/openapi.json')).body,
      callers: await matrixCallers(issuer.token, { ...demo, seatId: 'seat-1', otherSeatId: 'seat-2', otherBrandId: 'tide', otherBrandStoreId: 'tide-1', staffId: 'halfmoon-manager' }),
      fixtures: orderFixtures(service, issuer, () => 'seat-1'),
      call: async (token, method, path, body, headers) => {
        const answer = await service.call(token, method, path, body, headers)
        return { status: answer.status, detail: (answer.body as { detail?: string } | null)?.detail ?? '' }
      },
    })
    t.diagnostic(`${matrix.cells} cells of ${matrix.operations} operations`)
    assert.ok(matrix.operations >= 25)
    assert.deepEqual(matrix.mismatches, [])
  })
})
