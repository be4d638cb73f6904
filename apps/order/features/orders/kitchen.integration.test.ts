import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { orderListSchema } from '@jari/contract/order.ts'
import { billSchema } from '@jari/contract/payment.ts'
import { todaySchema } from '@jari/contract/today.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { storeId } from '../../testing/order-service.ts'
import { openShop, orderOf, refusal } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'

const latte = { itemId: 'latte', quantity: 1 }

onEachEngine('orders in the kitchen and at the seat', (engine) => {
  let shop: Shop
  let tapping: Shop
  let barista: string
  const other = demo.otherStoreId

  before(async () => {
    shop = await openShop(await engine.database())
    tapping = await openShop(await engine.database(), { store: { settings: { firstOrderTap: true } } })
    barista = await shop.staff('barista')
  })
  after(async () => {
    await shop?.service.stop()
    await tapping?.service.stop()
  })

  const numbers = async (store: string) => (await shop.rows<{ day: string; number: number }>('select day, number from customer_order where store_id = ? order by day, number', [store])).map(({ day, number }) => [day, number])
  const put = (id: string, line: number, body: object) => shop.call(barista, 'PUT', shop.at(`/orders/${id}/lines/${line}`), body)

  test('numbers have no gap within a store’s day, whoever is refused and however many order at once, and begin anew the next day', async () => {
    const elsewhere = await shop.guest('seat-1', 'there', { store: other })
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const seat = `seat-${i % 9}`
        const guest = await shop.guest(seat, `p${i}`)
        return i % 5 === 0 ? shop.place(guest, seat, [{ itemId: 'unicorn', quantity: 1 }]) : shop.place(guest, seat, [latte])
      }),
    )
    await shop.placed(elsewhere, 'seat-1', [latte], other)
    const [day] = (await numbers(storeId))[0] as [string, number]
    assert.deepEqual(await numbers(storeId), Array.from({ length: 48 }, (_, i) => [day, i + 1]))
    assert.deepEqual(await numbers(other), [[day, 1]])
    shop.clock.ahead += 24 * 3600_000
    const guest = await shop.guest('seat-1', 'next-day')
    const next = [await shop.placed(guest, 'seat-1', [latte]), await shop.placed(guest, 'seat-1', [latte])]
    assert.deepEqual(next.map(({ number }) => number), [1, 2])
    assert.ok((next[0]?.day as string) > day)
  })

  test('staff order for a seat, and the seat sees it', async () => {
    const order = orderOf(await shop.place(barista, 'terrace', [latte]), 201)
    assert.deepEqual([order.placedBy, order.seatId, order.guestId], ['staff', 'terrace', null])
    assert.equal((await shop.read(await shop.guest('terrace', 'phone'), order.id)).id, order.id)
  })

  test('lines are made one by one, a bump is undone, what was served is recalled, a ready seat is called again', async () => {
    const guest = await shop.guest('seat-1', 'phone')
    const placed = await shop.placed(guest, 'seat-1', [latte, { itemId: 'croissant', quantity: 2 }])
    assert.deepEqual(placed.lines.map(({ stations }) => stations), [['bar'], ['oven']])
    const preparing = await shop.bring(barista, placed, 'accepted', 'preparing')
    const [a, b] = await Promise.all([put(placed.id, 1, { done: true }), put(placed.id, 2, { done: true })])
    assert.deepEqual([a.status, b.status], [200, 200], 'two stations at once do not refuse each other')
    const made = await shop.read(barista, placed.id)
    assert.deepEqual([made.lines.map(({ done }) => done), made.version], [[true, true], preparing.version + 2])
    assert.equal(orderOf(await put(placed.id, 1, { done: true }), 200).version, made.version, 'the same again is no change')
    const ready = await shop.bring(barista, made, 'ready')
    assert.ok(ready.calledAt)
    const called = orderOf(await shop.call(barista, 'POST', shop.at(`/orders/${placed.id}/call`)), 200)
    assert.ok((called.calledAt as string) >= (ready.calledAt as string))
    const recalled = await shop.bring(barista, called, 'preparing', 'ready', 'served', 'ready')
    assert.deepEqual(Object.keys(recalled.times).toSorted(), ['accepted', 'preparing', 'ready', 'served'])
    assert.equal((await put(placed.id, 9, { done: true })).status, 404)
    assert.equal((await shop.call(guest, 'PUT', shop.at(`/orders/${placed.id}/lines/1`), { done: true })).status, 403)
    assert.equal((await shop.call(guest, 'POST', shop.at(`/orders/${placed.id}/transitions`), { to: 'preparing', version: recalled.version })).status, 409)
  })

  test('what a guest cancels stays struck through in the kitchen until it is acknowledged', async () => {
    const guest = await shop.guest('seat-1', 'phone')
    const cancelled = await shop.bring(guest, await shop.placed(guest, 'seat-1', [latte]), 'cancelled')
    assert.equal(cancelled.acknowledged, false)
    const acknowledge = () => shop.call(barista, 'POST', shop.at(`/orders/${cancelled.id}/acknowledgement`))
    const seen = orderOf(await acknowledge(), 200)
    assert.deepEqual([seen.acknowledged, orderOf(await acknowledge(), 200).version], [true, seen.version])
    assert.equal((await shop.call(barista, 'POST', shop.at(`/orders/${(await shop.placed(guest, 'seat-1', [latte])).id}/acknowledgement`))).status, 409)
  })

  test('the first unpaid order of a session waits for a tap at the counter where the store wants that, and only the first', async () => {
    const guest = await tapping.guest('seat-1', 'photo', { firstOrderTap: true })
    const staff = await tapping.staff('barista')
    const waiting = await tapping.placed(guest, 'seat-1', [latte])
    assert.deepEqual([waiting.state, waiting.awaits], ['awaiting', 'counter'])
    assert.equal((await tapping.placed(guest, 'seat-1', [latte])).awaits, 'counter', 'until somebody has tapped')
    assert.equal((await tapping.call(guest, 'POST', tapping.at(`/orders/${waiting.id}/transitions`), { to: 'placed', version: 1 })).status, 409)
    await tapping.bring(staff, waiting, 'placed')
    assert.equal((await tapping.placed(guest, 'seat-1', [latte])).state, 'placed')
    const second = await tapping.guest('seat-1', 'friend', { firstOrderTap: true })
    assert.equal((await tapping.placed(second, 'seat-1', [latte])).awaits, 'counter', 'each phone for itself')
    const paid = await tapping.call(staff, 'POST', tapping.at('/seats/seat-1/payments'), { method: 'counter' }, { 'Idempotency-Key': 'k' })
    assert.equal(paid.status, 201)
    assert.equal((await tapping.placed(second, 'seat-1', [latte])).state, 'placed', 'who has paid is known')
    assert.deepEqual(orderListSchema.parse((await tapping.call(staff, 'GET', `${tapping.at('/orders')}?state=awaiting`)).body).orders, [])
  })

  test('an order that nobody pays for or confirms is let go after half an hour, and what it held back can be ordered again', async () => {
    const staff = await tapping.staff('barista')
    const left = async () => ((await tapping.call(staff, 'PUT', tapping.at('/stock/macaron'), { remaining: 5 })).body as { stock: { remaining: number }[] }).stock[0]?.remaining
    assert.equal(await left(), 5)
    const guest = await tapping.guest('seat-7', 'gone', { firstOrderTap: true })
    const waiting = await tapping.placed(guest, 'seat-7', [{ itemId: 'macaron', quantity: 2 }])
    assert.equal(await tapping.service.chores.letGo(), 0)
    tapping.clock.ahead += 31 * 60_000
    assert.equal(await tapping.service.chores.letGo(), 1)
    const gone = await tapping.read(staff, waiting.id)
    assert.deepEqual([gone.state, gone.acknowledged, gone.reason], ['cancelled', true, 'not paid for or confirmed in time'])
    const { stock } = (await tapping.call(staff, 'GET', tapping.at('/desk'))).body as { stock: { remaining: number }[] }
    assert.equal(stock[0]?.remaining, 5)
    tapping.clock.ahead = 0
  })

  test('a bill is closed when the guests go, and the next ones do not see what was ordered before them', async () => {
    // What is placed now was placed before any token of this test was issued.
    shop.clock.ahead = -10_000
    const seat = 'window'
    const guest = await shop.guest(seat, 'phone')
    const order = await shop.placed(guest, seat, [latte])
    const seen = async (token: string) => orderListSchema.parse((await shop.call(token, 'GET', shop.at('/orders'))).body).orders.map(({ id }) => id)
    const close = (body: object) => shop.call(barista, 'POST', shop.at(`/seats/${seat}/bill/close`), body)
    assert.equal((await close({})).status, 409, 'it is not served yet')
    await shop.bring(barista, order, 'accepted', 'preparing', 'ready', 'served')
    assert.deepEqual(refusal(await close({})).slice(0, 2), [422, '#/reason'])
    const next = await shop.guest(seat, 'next')
    assert.deepEqual(await seen(next), [order.id], 'a friend who comes later sees the bill')
    assert.equal((await close({ reason: 'on the house' })).status, 200)
    assert.equal((await close({})).status, 409)
    assert.deepEqual([await seen(next), billSchema.parse((await shop.call(next, 'GET', shop.at(`/seats/${seat}/bill`))).body).orders], [[], []])
    assert.equal((await shop.call(next, 'GET', shop.at(`/orders/${order.id}`))).status, 404)
    assert.equal((await shop.read(barista, order.id)).billId === null, false)
    shop.clock.ahead = 0
  })

  test('today’s figures are those of the store’s own day, of one store and of all that a person has', async () => {
    const quiet = await openShop(await engine.database())
    const staff = await quiet.staff('barista')
    const owner = await quiet.staff('owner', [storeId, other])
    const guest = await quiet.guest('seat-1', 'phone')
    await quiet.bring(staff, await quiet.placed(guest, 'seat-1', [latte]), 'accepted', 'preparing', 'ready', 'served')
    await quiet.bring(staff, await quiet.placed(guest, 'seat-1', [latte]), 'cancelled')
    await quiet.placed(guest, 'seat-1', [{ itemId: 'cheesecake', quantity: 2 }])
    const { stores } = todaySchema.parse((await quiet.call(owner, 'GET', '/order/today')).body)
    assert.deepEqual(stores.map(({ storeId: id, orders, sales }) => [id, orders, sales]), [
      [storeId, { placed: 3, open: 1, served: 1, cancelled: 1 }, 18_000],
      [other, { placed: 0, open: 0, served: 0, cancelled: 0 }, 0],
    ])
    assert.deepEqual((await quiet.call(staff, 'GET', quiet.at('/today'))).body, stores[0])
    assert.equal((await quiet.call(staff, 'GET', '/order/today')).status, 403)
    assert.equal((await quiet.call(guest, 'GET', quiet.at('/today'))).status, 403)
    quiet.clock.ahead += 24 * 3600_000
    assert.equal(todaySchema.parse((await quiet.call(owner, 'GET', '/order/today')).body).stores[0]?.sales, 0)
    await quiet.service.stop()
  })
})
