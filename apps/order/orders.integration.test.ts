import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { menuSchema } from '@jari/contract/menu.ts'
import type { Menu } from '@jari/contract/menu.ts'
import { orderListSchema, orderSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import { problemSchema } from '@jari/contract/problem.ts'
import type { ProblemDocument } from '@jari/contract/problem.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { people, startOrderService, storeId } from './testing/order-service.ts'
import type { Answer, OrderService } from './testing/order-service.ts'

onEachEngine('orders', (engine) => {
  let issuer: TestIssuer
  let service: OrderService
  let who: ReturnType<typeof people>
  const path = `/order/stores/${storeId}/orders`
  const twoLattes = { seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: 2, note: '뜨겁게' }, { itemId: 'salt-bread', quantity: 1 }] }
  const place = async (token: string, body: unknown = twoLattes, key = crypto.randomUUID() as string) => service.call(token, 'POST', path, body, { 'Idempotency-Key': key })
  const problem = (answer: Answer): ProblemDocument => {
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    return problemSchema.parse(answer.body)
  }
  const rowsOf = async (table: string) => Number((await service.database.em().execute<{ n: number }[]>(`select count(*) as n from ${table}`))[0]?.n)
  const count = () => rowsOf('customer_order')
  const events = () => rowsOf('feed_event')

  before(async () => {
    issuer = await createTestIssuer()
    who = people(issuer)
    service = await startOrderService(await engine.database(), issuer)
  })
  after(() => service?.stop())

  test('the menu shows names in both languages and prices in won', async () => {
    const menu = menuSchema.parse((await service.call(await who.guest(), 'GET', `/order/stores/${storeId}/menu`)).body)
    assert.ok(menu.items.length >= 30)
    const { id, names, aliases, category, price, available, options, stations } = menu.items[0] as Menu['items'][number]
    assert.deepEqual({ id, names, aliases, category, price, available }, { id: 'americano', names: { en: 'Americano', ko: '아메리카노' }, aliases: [], category: 'coffee', price: 4500, available: true })
    assert.deepEqual([options[0], stations], ['temperature', ['bar']])
    assert.equal(menu.currency, 'KRW')
  })

  test('a placed order has the names, prices and total of its moment, and can be read again', async () => {
    const answer = await place(await who.guest())
    assert.equal(answer.status, 201)
    const order = orderSchema.parse(answer.body)
    assert.equal(order.total, 2 * 5000 + 3200)
    assert.equal(order.state, 'placed')
    const { itemId, names, unitPrice, quantity, note, options } = order.lines[0] as Order['lines'][number]
    assert.deepEqual({ itemId, names, unitPrice, quantity, note }, { itemId: 'latte', names: { en: 'Caffè latte', ko: '카페 라떼' }, unitPrice: 5000, quantity: 2, note: '뜨겁게' })
    assert.deepEqual(options.map(({ id }) => id), ['hot'], 'the usual choice of a required option')
    assert.deepEqual((await service.call(await who.barista(), 'GET', `${path}/${order.id}`)).body, order)
  })

  test('a repeat with the same key gets the first answer, one with another body 422, and nothing is placed twice', async () => {
    const guest = await who.guest()
    const before = await count()
    const first = await place(guest, twoLattes, 'same-key')
    const repeats = await Promise.all(Array.from({ length: 8 }, () => place(guest, twoLattes, 'same-key')))
    for (const repeat of repeats) assert.deepEqual([repeat.status, repeat.body], [201, first.body])
    const other = await place(guest, { ...twoLattes, lines: [{ itemId: 'latte', quantity: 3 }] }, 'same-key')
    assert.equal(other.status, 422)
    assert.equal(problem(other).errors?.[0]?.pointer, '#/Idempotency-Key')
    assert.equal(await count(), before + 1)
    assert.equal((await place(await who.guest('seat-2'), { ...twoLattes, seatId: 'seat-2' }, 'same-key')).status, 201, 'a key is one caller’s own')
  })

  test('twenty first tries with one key at once place one order', async () => {
    const guest = await who.guest()
    const before = await count()
    const answers = await Promise.all(Array.from({ length: 20 }, () => place(guest, twoLattes, 'race')))
    assert.equal(new Set(answers.map((answer) => (answer.body as Order).id)).size, 1)
    assert.equal(await count(), before + 1)
  })

  test('a repeat gets the first answer even if the item has sold out since', async () => {
    const guest = await who.guest()
    const order = { seatId: 'seat-1', lines: [{ itemId: 'yuzu-tea', quantity: 1 }] }
    const first = await place(guest, order, 'sold-out')
    const stock = (soldOut: boolean) => who.barista().then((barista) => service.call(barista, 'PUT', `/order/stores/${storeId}/stock/yuzu-tea`, { soldOut }))
    assert.equal((await stock(true)).status, 200)
    const late = await place(guest, order)
    assert.deepEqual([late.status, problem(late).errors?.[0]?.detail], [422, 'is sold out'])
    assert.deepEqual((await place(guest, order, 'sold-out')).body, first.body)
    await stock(false)
  })

  test('what was refused under a key stays refused under it: a first try that comes late is not carried out', async () => {
    const guest = await who.guest()
    const order = { seatId: 'seat-1', lines: [{ itemId: 'earl-grey', quantity: 1 }] }
    const soldOut = async (soldOut: boolean) => service.call(await who.barista(), 'PUT', `/order/stores/${storeId}/stock/earl-grey`, { soldOut })
    await soldOut(true)
    assert.equal((await place(guest, order, 'refused')).status, 422)
    await soldOut(false)
    assert.equal((await place(guest, order)).status, 201)
    const before = await count()
    const again = await place(guest, order, 'refused')
    assert.deepEqual([again.status, problem(again).errors?.[0]?.detail], [422, 'is sold out'])
    assert.equal(await count(), before)
  })

  const line = { itemId: 'latte', quantity: 1 }
  const bad: [string, unknown, number, string][] = [
    ['an unknown item', { seatId: 'seat-1', lines: [line, { itemId: 'unicorn', quantity: 1 }] }, 422, '#/lines/1/itemId'],
    ['a negative quantity', { seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: -1 }] }, 422, '#/lines/0/quantity'],
    ['half a latte', { seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: 0.5 }] }, 422, '#/lines/0/quantity'],
    ['no lines', { seatId: 'seat-1', lines: [] }, 422, '#/lines'],
    ['a price of one’s own', { seatId: 'seat-1', lines: [{ ...line, unitPrice: 1 }] }, 422, '#/lines/0/unitPrice'],
    ['another seat', { seatId: 'seat-2', lines: [line] }, 422, '#/seatId'],
    ['no object', [], 422, '#'],
    ['broken JSON', '{"seatId": "seat-1", "lines": [', 400, '#'],
    ['a body of 1 MB', JSON.stringify({ seatId: 'seat-1', lines: [line], padding: 'x'.repeat(1024 * 1024) }), 413, '#'],
  ]
  for (const [what, body, status, pointer] of bad) {
    test(`${what} is refused with ${status} naming ${pointer}, and nothing is stored`, async () => {
      const before = [await count(), await events()]
      const answer = await place(await who.guest(), body)
      assert.equal(answer.status, status)
      assert.equal(problem(answer).errors?.[0]?.pointer, pointer)
      assert.deepEqual([await count(), await events()], before)
    })
  }

  test('a missing key is refused with 400 naming the header', async () => {
    const answer = await service.call(await who.guest(), 'POST', path, twoLattes)
    assert.equal(answer.status, 400)
    assert.deepEqual([problem(answer).errors?.[0]?.in, problem(answer).errors?.[0]?.pointer], ['header', '#/Idempotency-Key'])
  })

  test('a body that is no JSON by its type is refused with 415', async () => {
    assert.equal((await service.call(await who.guest(), 'POST', path, 'a=b', { 'Idempotency-Key': 'k', 'Content-Type': 'text/plain' })).status, 415)
  })

  test('nothing crosses seats, stores or brands: 404, and no token at all: 401', async () => {
    const { body } = await place(await who.guest())
    const { id } = orderSchema.parse(body)
    const status = async (token: string | null, method: string, at: string, send?: unknown) => (await service.call(token, method, at, send, { 'Idempotency-Key': 'x' })).status
    assert.equal(await status(await who.guest('seat-2'), 'GET', `${path}/${id}`), 404)
    assert.equal(await status(await who.guest('seat-2'), 'POST', `${path}/${id}/transitions`, { to: 'cancelled', version: 1 }), 404)
    assert.equal(await status(await who.elsewhere(), 'GET', `${path}/${id}`), 404)
    assert.equal(await status(await who.elsewhere(), 'GET', path), 404)
    assert.equal(await status(await who.stranger(), 'POST', path, twoLattes), 404)
    assert.equal(await status(await who.stranger(), 'GET', `/order/stores/${storeId}/feed/snapshot`), 404)
    assert.equal(await status(await who.guest(), 'POST', '/order/stores/halfmoon-mangwon/orders', twoLattes), 404)
    assert.equal(await status(await who.elsewhere(), 'GET', `/order/stores/halfmoon-mangwon/orders/${id}`), 404)
    assert.equal(await status(await who.barista(), 'GET', `${path}/nothing`), 404)
    assert.equal(await status(await who.barista(), 'GET', `${path}/${'x'.repeat(100)}`), 404)
    assert.equal(await status(null, 'GET', path), 401)
    assert.equal(await status(await who.device(), 'GET', path), 403)
    const own = orderListSchema.parse((await service.call(await who.guest('seat-9'), 'GET', path)).body)
    assert.deepEqual(own.orders, [])
  })

  test('an order goes its way to served, each step once', async () => {
    const barista = await who.barista()
    let order = orderSchema.parse((await place(await who.guest())).body)
    for (const to of ['accepted', 'preparing', 'ready', 'served']) {
      const answer = await service.call(barista, 'POST', `${path}/${order.id}/transitions`, { to, version: order.version })
      assert.equal(answer.status, 200)
      order = orderSchema.parse(answer.body)
      assert.equal(order.state, to)
    }
    assert.equal(order.version, 5)
    const after = await service.call(barista, 'POST', `${path}/${order.id}/transitions`, { to: 'cancelled', version: 5, reason: 'too late' })
    assert.equal(after.status, 409)
  })

  test('of ten that accept at once one wins, and the others get 409 with the present state', async () => {
    const barista = await who.barista()
    const { id } = orderSchema.parse((await place(await who.guest())).body)
    const answers = await Promise.all(Array.from({ length: 10 }, () => service.call(barista, 'POST', `${path}/${id}/transitions`, { to: 'accepted', version: 1 })))
    assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [200, ...Array<number>(9).fill(409)])
    const loser = answers.find((answer) => answer.status === 409) as Answer
    assert.equal((problem(loser).order as Order).state, 'accepted')
  })

  test('a transition that is repeated with its key gets its first answer', async () => {
    const { id } = orderSchema.parse((await place(await who.guest())).body)
    const accept = async () => service.call(await who.barista(), 'POST', `${path}/${id}/transitions`, { to: 'accepted', version: 1 }, { 'Idempotency-Key': `accept-${id}` })
    const first = await accept()
    const again = await accept()
    assert.deepEqual([first.status, again.status, again.body], [200, 200, first.body])
  })

  test('guests cancel until preparing begins; staff need a reason', async () => {
    const guest = await who.guest()
    const barista = await who.barista()
    const change = (token: string, order: Order, to: string, reason?: string) => service.call(token, 'POST', `${path}/${order.id}/transitions`, { to, version: order.version, ...(reason ? { reason } : {}) })
    const early = orderSchema.parse((await place(guest)).body)
    assert.equal((await change(guest, early, 'accepted')).status, 409, 'a guest accepts nothing')
    assert.equal((await change(guest, early, 'cancelled')).status, 200)
    const accepted = orderSchema.parse((await change(barista, orderSchema.parse((await place(guest)).body), 'accepted')).body)
    const preparing = orderSchema.parse((await change(barista, accepted, 'preparing')).body)
    assert.equal((await change(guest, preparing, 'cancelled')).status, 409)
    const without = await change(barista, preparing, 'cancelled')
    assert.deepEqual([without.status, problem(without).errors?.[0]?.pointer], [422, '#/reason'])
    assert.equal(orderSchema.parse((await change(barista, preparing, 'cancelled', 'out of milk')).body).reason, 'out of milk')
  })

  test('many orders of many seats at once: all answered, all there, offsets dense', async () => {
    const before = await count()
    const answers = await Promise.all(
      Array.from({ length: 90 }, async (_, i) => {
        const seatId = `seat-${(i % 30) + 1}`
        return place(await who.guest(seatId), { seatId, lines: [line] })
      }),
    )
    assert.ok(answers.every((answer) => answer.status === 201))
    assert.equal(await count(), before + 90)
    const rows = await service.database.em().execute<{ seq: number }[]>('select seq from feed_event where store_id = ? order by seq', [storeId])
    assert.deepEqual(rows.map((row) => Number(row.seq)), rows.map((_, i) => i + 1))
  })
})
