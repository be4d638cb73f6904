import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { guestDataSchema } from '@jari/contract/guest.ts'
import type { EventsFrame } from '@jari/contract/feed.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { storeId } from '../../testing/order-service.ts'
import { openShop, until } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'

const note = 'birthday of Kim Minji'
const order = [{ itemId: 'latte', quantity: 1, note }]

onEachEngine('what is kept of guests', (engine) => {
  let shop: Shop
  let barista: string
  const day = 24 * 3600_000

  before(async () => {
    shop = await openShop(await engine.database(), { retentionDays: 30 })
    barista = await shop.staff('barista')
  })
  after(() => shop?.service.stop())

  const count = async (table: string, where = '1 = 1', values: unknown[] = []) => Number((await shop.rows<{ n: number }>(`select count(*) as n from ${table} where ${where}`, values))[0]?.n)
  const traces = async (text: string) => (await count('customer_order', '`lines` like ? or guest_id = ?', [`%${text}%`, text])) + (await count('feed_event', 'data like ?', [`%${text}%`])) + (await count('idempotency_key', 'body like ?', [`%${text}%`]))

  test('a guest gets all that is kept of their session, and nothing of others at the seat', async () => {
    const [mine, theirs] = [await shop.guest('seat-1', 'me'), await shop.guest('seat-1', 'them')]
    const own = await shop.placed(mine, 'seat-1', order)
    await shop.placed(theirs, 'seat-1', [{ itemId: 'mocha', quantity: 1 }])
    await shop.call(barista, 'POST', shop.at('/seats/seat-1/payments'), { method: 'counter', orderIds: [own.id] }, { 'Idempotency-Key': 'k' })
    const data = guestDataSchema.parse((await shop.call(mine, 'GET', shop.at('/me'))).body)
    assert.deepEqual([data.guestId, data.orders.map(({ id, lines }) => [id, lines[0]?.note]), data.payments.map(({ amount }) => amount)], ['me', [[own.id, note]], [5000]])
    assert.equal((await shop.call(barista, 'GET', shop.at('/me'))).status, 403)
  })

  test('the feed replays to a guest nothing from before their session, though they name a place that is there', async () => {
    const store = demo.otherStoreId
    const manager = await shop.staff('manager', [store])
    shop.clock.ahead = -10 * 60_000
    await shop.placed(await shop.guest('seat-9', 'before', { store }), 'seat-9', order, store)
    shop.clock.ahead = 0
    const { epoch } = (await shop.call(manager, 'GET', shop.at('/feed/snapshot', store))).body as { epoch: string }
    const answers = async (token: string) => {
      const screen = await shop.service.feed(store, { token, cursor: { epoch, offset: 0, id: '' } })
      const frame = await new Promise<{ type: string }>((resolve) => screen.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as { type: string })))
      screen.close()
      return frame.type
    }
    assert.deepEqual([await answers(await shop.guest('seat-9', 'after', { store })), await answers(manager)], ['reset', 'events'])
  })

  test('a guest who is forgotten leaves no note and no name in orders, events and answers; what was sold stays', async () => {
    const guest = await shop.guest('seat-2', 'forget-me')
    const placed = await shop.placed(guest, 'seat-2', [{ itemId: 'latte', quantity: 1, note: 'secret wish' }])
    const erase = () => shop.call(guest, 'DELETE', shop.at('/me'))
    assert.equal((await erase()).status, 409, 'the kitchen still needs it')
    await shop.bring(barista, placed, 'accepted', 'preparing', 'ready', 'served')
    const screen = await shop.service.feed(storeId, { token: barista })
    const seen: string[] = []
    screen.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as EventsFrame & { type: string }
      if (frame.type !== 'events') return
      seen.push(...frame.events.map((event) => JSON.stringify(event.data)))
    })
    const snapshot = (await shop.call(barista, 'GET', shop.at('/feed/snapshot'))).body as { epoch: string; offset: number; id: string }
    screen.send(JSON.stringify({ type: 'resume', cursor: { epoch: snapshot.epoch, offset: snapshot.offset, id: snapshot.id } }))
    assert.ok((await traces('secret wish')) > 5)
    assert.deepEqual((await erase()).body, { orders: 1 })
    assert.deepEqual([await traces('secret wish'), await traces('"guestId":"forget-me"'), await traces('forget-me')], [0, 0, 0])
    const after = await shop.read(barista, placed.id)
    assert.deepEqual([after.total, after.number, after.guestId, after.lines[0]?.note, after.state], [placed.total, placed.number, null, null, 'served'])
    await until(async () => seen.some((data) => data.includes(placed.id) && data.includes('"guestId":null')))
    const numbers = await shop.rows<{ seq: number }>('select seq from feed_event where store_id = ? order by seq', [storeId])
    assert.deepEqual(numbers.map(({ seq }) => Number(seq)), numbers.map((_, i) => i + 1), 'the log stays dense')
    assert.deepEqual(guestDataSchema.parse((await shop.call(guest, 'GET', shop.at('/me'))).body).orders, [])
    screen.close()
  })

  test('who asks at the counter is forgotten by a manager', async () => {
    const guest = await shop.guest('seat-3', 'at-counter')
    const placed = await shop.bring(barista, await shop.placed(guest, 'seat-3', order), 'cancelled')
    assert.equal((await shop.call(barista, 'DELETE', shop.at(`/orders/${placed.id}/guest`))).status, 403)
    assert.deepEqual((await shop.call(await shop.staff('manager'), 'DELETE', shop.at(`/orders/${placed.id}/guest`))).body, { orders: 1 })
    assert.equal(await traces('at-counter'), 0)
  })

  test('what is older than the retention goes, as a prefix of the log; what is open or younger stays, and feeds go on', async () => {
    const guest = await shop.guest('seat-4', 'old')
    const open = await shop.placed(guest, 'seat-4', order)
    const closed = await shop.bring(barista, await shop.placed(guest, 'seat-4', order), 'cancelled')
    assert.equal(await shop.service.chores.retain(), 0, 'nothing is old')
    const stale = (await shop.call(barista, 'GET', shop.at('/feed/snapshot'))).body as { epoch: string; offset: number; id: string }
    shop.clock.ahead += 20 * day
    const young = await shop.bring(barista, await shop.placed(guest, 'seat-4', order), 'cancelled')
    shop.clock.ahead += 11 * day
    const head = ((await shop.call(barista, 'GET', shop.at('/feed/snapshot'))).body as { offset: number }).offset
    assert.ok((await shop.service.chores.retain()) > 0)
    const left = new Set((await shop.rows<{ id: string }>('select id from customer_order')).map(({ id }) => id))
    assert.deepEqual([open, closed, young].map(({ id }) => left.has(id)), [true, false, true])
    const [counter] = await shop.rows<{ floor: number; head: number }>('select floor, head from feed_counter where store_id = ?', [storeId])
    const first = await shop.rows<{ seq: number }>('select min(seq) as seq from feed_event where store_id = ?', [storeId])
    assert.deepEqual([Number(counter?.head), Number(first[0]?.seq)], [head, Number(counter?.floor) + 1])
    assert.equal(await shop.service.chores.retain(), 0, 'once')
    const screen = await shop.service.feed(storeId, { token: barista, cursor: { epoch: stale.epoch, offset: stale.offset - 1, id: 'x' } })
    const [frame] = await new Promise<{ type: string }[]>((resolve) => screen.once('message', (data: Buffer) => resolve([JSON.parse(data.toString()) as { type: string }])))
    assert.equal(frame?.type, 'reset', 'who stood in what is gone begins anew')
    screen.close()
    shop.clock.ahead = 0
  })
})
