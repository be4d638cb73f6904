import { defineEntity, p } from '@mikro-orm/core'
import type { Database, EntityManager } from './database.ts'
import type { KeyUse } from './idempotency-key.ts'
import { migration } from './migration.ts'
import { problems } from './problems.ts'
import type { Reply } from './route.ts'
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

/** The stored answers of these keys. Call it after the locks that serialise the operation. */
export async function findAnswers(em: EntityManager, uses: readonly KeyUse[]): Promise<Map<string, { fingerprint: string; reply: Reply }>> {
  if (uses.length === 0) return new Map()
  const rows = await em
    .getKysely<KeyTables>()
    .selectFrom('idempotency_key')
    .select(['id', 'fingerprint', 'status', 'body'])
    .where('id', 'in', [...new Set(uses.map((use) => use.id))])
    .execute()
  return new Map(rows.map((row) => [row.id, { fingerprint: row.fingerprint, reply: { status: row.status, body: JSON.parse(row.body) as unknown } }]))
}

/** The first answer, or undefined if the key is new. Throws problems.keyReused (422) if it was another request. */
export function replay(use: KeyUse, answers: ReadonlyMap<string, { fingerprint: string; reply: Reply }>): Reply | undefined {
  const stored = answers.get(use.id)
  if (stored && stored.fingerprint !== use.fingerprint) throw problems.keyReused()
  return stored?.reply
}

/** Keeps answers; in the same transaction as what they answer. */
export async function keepAnswers(em: EntityManager, answers: readonly { use: KeyUse; reply: Reply }[], now: number): Promise<void> {
  if (answers.length === 0) return
  const rows = answers.map(({ use, reply }) => ({ id: use.id, fingerprint: use.fingerprint, status: reply.status, body: JSON.stringify(reply.body ?? null), createdAt: now }))
  await em.insertMany(IdempotencyEntity, rows)
}

/** Forgets keys older than a day, at most `limit` at a time. Returns how many. */
export async function forgetOldKeys(em: EntityManager, now: number, limit = 1000): Promise<number> {
  const old = await em.getKysely<KeyTables>().selectFrom('idempotency_key').select('id').where('created_at', '<', now - keptFor).limit(limit).execute()
  if (old.length === 0) return 0
  await em.getKysely<KeyTables>().deleteFrom('idempotency_key').where('id', 'in', old.map((row) => row.id)).execute()
  return old.length
}

/**
 * Runs `work` in a transaction exactly once for a key; a repeat gets the first answer, another body with the same key 422.
 * Two at once: the second's insert of the key waits for the first's commit, fails, and all it did is rolled back.
 * For operations that are not gathered by group commit.
 */
export async function runOnce(database: Database, use: KeyUse | null, now: number, work: (em: EntityManager) => Promise<Reply>): Promise<Reply> {
  if (!use) return database.em().transactional(work)
  for (let tries = 1; ; tries++) {
    try {
      return await database.em().transactional((em) => replayOrRun(em, use, now, work))
    } catch (error) {
      // The next round finds the answer of whoever was first; a deadlock leaves nothing behind, so it too is worth a round.
      const beaten = (error as Error).name === 'UniqueConstraintViolationException' || isTransient(error)
      if (!beaten || tries === 4) throw error
    }
  }
}

async function replayOrRun(em: EntityManager, use: KeyUse, now: number, work: (em: EntityManager) => Promise<Reply>): Promise<Reply> {
  const first = replay(use, await findAnswers(em, [use]))
  if (first) return first
  const reply = await work(em)
  await keepAnswers(em, [{ use, reply }], now)
  return reply
}

type KeyTables = { idempotency_key: { id: string; fingerprint: string; status: number; body: string; created_at: number } }
