import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { orderEventDataSchema, orderSnapshotSchema } from '@jari/contract/feed.ts'
import type { OrderFeedState } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'
import { orderSchema } from '@jari/contract/order.ts'
import { pickupSnapshotSchema } from '@jari/contract/pickup.ts'
import type { PickupState } from '@jari/contract/pickup.ts'
import { createFeedClient } from '@jari/feed/client/client.ts'
import { createFeedConsumer } from '@jari/feed/client/consumer.ts'
import type { FeedClient } from '@jari/feed/client/feed-client.ts'
import { fetchOrderSnapshot, reduceOrders } from '@jari/feed/client/order-feed.ts'
import { reducePickup } from '@jari/feed/client/pickup-feed.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { people, startOrderService, storeId } from './testing/order-service.ts'
import type { OrderService } from './testing/order-service.ts'

onEachEngine('the order feed', (engine) => {
  let issuer: TestIssuer
  let service: OrderService
  let who: ReturnType<typeof people>
  const path = `/order/stores/${storeId}/orders`
  const order = async (seatId: string) => orderSchema.parse((await service.call(await who.guest(seatId), 'POST', path, { seatId, lines: [{ itemId: 'latte', quantity: 1 }] }, { 'Idempotency-Key': crypto.randomUUID() })).body)
  const accept = async ({ id, version }: Order) => service.call(await who.barista(), 'POST', `${path}/${id}/transitions`, { to: 'accepted', version })
  const ids = (state: OrderFeedState | null) => (state?.orders ?? []).map((one) => one.id).toSorted()

  function follow(token: () => Promise<string>): { client: FeedClient<OrderFeedState>; until: (holds: (state: OrderFeedState) => boolean) => Promise<void> } {
    const looks = new Set<() => void>()
    const client = createFeedClient<OrderFeedState>({
      connect: () => new WebSocket(`ws://127.0.0.1:${service.port}/order/stores/${storeId}/feed`),
      token,
      snapshot: (access) => fetchOrderSnapshot(`http://127.0.0.1:${service.port}`, storeId, access),
      reduce: reduceOrders,
      onStatus: () => looks.forEach((look) => look()),
    })
    const until = (holds: (state: OrderFeedState) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (client.status.connection !== 'live' || !client.state || !holds(client.state)) return
          looks.delete(look)
          resolve()
        }
        looks.add(look)
        look()
      })
    return { client, until }
  }

  before(async () => {
    issuer = await createTestIssuer()
    who = people(issuer)
    service = await startOrderService(await engine.database(), issuer)
  })
  after(() => service?.stop())

  test('the kitchen sees every order and change, a seat its own only', async () => {
    const early = await order('seat-1')
    const kitchen = follow(who.barista)
    const seat = follow(() => who.guest('seat-1'))
    const other = follow(() => who.guest('seat-2'))
    await Promise.all([kitchen, seat, other].map(({ until }) => until(() => true)))
    const late = await order('seat-1')
    const neighbour = await order('seat-2')
    await accept(early)
    await kitchen.until((state) => state.orders.length === 3 && state.orders.some((one) => one.state === 'accepted'))
    await seat.until((state) => state.orders.some((one) => one.state === 'accepted') && state.orders.length === 2)
    await other.until((state) => state.orders.length === 1)
    assert.deepEqual(ids(kitchen.client.state), [early.id, late.id, neighbour.id].toSorted())
    assert.deepEqual(ids(seat.client.state), [early.id, late.id].toSorted())
    assert.deepEqual(ids(other.client.state), [neighbour.id])
    for (const { client } of [kitchen, seat, other]) client.stop()
  })

  test('a snapshot is at least as new as what the caller has just written', async () => {
    for (let i = 0; i < 20; i++) {
      const placed = await order('seat-3')
      const snapshot = orderSnapshotSchema.parse((await service.call(await who.guest('seat-3'), 'GET', `/order/stores/${storeId}/feed/snapshot`)).body)
      assert.ok(snapshot.state.orders.some((one) => one.id === placed.id))
    }
  })

  test('what a client has after any number of events is what a new snapshot says', async () => {
    const kitchen = follow(who.barista)
    await kitchen.until(() => true)
    const placed = await Promise.all(Array.from({ length: 40 }, (_, i) => order(`seat-${(i % 6) + 1}`)))
    await Promise.all(placed.slice(0, 20).map(accept))
    const last = placed.at(-1)
    await kitchen.until((state) => state.orders.some((one) => one.id === last?.id) && placed.slice(0, 20).every(({ id }) => state.orders.find((one) => one.id === id)?.state === 'accepted') && placed.every(({ id }) => state.orders.some((one) => one.id === id)))
    const snapshot = await fetchOrderSnapshot(`http://127.0.0.1:${service.port}`, storeId, await who.barista())
    const byId = (orders: readonly Order[]) => orders.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    assert.deepEqual(byId(kitchen.client.state?.orders ?? []), byId(snapshot.state.orders))
    assert.deepEqual(kitchen.client.cursor, { epoch: snapshot.epoch, offset: snapshot.offset, id: snapshot.id })
    kitchen.client.stop()
  })

  test('the pickup display sees numbers and states and nothing else', async () => {
    const token = await who.device()
    const path = `/order/stores/${storeId}/pickup`
    const frames: string[] = []
    const client = createFeedClient<PickupState>({
      connect: () => {
        const socket = new WebSocket(`ws://127.0.0.1:${service.port}${path}`)
        socket.addEventListener('message', ({ data }) => frames.push(String(data)))
        return socket
      },
      token: () => token,
      snapshot: async (access) => pickupSnapshotSchema.parse((await service.call(access, 'GET', `${path}/snapshot`)).body),
      reduce: reducePickup,
    })
    const placed = await order('seat-1')
    await accept(placed)
    while (!client.state?.orders.some((one) => one.id === placed.id)) await new Promise((resolve) => setTimeout(resolve, 10))
    assert.deepEqual(client.state.orders.find((one) => one.id === placed.id), { id: placed.id, number: placed.number, state: 'accepted' })
    await service.call(await who.barista(), 'POST', `/order/stores/${storeId}/orders/${placed.id}/transitions`, { to: 'cancelled', version: 2, reason: 'spilt' })
    while (client.state.orders.some((one) => one.id === placed.id)) await new Promise((resolve) => setTimeout(resolve, 10))
    assert.ok(frames.length > 0 && frames.every((frame) => !/seat-1|latte|guest/.test(frame)), 'nothing of who ordered what')
    client.stop()
    const access = await who.guest()
    const guest = new WebSocket(`ws://127.0.0.1:${service.port}${path}`)
    guest.addEventListener('open', () => guest.send(JSON.stringify({ type: 'hello', token: access })))
    assert.equal(await new Promise((resolve) => guest.addEventListener('close', ({ code }) => resolve(code))), 4403)
  })

  test('another service follows the feeds and stores that its token names, and may do nothing else', async () => {
    const client = (feed: 'orders' | 'devices', store: string) => issuer.token({ kind: 'service', sub: 'loyalty', brandId: demo.brandId, name: 'Loyalty', feeds: [feed], storeIds: [store] })
    const token = await client('orders', storeId)
    const told: string[] = []
    const consumer = createFeedConsumer<OrderFeedState>({
      connect: () => new WebSocket(`ws://127.0.0.1:${service.port}/order/stores/${storeId}/feed`),
      token: () => token,
      snapshot: (access) => fetchOrderSnapshot(`http://127.0.0.1:${service.port}`, storeId, access),
      load: async () => null,
      onSnapshot: async ({ orders }) => void told.push(...orders.map(({ id }) => id)),
      onEvents: async (events) => void told.push(...events.flatMap(({ data }) => orderEventDataSchema.safeParse(data).data?.order.id ?? [])),
    })
    while (!consumer.cursor) await new Promise((resolve) => setTimeout(resolve, 10))
    const placed = await order('seat-1')
    while (!told.includes(placed.id)) await new Promise((resolve) => setTimeout(resolve, 10))
    await consumer.stop()
    assert.equal((await service.call(token, 'GET', path)).status, 403)
    assert.equal((await service.call(token, 'POST', path, { seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: 1 }] }, { 'Idempotency-Key': crypto.randomUUID() })).status, 403)
    for (const [other, code] of [[await client('devices', storeId), 4403], [await client('orders', demo.otherStoreId), 4404]] as const) {
      const socket = await service.feed(storeId, { token: other })
      assert.equal(await new Promise((resolve) => socket.on('close', resolve)), code)
    }
  })

  test('a guest of another store or brand gets nothing of the feed', async () => {
    for (const token of [await who.guest('seat-1', 'halfmoon-mangwon'), await who.stranger(), await who.elsewhere()]) {
      const socket = await service.feed(storeId, { token })
      const got: unknown[] = []
      socket.on('message', (data) => got.push(data))
      assert.equal(await new Promise((resolve) => socket.on('close', resolve)), 4404)
      assert.deepEqual(got, [])
    }
  })
})
