import { defineEntity, p } from '@mikro-orm/core'
import type { ProblemDocument } from '@jari/contract/problem.ts'
import type { Database, EntityManager } from './database.ts'
import type { KeyUse } from './idempotency-key.ts'
import { insertRows } from './insert-rows.ts'
import { migration } from './migration.ts'
import { Problem } from './problem.ts'
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

/** An answer as it is kept: `json` is its body, of a refusal the problem document. */
export type StoredAnswer = { readonly fingerprint: string; readonly status: number; readonly json: string }

/** The stored answers of these keys. Call it after the locks that serialise the operation. */
export async function findAnswers(em: EntityManager, uses: readonly KeyUse[]): Promise<Map<string, StoredAnswer>> {
  if (uses.length === 0) return new Map()
  const rows = await em
    .getKysely<KeyTables>()
    .selectFrom('idempotency_key')
    .select(['id', 'fingerprint', 'status', 'body'])
    .where('id', 'in', [...new Set(uses.map((use) => use.id))])
    .execute()
  return new Map(rows.map((row) => [row.id, { fingerprint: row.fingerprint, status: row.status, json: row.body }]))
}

/**
 * The first answer, or undefined if the key is new. Throws what the first request was refused with,
 * or problems.keyReused (422) if it was another request.
 */
export function replay(use: KeyUse, answers: ReadonlyMap<string, StoredAnswer>): Reply | undefined {
  const stored = answers.get(use.id)
  if (!stored) return undefined
  if (stored.fingerprint !== use.fingerprint) throw problems.keyReused()
  if (stored.status >= 400) throw Problem.fromDocument(JSON.parse(stored.json) as ProblemDocument)
  return { status: stored.status, json: stored.json }
}

/** The answer as it is kept. */
export function toStored(use: KeyUse, reply: Reply): StoredAnswer {
  return { fingerprint: use.fingerprint, status: reply.status, json: reply.json ?? JSON.stringify(reply.body ?? null) }
}

/** Refusals that say nothing about the request itself: who asks (also by 404), how much, how often. They are not kept. */
const passing = new Set([401, 403, 404, 413, 415, 429])

/**
 * The refusal to keep under the key, or null if it must not be kept. It is kept so that a first try that was delayed on
 * its way is not carried out after a repeat was refused: one key has one outcome.
 */
export function refusalToKeep(use: KeyUse, error: unknown): StoredAnswer | null {
  if (!(error instanceof Problem) || error.status >= 500 || passing.has(error.status)) return null
  return { fingerprint: use.fingerprint, status: error.status, json: JSON.stringify(error.toDocument()) }
}

/** Keeps answers by the ids of their keys; in the same transaction as what they answer. */
export async function keepAnswers(em: EntityManager, answers: ReadonlyMap<string, StoredAnswer>, now: number): Promise<void> {
  if (answers.size === 0) return
  const rows = [...answers].map(([id, { fingerprint, status, json }]) => [id, fingerprint, status, json, now])
  await insertRows(em, 'idempotency_key', ['id', 'fingerprint', 'status', 'body', 'created_at'], rows)
}

/**
 * Changes what answers given since `since` (milliseconds) say that contain `text`: for people's right to have what is
 * theirs forgotten. `change` gets an answer's JSON. It reads all answers since then, so it is for rare use.
 */
export async function rewriteAnswers(em: EntityManager, since: number, text: string, change: (json: string) => string): Promise<number> {
  const rows = await em.getKysely<KeyTables>().selectFrom('idempotency_key').select(['id', 'body']).where('created_at', '>=', since).where('body', 'like', `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`).execute()
  for (const { id, body } of rows) await em.getKysely<KeyTables>().updateTable('idempotency_key').set({ body: change(body) }).where('id', '=', id).execute()
  return rows.length
}

/**
 * Makes the commit of a transaction that has only repeated answers wait for the disk. InnoDB shows others a commit before it
 * is durable, and a transaction that wrote nothing waits for nothing: without this a repeat could be told of an order that
 * a crash then takes away. The write has to change something to be one, so it makes the keys a millisecond younger.
 */
export async function confirmAnswers(em: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await em.getKysely<KeyTables>().updateTable('idempotency_key').set((eb) => ({ created_at: eb('created_at', '+', 1) })).where('id', 'in', [...new Set(ids)].toSorted()).execute()
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
        await confirmAnswers(em, [use.id])
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

type KeyTables = { idempotency_key: { id: string; fingerprint: string; status: number; body: string; created_at: number } }
