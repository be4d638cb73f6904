import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { openDatabase } from './database.ts'
import { forgetOldKeys, idempotencyMigration, IdempotencyEntity, keptFor, runOnce } from './idempotency.ts'
import { keyUse } from './idempotency-key.ts'
import { findAnswers, keepAnswers, toStored } from './kept-answer.ts'
import { silentLog } from './log.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { migration } from './migration.ts'
import { problems } from './problems.ts'
import { hangs, onEachEngine } from './testing/engines.ts'
import { startMariaDb } from './testing/mariadb.ts'
import { startProxy } from './testing/proxy.ts'
import { isTransient } from './transient.ts'

onEachEngine('a database', (engine) => {
  const open = async (url: string, migrations = [idempotencyMigration]) => openDatabase({ service: 'test', url, entities: [IdempotencyEntity], migrations, log: silentLog() })

  test('says what is pending, migrates once, and has nothing pending after', async () => {
    const database = await open(await engine.database())
    assert.deepEqual(await pendingMigrations(database), ['0000_idempotency_key'])
    assert.deepEqual(await migrate(database), ['0000_idempotency_key'])
    assert.deepEqual(await migrate(database), [])
    assert.deepEqual(await pendingMigrations(database), [])
    await database.close()
  })

  test('runs a migration again that was stopped half-way', async () => {
    const url = await engine.database()
    const table = 'create table if not exists half (id integer not null primary key, name varchar(10))'
    const broken = await open(url, [migration('0001_half', [table, 'create index half_name on half (name)', 'create nonsense'])])
    await assert.rejects(migrate(broken))
    await broken.close()
    const mended = await open(url, [migration('0001_half', [table, 'create index half_name on half (name)'])])
    assert.deepEqual(await migrate(mended), ['0001_half'])
    await mended.close()
  })

  test('old code on a newer schema has nothing pending', async () => {
    const url = await engine.database()
    const newer = await open(url, [idempotencyMigration, migration('0009_later', ['create table if not exists later (id integer not null primary key)'])])
    await migrate(newer)
    await newer.close()
    const older = await open(url)
    assert.deepEqual(await pendingMigrations(older), [])
    await older.close()
  })

  test('an operation with a key runs once, however often and however concurrently it is repeated', async () => {
    const database = await open(await engine.database())
    await migrate(database)
    let runs = 0
    const use = keyUse({ caller: 'guest:a:b', operation: 'test', key: 'k', request: { a: 1 } })
    const once = () => runOnce(database, use, Date.now(), async () => ({ status: 201, body: { run: ++runs } }))
    const first = await once()
    const repeats = await Promise.all(Array.from({ length: 10 }, once))
    for (const repeat of repeats) assert.deepEqual(repeat, first)
    assert.equal(runs, 1)
    const other = keyUse({ caller: 'guest:a:b', operation: 'test', key: 'k', request: { a: 2 } })
    await assert.rejects(runOnce(database, other, Date.now(), async () => ({ status: 201 })), { status: 422 })
    await database.close()
  })

  test('of ten first uses of a key at once all get the same answer', async () => {
    const database = await open(await engine.database())
    await migrate(database)
    const use = keyUse({ caller: 'guest:a:b', operation: 'test', key: 'race', request: {} })
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => runOnce(database, use, Date.now(), async () => ({ status: 201, body: { by: i } }))))
    assert.equal(new Set(replies.map((reply) => JSON.stringify(reply))).size, 1)
    await database.close()
  })

  test('what an operation refuses is refused again under that key, even if it would do it by now; what is no fault of the request is not kept', async () => {
    const database = await open(await engine.database())
    await migrate(database)
    let soldOut = true
    const order = (key: string, status = 409) =>
      runOnce(database, keyUse({ caller: 'guest:a:b', operation: 'test', key, request: {} }), Date.now(), async () => {
        if (!soldOut) return { status: 201, body: {} }
        throw status === 409 ? problems.conflict('sold out', { left: 0 }) : problems.unavailable('later')
      })
    await assert.rejects(order('k'), { status: 409 })
    await assert.rejects(order('u', 503), { status: 503 })
    soldOut = false
    await assert.rejects(order('k'), { status: 409, message: 'sold out', extensions: { left: 0 } })
    assert.equal((await order('u')).status, 201)
    await database.close()
  })

  test('keys are forgotten after a day, however many they are', async () => {
    const database = await open(await engine.database())
    await migrate(database)
    const now = Date.now()
    const use = (n: number) => ({ id: `k${n}`, fingerprint: 'f' })
    const keep = (from: number, to: number, at: number) => keepAnswers(database.em(), new Map(Array.from({ length: to - from }, (_, i) => [use(from + i).id, toStored(use(from + i), { status: 200 })])), at)
    await keep(0, 25, now - keptFor - 1)
    await keep(25, 30, now - keptFor)
    assert.equal(await forgetOldKeys(database.em(), now, 10), 25)
    assert.equal((await findAnswers(database.em(), Array.from({ length: 30 }, (_, n) => use(n)))).size, 5)
    await database.close()
  })
})

test('of two preparations at once the second begins when the first has seeded', { timeout: hangs }, async () => {
  const server = await startMariaDb()
  try {
    const url = await server.database()
    let seeding = 0
    const seed = async () => {
      assert.equal(++seeding, 1, 'two seed at once')
      await setTimeout(50)
      seeding--
    }
    const prepared = await Promise.all([1, 2, 3].map(async () => {
      const database = openDatabase({ service: 'test', url, entities: [IdempotencyEntity], migrations: [idempotencyMigration], log: silentLog() })
      return await migrate(database, seed).finally(() => database.close())
    }))
    assert.deepEqual(prepared.flat(), ['0000_idempotency_key'])
  } finally {
    await server.stop()
  }
})

test('a statement whose server has gone silent fails as a lost connection does, and the next finds the server again', { timeout: hangs }, async () => {
  const server = await startMariaDb()
  const url = new URL(await server.database())
  const proxy = await startProxy(() => Number(url.port))
  const database = openDatabase({ service: 'test', url: url.href.replace(`:${url.port}`, `:${proxy.port}`), entities: [IdempotencyEntity], migrations: [], log: silentLog(), answersWithin: 300 })
  await database.ping()
  proxy.pause()
  await assert.rejects(database.ping(), (error) => isTransient(error))
  proxy.resume()
  await database.ping()
  await database.close()
  await proxy.stop()
  await server.stop()
})

test('a database that was never there is lost, not broken, for whatever is asked of it first', async () => {
  const database = openDatabase({ service: 'test', url: 'mariadb://test:test@127.0.0.1:1/test', entities: [IdempotencyEntity], migrations: [], log: silentLog() })
  await assert.rejects(findAnswers(database.em(), [{ id: 'k', fingerprint: 'f' }]), (error) => isTransient(error))
  await database.close()
})
