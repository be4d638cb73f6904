import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hangs } from '@jari/service/testing/engines.ts'
import { startMariaDb } from '@jari/service/testing/mariadb.ts'
import type { TestServer } from '@jari/service/testing/mariadb.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { readSnapshot } from './snapshot.ts'
import { startFeedService } from './testing/feed-service.ts'
import type { FeedService } from './testing/feed-service.ts'
import { assertContinuous, connectRaw, eventFrames } from './testing/raw-client.ts'

describe('two replicas of one feed', { timeout: hangs }, () => {
  let server: TestServer
  let issuer: TestIssuer
  let one: FeedService
  let two: FeedService
  const token = () => issuer.token({ kind: 'staff', sub: 'bo', brandId: 'b', name: 'bo', role: 'barista', storeIds: ['s', 'k'] })
  const place = async (storeId: string) => {
    const { epoch, offset, id } = await readSnapshot(one.log, storeId, async () => null)
    return { epoch, offset, id }
  }

  before(async () => {
    server = await startMariaDb()
    issuer = await createTestIssuer()
    const url = await server.database()
    one = await startFeedService(url, issuer, { heartbeatMs: 200 })
    two = await startFeedService(url, issuer, { heartbeatMs: 200 })
  })
  after(async () => {
    await one?.stop(0)
    await two?.stop(0)
    await server?.stop()
  })

  test('show the same events in the same order, whoever wrote them', async () => {
    const cursor = await place('s')
    const atOne = connectRaw(one.port, 's', { token: await token(), cursor })
    const atTwo = connectRaw(two.port, 's', { token: await token(), cursor })
    await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 ? one : two).write('s', [{ n }])))
    await atOne.until(() => atOne.numbers().length === 100)
    await atTwo.until(() => atTwo.numbers().length === 100)
    assert.deepEqual(atOne.numbers(), atTwo.numbers())
    assertContinuous(atOne.frames, 0)
    assertContinuous(atTwo.frames, 0)
    const moved = connectRaw(two.port, 's', { token: await token(), cursor: lastPlace(atOne.frames) })
    await two.write('s', [{ n: 100 }])
    await moved.until(() => moved.numbers().length === 1)
    assert.deepEqual(moved.numbers(), [100])
    for (const client of [atOne, atTwo, moved]) client.socket.close()
  })

  test('go on after the database was killed and came back, with nothing lost and nothing twice', async () => {
    const client = connectRaw(two.port, 'k', { token: await token(), cursor: await place('k') })
    await client.until(({ frames }) => frames.length > 0)
    await one.write('k', [{ n: 1 }])
    await client.until(() => client.numbers().length === 1)
    await server.kill()
    await server.start()
    for (let n = 2; ; ) {
      try {
        await one.write('k', [{ n }])
        break
      } catch {
        // The connections of the pool died with the server; each is found dead once.
      }
    }
    await client.until(() => client.numbers().length === 2)
    assert.deepEqual(client.numbers(), [1, 2])
    assertContinuous(client.frames, 0)
    client.socket.close()
  })
})

function lastPlace(frames: Parameters<typeof eventFrames>[0]) {
  const last = eventFrames(frames).at(-1)
  if (!last) throw new Error('no frame yet')
  return { epoch: last.epoch, offset: last.offset, id: last.id }
}
