import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Cursor } from '@jari/contract/feed.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { createFeedConsumer } from './client/consumer.ts'
import { readSnapshot } from './snapshot.ts'
import { startFeedService } from './testing/feed-service.ts'
import type { FeedService } from './testing/feed-service.ts'

onEachEngine('another service', (engine) => {
  let issuer: TestIssuer
  let service: FeedService

  before(async () => {
    issuer = await createTestIssuer()
    service = await startFeedService(await engine.database(), issuer)
  })
  after(() => service?.stop(0))

  /** What a service stores in one transaction: what it did, and the cursor after it. */
  function createLedger(storeId: string, fails: (n: number) => boolean = () => false) {
    let stored: { cursor: Cursor | null; done: number[]; snapshots: number } = { cursor: null, done: [], snapshots: 0 }
    const looks = new Set<() => void>()
    const consume = () =>
      createFeedConsumer<null>({
        connect: () => new WebSocket(`ws://127.0.0.1:${service.port}/feed/stores/${storeId}/feed`),
        token: () => issuer.token({ kind: 'staff', sub: 'bo', brandId: 'b', name: 'bo', role: 'barista', storeIds: [storeId] }),
        snapshot: () => readSnapshot(service.log, storeId, async () => null),
        random: () => 0.01,
        load: async () => stored.cursor,
        onSnapshot: async (_, cursor) => {
          stored = { ...stored, cursor, snapshots: stored.snapshots + 1 }
          looks.forEach((look) => look())
        },
        onEvents: async (events, cursor) => {
          const numbers = events.map((event) => (event.data as { n: number }).n)
          await new Promise(setImmediate)
          if (numbers.some(fails)) throw new Error('planted')
          stored = { ...stored, cursor, done: [...stored.done, ...numbers] }
          looks.forEach((look) => look())
        },
      })
    const until = (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!holds()) return
          looks.delete(look)
          resolve()
        }
        looks.add(look)
        look()
      })
    return { consume, until, stored: () => stored }
  }
  const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i }))
  const numbers = (from: number, to: number) => count(from, to).map(({ n }) => n)

  test('goes on from its stored cursor after it was away, with each event once and one snapshot for its whole life', async () => {
    const ledger = createLedger('away')
    const first = ledger.consume()
    await ledger.until(() => ledger.stored().snapshots === 1)
    await service.write('away', count(1, 5))
    await ledger.until(() => ledger.stored().done.length === 5)
    await first.stop()
    await service.write('away', count(6, 1500))
    const second = ledger.consume()
    await ledger.until(() => ledger.stored().done.length === 1500)
    await second.stop()
    assert.deepEqual(ledger.stored().done, numbers(1, 1500))
    assert.equal(ledger.stored().snapshots, 1)
    assert.deepEqual(second.cursor, ledger.stored().cursor)
  })

  test('tries again from there what it could not do, and does nothing twice', async () => {
    let left = 3
    const ledger = createLedger('failing', (n) => n === 7 && left-- > 0)
    const consumer = ledger.consume()
    await ledger.until(() => ledger.stored().snapshots === 1)
    for (let n = 1; n <= 12; n++) await service.write('failing', [{ n }])
    await ledger.until(() => ledger.stored().done.length === 12)
    await consumer.stop()
    assert.deepEqual(ledger.stored().done, numbers(1, 12))
    assert.equal(ledger.stored().snapshots, 1)
  })

  test('begins anew from a snapshot when the log lost what it stood at', async () => {
    const ledger = createLedger('lost')
    const consumer = ledger.consume()
    await ledger.until(() => ledger.stored().snapshots === 1)
    await service.write('lost', count(1, 2))
    await ledger.until(() => ledger.stored().done.length === 2)
    await service.log.newEpoch('lost', ledger.stored().cursor?.epoch ?? '')
    await ledger.until(() => ledger.stored().snapshots === 2)
    await service.write('lost', count(3, 3))
    await ledger.until(() => ledger.stored().done.length === 3)
    await consumer.stop()
  })
})
