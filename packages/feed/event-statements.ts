import type { Engine } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { elseUpdate, insertion, marks } from '@jari/service/statement.ts'
import type { Question, Statement } from '@jari/service/statement.ts'
import type { Counter, EventDraft, LoggedEvent } from './event-log.ts'
import type { FeedTables } from './schema.ts'

/** Locks the counters of stores, in ascending store id. */
export function lockCounters(storeIds: readonly string[], engine: Engine): Question<Map<string, Counter>> {
  return {
    sql: `select * from feed_counter where store_id in (${marks(storeIds.length)}) order by store_id${engine === 'sqlite' ? '' : ' for update'}`,
    values: storeIds,
    read: ({ rows }) => new Map((rows as FeedTables['feed_counter'][]).map((row) => [row.store_id, toCounter(row)])),
  }
}

/**
 * Gives events the numbers after those of their stores' locked counters. The statements write them, and move the counters on:
 * one for all stores of a batch, whose rows exist, so that the insert always turns into an update.
 */
export function numberEvents(locked: ReadonlyMap<string, Counter>, drafts: readonly EventDraft[], engine: Engine): { offsets: number[]; statements: Statement[] } {
  const moved = new Map<string, Counter>()
  const offsets: number[] = []
  const events = drafts.map((draft) => {
    const counter = moved.get(draft.storeId) ?? locked.get(draft.storeId)
    if (!counter) throw new Error(`An event for store ${draft.storeId}, whose counter is not locked`)
    const next = { ...counter, head: counter.head + 1, headId: newId(draft.at) }
    moved.set(draft.storeId, next)
    offsets.push(next.head)
    return [draft.storeId, next.head, next.headId, draft.type, draft.at, draft.seat, 'json' in draft ? draft.json : JSON.stringify(draft.data)]
  })
  const counters = [...moved.values()].map((one) => [one.storeId, one.epoch, one.head, one.headId, one.floor, one.floorId])
  const statements = [
    ...insertion('feed_event', ['store_id', 'seq', 'id', 'type', 'at', 'seat', 'data'], events),
    ...insertion('feed_counter', ['store_id', 'epoch', 'head', 'head_id', 'floor', 'floor_id'], counters, elseUpdate(engine, 'store_id', ['head', 'head_id'])),
  ]
  return { offsets, statements }
}

export function eventAt(storeId: string, offset: number): Question<LoggedEvent | undefined> {
  return {
    sql: 'select * from feed_event where store_id = ? and seq = ?',
    values: [storeId, offset],
    read: ({ rows }) => (rows as FeedTables['feed_event'][]).map(toEvent)[0],
  }
}

export function toCounter(row: FeedTables['feed_counter']): Counter {
  return { storeId: row.store_id, epoch: row.epoch, head: Number(row.head), headId: row.head_id, floor: Number(row.floor), floorId: row.floor_id }
}

export function toEvent(row: FeedTables['feed_event']): LoggedEvent {
  return { storeId: row.store_id, offset: Number(row.seq), id: row.id, type: row.type, at: Number(row.at), seat: row.seat, json: row.data }
}
