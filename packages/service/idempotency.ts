import { defineEntity, p } from '@mikro-orm/core'
import type { Database, EntityManager } from './database.ts'
import type { KeyUse } from './idempotency-key.ts'
import { confirmingAnswers, findAnswers, keepAnswers, refusalToKeep, replay, toStored } from './kept-answer.ts'
import type { KeyRow } from './kept-answer.ts'
import { migration } from './migration.ts'
import type { Reply } from './route.ts'
import { execute } from './statement.ts'
import { isTransient } from './transient.ts'

/** Answers are kept at least this long, in milliseconds. */
export const keptFor = 24 * 3600 * 1000

/** A used key with its answer, written in the transaction of what it answers. */
export const IdempotencyEntity = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  properties: {
    id: p.string().length(64).primary(),
    fingerprint: p.string().length(64),
    status: p.integer(),
    body: p.text(),
    createdAt: p.bigint('number'),
  },
})

/** The table of IdempotencyEntity; put it among the app's migrations. */
export const idempotencyMigration = migration('0000_idempotency_key', [
  `create table if not exists idempotency_key (
    id varchar(64) not null primary key,
    fingerprint varchar(64) not null,
    status integer not null,
    body longtext not null,
    created_at bigint not null
  )`,
  'create index idempotency_key_created_at on idempotency_key (created_at)',
])

/**
 * Changes what answers given since `since` (milliseconds) say that contain `text`: for people's right to have what is
 * theirs forgotten. `change` gets an answer's JSON. It reads all answers since then, so it is for rare use.
 */
export async function rewriteAnswers(em: EntityManager, since: number, text: string, change: (json: string) => string): Promise<number> {
  const rows = await em.getKysely<KeyTables>().selectFrom('idempotency_key').select(['id', 'body']).where('created_at', '>=', since).where('body', 'like', `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`).execute()
  for (const { id, body } of rows) await em.getKysely<KeyTables>().updateTable('idempotency_key').set({ body: change(body) }).where('id', '=', id).execute()
  return rows.length
}

/** Forgets keys older than a day, `page` in a transaction, until none is left. Returns how many. */
export async function forgetOldKeys(em: EntityManager, now: number, page = 1000): Promise<number> {
  for (let forgotten = 0; ; ) {
    const old = await em.getKysely<KeyTables>().selectFrom('idempotency_key').select('id').where('created_at', '<', now - keptFor).orderBy('created_at').limit(page).execute()
    if (old.length > 0) await em.getKysely<KeyTables>().deleteFrom('idempotency_key').where('id', 'in', old.map((row) => row.id)).execute()
    forgotten += old.length
    if (old.length < page) return forgotten
  }
}

/**
 * Runs `work` in a transaction exactly once for a key; a repeat gets the first answer (also a refusal, see refusalToKeep),
 * another body with the same key 422. Two at once: the second's insert of the key waits for the first's commit, fails,
 * and all it did is rolled back. For operations that are not gathered by group commit.
 */
export async function runOnce(database: Database, use: KeyUse | null, now: number, work: (em: EntityManager) => Promise<Reply>): Promise<Reply> {
  if (!use) return database.em().transactional(work)
  for (let tries = 1; ; tries++) {
    try {
      return await runOrRefuse(database, use, now, work)
    } catch (error) {
      // The next round finds the answer of whoever was first; a deadlock leaves nothing behind, so it too is worth a round.
      const beaten = (error as Error).name === 'UniqueConstraintViolationException' || isTransient(error)
      if (!beaten || tries === 4) throw error
    }
  }
}

/** A refusal has rolled the work back, so it is kept by a transaction of its own; if somebody else was first, that one's answer counts. */
async function runOrRefuse(database: Database, use: KeyUse, now: number, work: (em: EntityManager) => Promise<Reply>): Promise<Reply> {
  let answered = false
  try {
    return await database.em().transactional(async (em) => {
      const known = await findAnswers(em, [use])
      answered = known.size > 0
      const first = replay(use, known)
      if (first) {
        for (const statement of confirmingAnswers([use.id])) await execute(em, statement)
        return { status: first.status, body: JSON.parse(first.json as string) as unknown }
      }
      const reply = await work(em)
      await keepAnswers(em, new Map([[use.id, toStored(use, reply)]]), now)
      return reply
    })
  } catch (error) {
    const refusal = answered ? null : refusalToKeep(use, error)
    if (refusal) await keepAnswers(database.em(), new Map([[use.id, refusal]]), now)
    throw error
  }
}

type KeyTables = { idempotency_key: KeyRow }
