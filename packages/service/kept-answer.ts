import type { ProblemDocument } from '@jari/contract/problem.ts'
import type { EntityManager } from './database.ts'
import type { KeyUse } from './idempotency-key.ts'
import { Problem } from './problem.ts'
import { problems } from './problems.ts'
import type { Reply } from './route.ts'
import { ask, execute, insertion, marks } from './statement.ts'
import type { Question, Statement } from './statement.ts'

/** An answer as it is kept: `json` is its body, of a refusal the problem document. */
export type StoredAnswer = { readonly fingerprint: string; readonly status: number; readonly json: string }

/** The stored answers of these keys. Ask it after the locks that serialise the operation. */
export function askAnswers(uses: readonly KeyUse[]): Question<Map<string, StoredAnswer>> {
  const ids = [...new Set(uses.map((use) => use.id))]
  return {
    sql: ids.length > 0 ? `select id, fingerprint, status, body from idempotency_key where id in (${marks(ids.length)})` : '',
    values: ids,
    read: ({ rows }) => new Map((rows as KeyRow[]).map((row) => [row.id, { fingerprint: row.fingerprint, status: row.status, json: row.body }])),
  }
}

export function findAnswers(em: EntityManager, uses: readonly KeyUse[]): Promise<Map<string, StoredAnswer>> {
  return ask(em, askAnswers(uses))
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
export function keepingAnswers(answers: ReadonlyMap<string, StoredAnswer>, now: number): Statement[] {
  const rows = [...answers].map(([id, { fingerprint, status, json }]) => [id, fingerprint, status, json, now])
  return insertion('idempotency_key', ['id', 'fingerprint', 'status', 'body', 'created_at'], rows)
}

export async function keepAnswers(em: EntityManager, answers: ReadonlyMap<string, StoredAnswer>, now: number): Promise<void> {
  for (const statement of keepingAnswers(answers, now)) await execute(em, statement)
}

/**
 * Makes the commit of a transaction that has only repeated answers wait for the disk. InnoDB shows others a commit before it
 * is durable, and a transaction that wrote nothing waits for nothing: without this a repeat could be told of an order that
 * a crash then takes away. The write has to change something to be one, so it makes the keys a millisecond younger.
 */
export function confirmingAnswers(ids: readonly string[]): Statement[] {
  const sorted = [...new Set(ids)].toSorted()
  return sorted.length > 0 ? [{ sql: `update idempotency_key set created_at = created_at + 1 where id in (${marks(sorted.length)})`, values: sorted }] : []
}

/** A row of the table of used keys. */
export type KeyRow = { id: string; fingerprint: string; status: number; body: string; created_at: number }
