import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import { keepAnswers } from '@jari/service/kept-answer.ts'
import { hangs } from '@jari/service/testing/engines.ts'
import { startMariaDb } from '@jari/service/testing/mariadb.ts'
import type { TestServer } from '@jari/service/testing/mariadb.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import type { Order } from '@jari/contract/order.ts'
import { people, startOrderService, storeId } from './testing/order-service.ts'
import type { OrderService } from './testing/order-service.ts'

describe('two replicas of the order service on one MariaDB', { timeout: hangs }, () => {
  let server: TestServer
  let issuer: TestIssuer
  let who: ReturnType<typeof people>
  let replicas: [OrderService, OrderService]
  const path = (store: string) => `/order/stores/${store}/orders`
  const line = { itemId: 'latte', quantity: 1 }

  before(async () => {
    server = await startMariaDb()
    issuer = await createTestIssuer()
    who = people(issuer)
    const url = await server.database()
    replicas = [await startOrderService(url, issuer), await startOrderService(url, issuer)]
  })
  after(async () => {
    for (const replica of replicas ?? []) await replica.stop()
    await server?.stop()
  })

  const place = async (replica: OrderService, seatId: string, key: string, store: string = storeId) => {
    const token = await who.guest(seatId, store)
    return replica.call(token, 'POST', path(store), { seatId, lines: [line] }, { 'Idempotency-Key': key })
  }
  const dense = async () => {
    const rows = await replicas[0].database.em().execute<{ store_id: string; seq: number }[]>('select store_id, seq from feed_event order by store_id, seq')
    const heads = new Map<string, number>()
    for (const { store_id, seq } of rows) {
      assert.equal(Number(seq), (heads.get(store_id) ?? 0) + 1)
      heads.set(store_id, Number(seq))
    }
  }

  test('write to several stores at once without a deadlock reaching anybody', async () => {
    const stores: string[] = [storeId, 'halfmoon-mangwon']
    const answers = await Promise.all(Array.from({ length: 120 }, (_, i) => place(replicas[i % 2] as OrderService, `seat-${i % 7}`, `many-${i}`, stores[(i >> 1) % 2])))
    assert.deepEqual(answers.filter((answer) => answer.status !== 201), [])
    await dense()
  })

  test('execute a key once, whichever of them gets it, and at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => place(replicas[i % 2] as OrderService, 'seat-1', 'shared')))
    assert.equal(new Set(answers.map((answer) => (answer.body as Order).id)).size, 1)
  })

  test('tell who uses a key that is being used for another store what became of it', async () => {
    const token = await issuer.token({ kind: 'staff', sub: 'both', brandId: demo.brandId, name: 'both', role: 'barista', storeIds: [storeId] })
    const { id } = keyUse({ caller: 'staff:both', operation: 'place-order', key: 'taken', request: null })
    const { database } = replicas[0]
    const waits = async () => (await database.em().execute<object[]>("select id from information_schema.processlist where info like 'insert into `idempotency_key`%' and state <> ''")).length > 0
    const answer = await database.em().transactional(async (em) => {
      await keepAnswers(em, new Map([[id, { fingerprint: 'another request', status: 200, json: '{}' }]]), Date.now())
      const waiting = { answer: replicas[0].call(token, 'POST', path(storeId), { seatId: 'seat-1', lines: [line] }, { 'Idempotency-Key': 'taken' }) }
      while (!(await waits())) await new Promise(setImmediate)
      return waiting
    })
    assert.equal((await answer.answer).status, 422)
    await dense()
  })

  test('sell ten cakes ten times and number a store’s day without a gap, whichever of them is asked', async () => {
    const barista = await who.barista()
    assert.equal((await replicas[1].call(barista, 'PUT', `/order/stores/${storeId}/stock/tiramisu`, { remaining: 10 })).status, 200)
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => (replicas[i % 2] as OrderService).call(await who.guest(`seat-${i}`), 'POST', path(storeId), { seatId: `seat-${i}`, lines: [{ itemId: 'tiramisu', quantity: 1 }] }, { 'Idempotency-Key': `cake-${i}` })),
    )
    assert.deepEqual([201, 422].map((status) => answers.filter((answer) => answer.status === status).length), [10, 30])
    const rows = await replicas[0].database.em().execute<{ store_id: string; day: string; number: number }[]>('select store_id, day, number from customer_order order by store_id, day, number')
    const last = new Map<string, number>()
    for (const { store_id, day, number } of rows) {
      assert.equal(number, (last.get(`${store_id} ${day}`) ?? 0) + 1)
      last.set(`${store_id} ${day}`, number)
    }
  })

  test('let one of both win a transition', async () => {
    const { id } = (await place(replicas[0], 'seat-1', 'contended')).body as Order
    const barista = await who.barista()
    const answers = await Promise.all(replicas.map((replica) => replica.call(barista, 'POST', `${path(storeId)}/${id}/transitions`, { to: 'accepted', version: 1 })))
    assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [200, 409])
  })

  test('keep every acknowledged order exactly once when the database is killed under them', async () => {
    const acknowledged = new Map<string, string>()
    let stopped = false
    const client = async (number: number) => {
      for (let i = 0; !stopped; i++) {
        const key = `killed-${number}-${i}`
        const answer = await persist(() => place(replicas[i % 2] as OrderService, `seat-${number}`, key), () => stopped)
        if (answer) acknowledged.set(key, (answer.body as Order).id)
      }
    }
    const working = Promise.all(Array.from({ length: 6 }, (_, i) => client(i))).finally(() => {
      stopped = true
    })
    const thirtyMore = async () => {
      const before = acknowledged.size
      while (!stopped && acknowledged.size < before + 30) await new Promise(setImmediate)
    }
    for (let round = 1; round <= 3; round++) {
      await thirtyMore()
      await server.kill()
      await server.start()
    }
    await thirtyMore()
    stopped = true
    await working
    const rows = await replicas[0].database.em().execute<{ id: string }[]>('select id from customer_order')
    const times = new Map<string, number>()
    for (const { id } of rows) times.set(id, (times.get(id) ?? 0) + 1)
    assert.deepEqual([...acknowledged.values()].filter((id) => times.get(id) !== 1), [])
    assert.equal(new Set(acknowledged.values()).size, acknowledged.size, 'two keys never share an order')
    const keys = await replicas[0].database.em().execute<{ n: number }[]>('select count(*) as n from idempotency_key where status = 201')
    assert.equal(Number(keys[0]?.n), rows.length, 'an order for each key and a key for each order')
    await dense()
  })
})

/** Repeats until there is a 201, as a client with an idempotency key does; null once it is told to stop. */
async function persist(call: () => ReturnType<OrderService['call']>, stopped: () => boolean): Promise<Awaited<ReturnType<OrderService['call']>> | null> {
  for (;;) {
    const answer = await call()
    if (answer.status === 201) return answer
    assert.equal(answer.status, 503, JSON.stringify(answer.body))
    if (stopped()) return null
  }
}
