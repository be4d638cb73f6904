import { IsolationLevel } from '@mikro-orm/core'
import type { Cursor } from '@jari/contract/feed.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { ask, execute } from '@jari/service/statement.ts'
import type { Question, Statement } from '@jari/service/statement.ts'
import { eventAt, lockCounters, numberEvents, toCounter, toEvent } from './event-statements.ts'
import type { FeedTables } from './schema.ts'

/** A store's counter row, as it was locked or read. */
export type Counter = { storeId: string; epoch: string; head: number; headId: string; floor: number; floorId: string }

/** An event to be written. `seat` as in the table; `data` becomes JSON, `json` is its data as JSON already. */
export type EventDraft = { storeId: string; type: string; seat: string | null; at: number } & ({ data: unknown } | { json: string })

/** An event as it was read. `json` is `data` still as text: it goes out again as it is. */
export type LoggedEvent = { storeId: string; offset: number; id: string; type: string; at: number; seat: string | null; json: string }

/** The event log of one service's database. */
export type EventLog = {
  /** Makes the counter rows of stores that have none yet. Call it before the transaction that locks them. */
  ensure(storeIds: readonly string[]): Promise<void>
  /** First thing in a writing transaction: locks the counters, in ascending store id so that two never wait for each other. */
  locking(storeIds: readonly string[]): Question<Map<string, Counter>>
  lock(em: EntityManager, storeIds: readonly string[]): Promise<Map<string, Counter>>
  /** Last thing in it: numbers the events; the statements write them and move the counters on. Offsets are in the order of the drafts. */
  appending(counters: ReadonlyMap<string, Counter>, drafts: readonly EventDraft[]): { offsets: number[]; statements: Statement[] }
  append(em: EntityManager, counters: ReadonlyMap<string, Counter>, drafts: readonly EventDraft[]): Promise<number[]>
  counters(storeIds: readonly string[], em?: EntityManager): Promise<Counter[]>
  /** The event with this number, undefined if the log has none. */
  at(storeId: string, offset: number): Question<LoggedEvent | undefined>
  /** Events of a store with numbers from `from` to `to`, at most `limit`, in order. */
  events(storeId: string, from: number, to: number, limit: number, em?: EntityManager): Promise<LoggedEvent[]>
  /** Runs `read` on one consistent state of the database. */
  consistent<Result>(read: (em: EntityManager) => Promise<Result>): Promise<Result>
  /** Gives a store's log a new life, unless somebody else just did. */
  newEpoch(storeId: string, old: string): Promise<void>
  /** Removes the events up to `upTo` (at most to the head) and records the floor. */
  removeUpTo(storeId: string, upTo: number): Promise<void>
  /** Stores that have a log. */
  stores(): Promise<string[]>
  /**
   * Changes what past events of one seat say, never their order or number: for people's right to have what is theirs
   * forgotten. `change` gets an event's data as JSON and gives other JSON, or null to leave it. How many were changed.
   */
  rewrite(em: EntityManager, storeId: string, seat: string, change: (json: string) => string | null): Promise<number>
}

/** Events that `rewrite` reads at once. */
const rewritePage = 500

export function createEventLog(database: Database): EventLog {
  const known = new Set<string>()
  const queries = (em: EntityManager = database.em()) => em.getKysely<FeedTables>()
  const served = database.engine !== 'sqlite'

  async function counters(storeIds: readonly string[], em?: EntityManager): Promise<Counter[]> {
    if (storeIds.length === 0) return []
    const rows = await queries(em).selectFrom('feed_counter').selectAll().where('store_id', 'in', [...storeIds]).execute()
    const found = new Set(rows.map((row) => row.store_id))
    for (const storeId of storeIds) if (!found.has(storeId)) known.delete(storeId)
    return rows.map(toCounter)
  }

  return {
    counters,

    async ensure(storeIds) {
      const asked = [...new Set(storeIds)].filter((id) => !known.has(id)).toSorted()
      if (asked.length === 0) return
      const there = new Set((await counters(asked)).map((row) => row.storeId))
      for (const storeId of asked.filter((id) => !there.has(id))) {
        const row = { store_id: storeId, epoch: newId(), head: 0, head_id: '', floor: 0, floor_id: '' }
        const insert = queries().insertInto('feed_counter').values(row)
        await (served ? insert.ignore() : insert.orIgnore()).execute()
      }
      for (const storeId of asked) known.add(storeId)
    },

    locking(storeIds) {
      const wanted = [...new Set(storeIds)]
      const question = lockCounters(wanted, database.engine)
      const read: typeof question.read = (brought) => {
        const found = question.read(brought)
        for (const storeId of wanted) {
          if (found.has(storeId)) continue
          known.delete(storeId)
          throw new Error(`The event log of store ${storeId} has no counter row`)
        }
        return found
      }
      return { ...question, read }
    },

    lock(em, storeIds) {
      return ask(em, this.locking(storeIds))
    },

    appending(counters, drafts) {
      return numberEvents(counters, drafts, database.engine)
    },

    async append(em, counters, drafts) {
      const { offsets, statements } = numberEvents(counters, drafts, database.engine)
      for (const statement of statements) await execute(em, statement)
      return offsets
    },

    at: eventAt,

    async events(storeId, from, to, limit, em) {
      const rows = await queries(em)
        .selectFrom('feed_event')
        .selectAll()
        .where('store_id', '=', storeId)
        .where('seq', '>=', from)
        .where('seq', '<=', to)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(toEvent)
    },

    consistent(read) {
      // The embedded database has one connection: nobody else writes while this transaction is open.
      return database.em().transactional(read, served ? { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true } : {})
    },

    async newEpoch(storeId, old) {
      await queries().updateTable('feed_counter').set({ epoch: newId() }).where('store_id', '=', storeId).where('epoch', '=', old).execute()
    },

    async removeUpTo(storeId, upTo) {
      await database.em().transactional(async (em) => {
        const counter = (await this.lock(em, [storeId])).get(storeId) as Counter
        const floor = Math.min(upTo, counter.head)
        if (floor <= counter.floor) return
        const [last] = await this.events(storeId, floor, floor, 1, em)
        if (!last) throw new Error(`The event log of store ${storeId} has no event ${floor}`)
        await queries(em).updateTable('feed_counter').set({ floor, floor_id: last.id }).where('store_id', '=', storeId).execute()
        await queries(em).deleteFrom('feed_event').where('store_id', '=', storeId).where('seq', '<=', floor).execute()
      })
    },

    async stores() {
      const rows = await queries().selectFrom('feed_counter').select('store_id').orderBy('store_id').execute()
      return rows.map((row) => row.store_id)
    },

    async rewrite(em, storeId, seat, change) {
      let changed = 0
      for (let after = 0; ; ) {
        const page = await queries(em).selectFrom('feed_event').select(['seq', 'data']).where('store_id', '=', storeId).where('seq', '>', after).where('seat', '=', seat).orderBy('seq').limit(rewritePage).execute()
        for (const { seq, data } of page) {
          const next = change(data)
          if (next === null) continue
          await queries(em).updateTable('feed_event').set({ data: next }).where('store_id', '=', storeId).where('seq', '=', seq).execute()
          changed++
        }
        const last = page.at(-1)
        if (!last || page.length < rewritePage) return changed
        after = Number(last.seq)
      }
    },
  }
}

/** The place at the end of a log. */
export function headOf(counter: Counter): Cursor {
  return { epoch: counter.epoch, offset: counter.head, id: counter.headId }
}
