import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { readSnapshot } from './snapshot.ts'
import { startFeedService } from './testing/feed-service.ts'
import type { FeedService } from './testing/feed-service.ts'
import { assertContinuous, connectRaw, eventFrames } from './testing/raw-client.ts'

onEachEngine('a feed', (engine) => {
  let issuer: TestIssuer
  let service: FeedService
  const count = (from: number, to: number, seat?: string) => Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i, ...(seat ? { seat } : {}) }))
  const place = async (storeId: string) => {
    const { epoch, offset, id } = await readSnapshot(service.log, storeId, async () => null)
    return { epoch, offset, id }
  }
  const staff = (storeId: string, seconds?: number) => issuer.token({ kind: 'staff', sub: 'bo', brandId: 'b', name: 'bo', role: 'barista', storeIds: [storeId] }, seconds)
  const guest = (storeId: string, seatId: string) => issuer.token({ kind: 'guest', sub: `g-${seatId}`, brandId: 'b', storeId, seatId })

  before(async () => {
    issuer = await createTestIssuer()
    service = await startFeedService(await engine.database(), issuer, { heartbeatMs: 150, lagPatienceMs: 1500 })
  })
  after(() => service?.stop(0))

  test('thirty writers at once leave dense numbers, and a client sees each event once and in order', async () => {
    const cursor = await place('dense')
    const client = connectRaw(service.port, 'dense', { token: await staff('dense'), cursor })
    await client.until(({ frames }) => frames.length > 0)
    const writers = Array.from({ length: 30 }, async (_, writer) => {
      for (let i = 0; i < 10; i++) await service.write('dense', [{ n: writer * 10 + i }])
    })
    await Promise.all(writers)
    await client.until(() => client.numbers().length === 300)
    const rows = await service.log.events('dense', 1, 1000, 1000)
    assert.deepEqual(rows.map((row) => row.offset), Array.from({ length: 300 }, (_, i) => i + 1))
    assert.deepEqual(client.numbers(), rows.map((row) => (JSON.parse(row.json) as { n: number }).n))
    assertContinuous(client.frames, 0)
    client.socket.close()
  })

  test('a client without a cursor is told to fetch a snapshot and goes on from it', async () => {
    await service.write('fresh', count(1, 3))
    const client = connectRaw(service.port, 'fresh', { token: await staff('fresh') })
    await client.until(({ frames }) => frames.some((frame) => frame.type === 'reset'))
    client.send({ type: 'resume', cursor: await place('fresh') })
    await client.until(({ frames }) => eventFrames(frames).length > 0)
    await service.write('fresh', count(4, 5))
    await client.until(() => client.numbers().length === 2)
    assert.deepEqual(client.numbers(), [4, 5])
    assertContinuous(client.frames, 3)
    client.socket.close()
  })

  test('a client that comes back gets exactly what it missed, then what is new', async () => {
    await service.write('back', count(1, 2))
    const cursor = await place('back')
    await service.write('back', count(3, 700))
    const client = connectRaw(service.port, 'back', { token: await staff('back'), cursor })
    await client.until(() => client.numbers().length === 698)
    await service.write('back', count(701, 702))
    await client.until(() => client.numbers().length === 700)
    assert.deepEqual(client.numbers(), count(3, 702).map(({ n }) => n))
    assertContinuous(client.frames, 2)
    client.socket.close()
  })

  test('resumes only where the log holds exactly that event', async () => {
    await service.write('exact', count(1, 5))
    const good = await place('exact')
    const cursors = [
      { ...good, id: 'another' },
      { ...good, offset: good.offset - 1 },
      { ...good, offset: good.offset + 1 },
      { ...good, epoch: 'another' },
      { epoch: good.epoch, offset: 0, id: 'x' },
    ]
    for (const cursor of cursors) {
      const client = connectRaw(service.port, 'exact', { token: await staff('exact'), cursor })
      await client.until(({ frames }) => frames.length > 0)
      assert.equal(client.frames[0]?.type, 'reset', JSON.stringify(cursor))
      client.socket.close()
    }
    const first = connectRaw(service.port, 'exact', { token: await staff('exact'), cursor: { epoch: good.epoch, offset: 0, id: '' } })
    await first.until(() => first.numbers().length === 5)
    first.socket.close()
  })

  test('a log that was cut serves from its floor on and resets who stands before it', async () => {
    await service.write('cut', count(1, 4))
    const early = await place('cut')
    await service.write('cut', count(5, 9))
    const [sixth] = await service.log.events('cut', 6, 6, 1)
    await service.log.removeUpTo('cut', 6)
    const atFloor = connectRaw(service.port, 'cut', { token: await staff('cut'), cursor: { epoch: early.epoch, offset: 6, id: sixth?.id ?? '' } })
    await atFloor.until(() => atFloor.numbers().length === 3)
    const before = connectRaw(service.port, 'cut', { token: await staff('cut'), cursor: early })
    await before.until(({ frames }) => frames[0]?.type === 'reset')
    await service.write('cut', count(10, 10))
    await atFloor.until(() => atFloor.numbers().length === 4)
    assertContinuous(atFloor.frames, 6)
    atFloor.socket.close()
    before.socket.close()
  })

  test('a seat sees its own events only, in frames that leave no gap', async () => {
    const cursor = await place('seats')
    const one = connectRaw(service.port, 'seats', { token: await guest('seats', 'one'), cursor })
    const two = connectRaw(service.port, 'seats', { token: await guest('seats', 'two'), cursor })
    await one.until(({ frames }) => frames.length > 0)
    await two.until(({ frames }) => frames.length > 0)
    for (let n = 1; n <= 20; n++) await service.write('seats', [{ n, ...(n % 2 ? { seat: 'one' } : {}) }])
    await one.until(() => one.numbers().length === 10)
    // The heartbeat takes a client over what it may not see.
    await two.until(({ frames }) => eventFrames(frames).at(-1)?.offset === 20)
    assert.deepEqual(one.numbers(), [1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
    assert.deepEqual(two.numbers(), [])
    assertContinuous(one.frames, 0)
    assertContinuous(two.frames, 0)
    one.socket.close()
    two.socket.close()
  })

  test('heartbeats come while nothing happens', async () => {
    const client = connectRaw(service.port, 'quiet', { token: await staff('quiet'), cursor: await place('quiet') })
    await client.until(({ frames }) => eventFrames(frames).length >= 4)
    assert.deepEqual(client.numbers(), [])
    client.socket.close()
  })

  test('another store, a role that may not, a bad token, nonsense and silence are each refused with their own code', async () => {
    const code = async (storeId: string, hello: { token: string } | null, raw?: string) => {
      const client = connectRaw(service.port, storeId, hello)
      if (raw) client.socket.on('open', () => client.socket.send(raw))
      return client.closed
    }
    const owner = await issuer.token({ kind: 'staff', sub: 'o', brandId: 'b', name: 'o', role: 'owner', storeIds: ['mine'] })
    assert.equal(await code('other', { token: await guest('mine', 's') }), 4404)
    assert.equal(await code('mine', { token: owner }), 4403)
    assert.equal(await code('mine', { token: 'nonsense' }), 4401)
    assert.equal(await code('mine', { token: await staff('mine', -10) }), 4401)
    assert.equal(await code('mine', null, '{"type":"resume","cursor":{"epoch":"a","offset":0,"id":""}}'), 4400)
    assert.equal(await code('mine', null, 'nonsense'), 4400)
    assert.equal(await code('mine', null, `"${'x'.repeat(17 * 1024)}"`), 1009)
  })

  test('a token that expires closes the feed with 4401', async () => {
    const client = connectRaw(service.port, 'expiry', { token: await staff('expiry', 1), cursor: await place('expiry') })
    assert.equal(await client.closed, 4401)
  })

  test('a client that reads nothing is closed with 4409 and costs the others nothing', async () => {
    const cursor = await place('slow')
    const slow = connectRaw(service.port, 'slow', { token: await staff('slow'), cursor })
    const fast = connectRaw(service.port, 'slow', { token: await staff('slow'), cursor })
    await slow.until(({ frames }) => frames.length > 0)
    slow.socket.pause()
    const filler = 'x'.repeat(20_000)
    for (let n = 1; n <= 400; n += 10) await service.write('slow', count(n, n + 9).map((event) => ({ ...event, filler })))
    await fast.until(() => fast.numbers().length === 400)
    assertContinuous(fast.frames, 0)
    while (service.feed.subscribers > 1) await sleep(50)
    slow.socket.resume()
    assert.ok([4409, 1006].includes(await slow.closed), 'closed, or cut because it did not even read the close')
    fast.socket.close()
  })

  test('nobody subscribed means no timers and no queries', async () => {
    while (service.feed.subscribers > 0) await sleep(20)
    await sleep(450)
    let queries = 0
    const counters = service.log.counters
    service.log.counters = async (...args) => (queries++, counters(...args))
    await sleep(700)
    service.log.counters = counters
    assert.equal(queries, 0)
  })
})
