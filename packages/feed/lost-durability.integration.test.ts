import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Cursor } from '@jari/contract/feed.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { readSnapshot } from './snapshot.ts'
import { startFeedService } from './testing/feed-service.ts'
import type { FeedService } from './testing/feed-service.ts'
import { connectRaw } from './testing/raw-client.ts'

onEachEngine('a log that loses what it showed', (engine) => {
  let issuer: TestIssuer
  let service: FeedService
  const token = () => issuer.token({ kind: 'staff', sub: 'bo', brandId: 'b', name: 'bo', role: 'barista', storeIds: ['s', 't'] })

  before(async () => {
    issuer = await createTestIssuer()
    service = await startFeedService(await engine.database(), issuer)
  })
  after(() => service?.stop(0))

  /** What a database does that was killed before its log reached the disk: the newest event of the store was never there. */
  async function loseNewest(storeId: string): Promise<void> {
    const em = service.database.em()
    const [counter] = await service.log.counters([storeId])
    const head = counter?.head ?? 0
    const [before] = await service.log.events(storeId, head - 1, head - 1, 1)
    await em.execute('delete from feed_event where store_id = ? and seq = ?', [storeId, head])
    await em.execute('update feed_counter set head = ?, head_id = ? where store_id = ?', [head - 1, before?.id ?? '', storeId])
  }

  async function follow(storeId: string): Promise<{ client: ReturnType<typeof connectRaw>; cursor: Cursor }> {
    await service.write(storeId, [{ n: 1 }, { n: 2 }])
    const { epoch, offset, id } = await readSnapshot(service.log, storeId, async () => null)
    const cursor = { epoch, offset, id }
    const client = connectRaw(service.port, storeId, { token: await token(), cursor })
    await client.until(({ frames }) => frames.length > 0)
    return { client, cursor }
  }

  test('starts a new life, so that nobody goes on from an event that never was', async () => {
    const { client, cursor } = await follow('s')
    await loseNewest('s')
    await client.until(({ frames }) => frames.some((frame) => frame.type === 'reset'))
    const { epoch, offset } = await readSnapshot(service.log, 's', async () => null)
    assert.notEqual(epoch, cursor.epoch)
    assert.equal(offset, 1)
    client.socket.close()
  })

  test('is noticed even when the lost number was already written again', async () => {
    const { client, cursor } = await follow('t')
    await service.database.em().transactional(async (em) => {
      const [before] = await service.log.events('t', 1, 1, 1, em)
      await em.execute('delete from feed_event where store_id = ? and seq = 2', ['t'])
      await em.execute('update feed_counter set head = 1, head_id = ? where store_id = ?', [before?.id ?? '', 't'])
      const counters = await service.log.lock(em, ['t'])
      await service.log.append(em, counters, [{ storeId: 't', type: 'test.counted', seat: null, at: Date.now(), data: { n: 3 } }, { storeId: 't', type: 'test.counted', seat: null, at: Date.now(), data: { n: 4 } }])
    })
    await client.until(({ frames }) => frames.some((frame) => frame.type === 'reset'))
    assert.deepEqual(client.numbers(), [])
    assert.notEqual((await readSnapshot(service.log, 't', async () => null)).epoch, cursor.epoch)
    client.socket.close()
  })
})
