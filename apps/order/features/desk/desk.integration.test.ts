import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deskSchema } from '@jari/contract/desk.ts'
import { deskEventDataSchema, orderSnapshotSchema } from '@jari/contract/feed.ts'
import type { EventsFrame } from '@jari/contract/feed.ts'
import { menuSchema } from '@jari/contract/menu.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { openShop, orderOf, refusal, until } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'

onEachEngine('the kitchen’s word', (engine) => {
  let shop: Shop
  let barista: string
  let guest: string

  before(async () => {
    shop = await openShop(await engine.database())
    barista = await shop.staff('barista')
    guest = await shop.guest('seat-1', 'phone')
  })
  after(() => shop?.service.stop())

  const stock = async (itemId: string, body: object) => shop.call(barista, 'PUT', shop.at(`/stock/${itemId}`), body)
  const pace = async (body: object) => shop.call(barista, 'PUT', shop.at('/pace'), body)
  const shown = async (itemId: string) => {
    const item = menuSchema.parse((await shop.call(guest, 'GET', shop.at('/menu'))).body).items.find(({ id }) => id === itemId)
    return [item?.available, item?.soldOut, item?.remaining]
  }

  test('sold out and remaining counts reach every seat through the feed, and its menu', async () => {
    const snapshot = orderSnapshotSchema.parse((await shop.call(guest, 'GET', shop.at('/feed/snapshot'))).body)
    const socket = await shop.service.feed(shop.at('').split('/')[3] as string, { token: guest, cursor: { epoch: snapshot.epoch, offset: snapshot.offset, id: snapshot.id } })
    const boards: unknown[] = []
    socket.on('message', (data: Buffer) => boards.push(...(JSON.parse(data.toString()) as EventsFrame).events.filter(({ type }) => type === 'desk.changed').map(({ data: sent }) => deskEventDataSchema.parse(sent).desk.stock)))
    await stock('tiramisu', { soldOut: true })
    await stock('macaron', { remaining: 3 })
    await until(async () => boards.length === 2)
    assert.deepEqual(boards.at(-1), [{ itemId: 'tiramisu', soldOut: true, remaining: null }, { itemId: 'macaron', soldOut: false, remaining: 3 }])
    assert.deepEqual([await shown('tiramisu'), await shown('macaron')], [[false, true, null], [true, false, 3]])
    await shop.placed(await shop.guest('seat-2', 'other'), 'seat-2', [{ itemId: 'macaron', quantity: 2 }])
    await until(async () => boards.length === 3)
    assert.deepEqual((boards.at(-1) as { remaining: number }[])[1]?.remaining, 1, 'what another seat orders is counted at once')
    await stock('tiramisu', { soldOut: true })
    await stock('tiramisu', {})
    await until(async () => boards.length === 4)
    assert.deepEqual(await shown('tiramisu'), [true, false, null])
    assert.deepEqual(orderSnapshotSchema.parse((await shop.call(guest, 'GET', shop.at('/feed/snapshot'))).body).state.desk?.stock, boards.at(-1))
    socket.close()
  })

  test('of ten cakes exactly ten are sold, however many ask at once, and what is cancelled unmade comes back', async () => {
    await stock('carrot-cake', { remaining: 10 })
    const answers = await Promise.all(Array.from({ length: 40 }, async (_, i) => shop.place(await shop.guest(`seat-${i}`, `p${i}`), `seat-${i}`, [{ itemId: 'carrot-cake', quantity: 1 }])))
    assert.equal(answers.filter(({ status }) => status === 201).length, 10)
    for (const answer of answers.filter(({ status }) => status !== 201)) assert.deepEqual(refusal(answer), [422, '#/lines/0/itemId', 'is sold out'])
    assert.deepEqual(await shown('carrot-cake'), [false, true, 0])
    const sold = answers.filter(({ status }) => status === 201).map((answer) => orderOf(answer, 201))
    await shop.bring(barista, sold[0] as (typeof sold)[number], 'cancelled')
    await shop.bring(barista, sold[1] as (typeof sold)[number], 'accepted', 'preparing', 'cancelled')
    assert.deepEqual(await shown('carrot-cake'), [true, false, 1], 'one was made already')
  })

  test('a pause stops guests, not staff, and says why; busy is told with each order until it is over', async () => {
    assert.equal((await pace({ paused: true, reason: 'oven' })).status, 200)
    const refused = await shop.place(guest, 'seat-1', [{ itemId: 'latte', quantity: 1 }])
    assert.deepEqual([refused.status, deskSchema.parse((refused.body as { desk: unknown }).desk).pauseReason], [409, 'oven'])
    assert.equal((await shop.place(barista, 'seat-1', [{ itemId: 'latte', quantity: 1 }])).status, 201)
    await pace({ busyMinutes: 15, busyUntil: new Date(shop.now() + 60_000).toISOString() })
    assert.equal((await shop.placed(guest, 'seat-1', [{ itemId: 'latte', quantity: 1 }])).extraMinutes, 15)
    shop.clock.ahead += 61_000
    assert.equal((await shop.placed(guest, 'seat-1', [{ itemId: 'latte', quantity: 1 }])).extraMinutes, 0)
  })

  test('what makes no sense is refused, naming the member', async () => {
    assert.equal((await stock('unicorn', {})).status, 404)
    assert.deepEqual(refusal(await stock('latte', { remaining: -1 })).slice(0, 2), [422, '#/remaining'])
    assert.deepEqual(refusal(await stock('latte', { left: 1 })).slice(0, 2), [422, '#/left'])
    assert.deepEqual(refusal(await pace({ busyMinutes: 1000 })).slice(0, 2), [422, '#/busyMinutes'])
    assert.equal((await shop.call(guest, 'PUT', shop.at('/pace'), {})).status, 403)
    assert.equal((await shop.call(guest, 'GET', shop.at('/desk'))).status, 200)
  })
})
