import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { silentLog } from './log.ts'
import { migrate } from './migrate.ts'
import { migration } from './migration.ts'
import { ask, carriedOut, elseUpdate, insertion, marks } from './statement.ts'
import type { Question } from './statement.ts'
import { onEachEngine } from './testing/engines.ts'
import { startProxy } from './testing/proxy.ts'
import { isTransient } from './transient.ts'

const notes = migration('0001_note', ['create table if not exists note (id integer not null primary key, text longtext null)'])
const write = (rows: readonly (readonly [number, string | null])[]) => insertion('note', ['id', 'text'], rows)
const texts = (ids: readonly number[]): Question<(string | null)[]> => ({
  sql: ids.length > 0 ? `select text from note where id in (${marks(ids.length)}) order by id` : '',
  values: ids,
  read: ({ rows }) => (rows as { text: string | null }[]).map((row) => row.text),
})

onEachEngine('a script', (engine) => {
  const open = async (): Promise<Database> => {
    const database = openDatabase({ service: 'test', url: await engine.database(), entities: [], migrations: [notes], log: silentLog() })
    await migrate(database)
    return database
  }

  test('writes any text as it is, and reads it back', async () => {
    const database = await open()
    const nasty = ["it's", '\\', "\\'; delete from note; --", '?', 'a;b', '{"a":"\\"b\\""}', 'line\nbreak\r\ttab', '아메리카노 ☕ 👩‍🍳', '%_', '\x1a', '', null]
    await database.script((script) => script.commit(write(nasty.map((text, i) => [i, text]))))
    const found = await database.script(async ({ ask: asking }) => asking(texts(nasty.map((_, i) => i)), texts([]), texts([3])))
    assert.deepEqual(found, [nasty, [], ['?']])
    await database.close()
  })

  test('is one transaction: what throws, or fails in the middle of the commit, leaves nothing', async () => {
    const database = await open()
    const broken = database.script(async (script) => {
      await script.ask(...write([[1, 'one']]).map(carriedOut))
      assert.deepEqual(await script.ask(texts([1])), [['one']])
      throw new Error('broken')
    })
    await assert.rejects(broken, /broken/)
    await assert.rejects(database.script((script) => script.commit([...write([[2, 'two']]), ...write([[2, 'again']]), ...write([[3, 'three']])])), (error) => !isTransient(error))
    await database.script(({ ask: asking }) => asking(...write([[4, 'never committed']]).map(carriedOut)))
    assert.deepEqual(await ask(database.em(), texts([1, 2, 3, 4])), [])
    await database.script((script) => script.commit(write([[5, 'five']])))
    assert.deepEqual(await ask(database.em(), texts([5])), ['five'])
    await database.close()
  })

  test('tells how many rows a statement met, and writes over what is there', async () => {
    const database = await open()
    await database.script((script) => script.commit(write([[1, 'a'], [2, 'b']])))
    const met = await database.script(async (script) => {
      const update = (id: number): Question<number> => ({ sql: 'update note set text = ? where id = ?', values: ['c', id], read: ({ changed }) => changed })
      const done = await script.ask(update(1), update(1), update(9))
      await script.commit(insertion('note', ['id', 'text'], [[2, 'd'], [3, 'e']], elseUpdate(database.engine, 'id', ['text'])))
      return done
    })
    assert.deepEqual(met, [1, 1, 0])
    assert.deepEqual(await ask(database.em(), texts([1, 2, 3])), ['c', 'd', 'e'])
    await database.close()
  })

  // an embedded database has no connection to lose
  if (engine.name === 'mariadb')
    test('that loses its connection fails as the database does, and the next one has another', async () => {
      const url = new URL(await engine.database())
      const proxy = await startProxy(() => Number(url.port))
      const database = openDatabase({ service: 'test', url: url.href.replace(`:${url.port}`, `:${proxy.port}`), entities: [], migrations: [notes], log: silentLog(), answersWithin: 300 })
      await migrate(database)
      const lost = database.script(async (script) => {
        await script.ask(...write([[1, 'one']]).map(carriedOut))
        proxy.pause()
        await script.commit([])
      })
      await assert.rejects(lost, (error) => isTransient(error))
      proxy.resume()
      await database.script((script) => script.commit(write([[2, 'two']])))
      assert.deepEqual(await ask(database.em(), texts([2])), ['two'])
      await database.close()
      await proxy.stop()
    })
})
