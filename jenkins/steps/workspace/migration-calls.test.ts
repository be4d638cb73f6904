import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrationCalls } from './migration-calls.ts'

test('migrations are read from the syntax tree: name, what they are a contract after, what they destroy', async () => {
  const text = `
    // migration('0000_comment', ['drop table x'])
    export const all = [feed, migration('0001_note', ['create table if not exists note (id int)', 'create index a on note (id)']),
      migration("0002_drop", [\`alter table note
        drop column text\`], { contractAfter: '0042' }),
      migration('0003_careless', ['alter table note add column x int', 'drop table old']),
      migration('0004_index', ['alter table note drop index a'])]
  `
  assert.deepEqual(await migrationCalls('x.ts', text), [
    { name: '0001_note' },
    { name: '0002_drop', after: '0042', destroys: 'alter table note drop column text' },
    { name: '0003_careless', destroys: 'drop table old' },
    { name: '0004_index' },
  ])
})
