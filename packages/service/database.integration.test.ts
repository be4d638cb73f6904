import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from './database.ts'
import { idempotencyMigration, IdempotencyEntity, runOnce } from './idempotency.ts'
import { keyUse } from './idempotency-key.ts'
import { silentLog } from './log.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { migration } from './migration.ts'
import { onEachEngine } from './testing/engines.ts'

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
})
