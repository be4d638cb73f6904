import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { OrderFeedState } from '@jari/contract/feed.ts'
import { createFeedClient } from '@jari/feed/client/client.ts'
import { fetchOrderSnapshot, reduceOrders } from '@jari/feed/client/order-feed.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { people, startOrderService, storeId } from './testing/order-service.ts'
import type { OrderService } from './testing/order-service.ts'

onEachEngine('a screen', (engine) => {
  let issuer: TestIssuer
  let service: OrderService
  let url: string

  before(async () => {
    issuer = await createTestIssuer()
    url = await engine.database()
    service = await startOrderService(url, issuer)
  })
  after(() => service?.stop())

  test('goes on through a restart of its service with one snapshot for its whole life, each order once', async () => {
    const { port } = service
    const who = people(issuer)
    const place = async () => service.call(await who.guest(), 'POST', `/order/stores/${storeId}/orders`, { seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: 1 }] }, { 'Idempotency-Key': crypto.randomUUID() })
    let snapshots = 0
    const applied: string[] = []
    const client = createFeedClient<OrderFeedState>({
      connect: () => new WebSocket(`ws://127.0.0.1:${port}/order/stores/${storeId}/feed`),
      token: () => who.barista(),
      snapshot: (token) => (snapshots++, fetchOrderSnapshot(`http://127.0.0.1:${port}`, storeId, token)),
      reduce: (state, event) => (applied.push(event.id), reduceOrders(state, event)),
    })
    const until = async (orders: number) => {
      while (client.state?.orders.length !== orders) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await until(0)
    await place()
    await until(1)
    await service.stop(0)
    service = await startOrderService(url, issuer, { port })
    await place()
    await place()
    await until(3)
    assert.equal(snapshots, 1)
    assert.equal(new Set(applied).size, 3)
    assert.equal(applied.length, 3)
    client.stop()
  })
})
