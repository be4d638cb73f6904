import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Order } from '@jari/contract/order.ts'
import type { Hours } from '@jari/contract/store.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { openShop } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'

const span = [{ from: '10:00', to: '15:00' }]
const hours: Hours = { mon: span, tue: span, wed: span, thu: span, fri: span, sat: [], sun: [] }
const cake = [{ itemId: 'cheesecake', quantity: 1 }]

onEachEngine('a store with hours and seats', (engine) => {
  let shop: Shop
  let ahead = 0
  /** A Monday, 14:00 in Seoul. */
  const now = () => Date.parse('2026-11-23T05:00:00Z') + ahead
  before(async () => {
    shop = await openShop(await engine.database(), { now, store: { hours, seats: [{ id: 'seat-1', name: '1' }, { id: 'seat-2', name: '2' }] } })
  })
  after(() => shop?.service.stop())

  test('takes orders of guests while it is open; outside only staff place them, and who ordered before and asks again is told the same', async () => {
    const guest = await shop.guest('seat-1', 'phone')
    const placed = await shop.place(guest, 'seat-1', cake, 'in-time')
    assert.equal(placed.status, 201)
    ahead = 2 * 3600_000
    const refused = await shop.place(guest, 'seat-1', cake)
    assert.deepEqual([refused.status, (refused.body as { type: string }).type, (refused.body as { hours: Hours }).hours], [409, '/problems/closed', hours])
    const repeated = await shop.place(guest, 'seat-1', cake, 'in-time')
    assert.deepEqual([repeated.status, (repeated.body as Order).id], [201, (placed.body as Order).id])
    assert.equal((await shop.place(await shop.staff('barista'), 'seat-1', cake)).status, 201)
    ahead = 24 * 3600_000
    assert.equal((await shop.place(guest, 'seat-1', cake)).status, 201)
    ahead = 0
  })

  test('takes orders of staff for its seats only', async () => {
    const barista = await shop.staff('barista')
    assert.equal((await shop.place(barista, 'seat-2', cake)).status, 201)
    const { status, body } = await shop.place(barista, 'seat-3', cake)
    assert.deepEqual([status, (body as { errors: unknown[] }).errors], [422, [{ in: 'body', pointer: '#/seatId', detail: 'is no seat of this store' }]])
  })
})
