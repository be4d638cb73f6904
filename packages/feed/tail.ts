import type { Cursor } from '@jari/contract/feed.ts'
import { headOf } from './event-log.ts'
import type { Counter, EventLog, LoggedEvent } from './event-log.ts'

/** What a look at the log brought. `lost`: what this replica has seen is not there any more. */
export type Look =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'moved'; readonly to: Cursor; readonly events: readonly LoggedEvent[]; readonly more: boolean }
  | { readonly kind: 'restart'; readonly to: Cursor; readonly reason: string; readonly lost: boolean }

/** Events read at once. */
export const pageSize = 200

/**
 * Looks from `position` on. Each look reads the event at `position` again: a database that showed a commit before it was
 * durable, and then lost it, would otherwise go on under numbers that clients already know with other contents.
 */
export async function look(log: EventLog, storeId: string, position: Cursor): Promise<Look> {
  const found = await read(log, storeId, position)
  if (found.kind !== 'restart') return found
  // Between two reads a prefix may have been removed; only one consistent read may condemn a log.
  return log.consistent((em) => read(log, storeId, position, em))
}

async function read(log: EventLog, storeId: string, position: Cursor, em?: Parameters<EventLog['events']>[4]): Promise<Look> {
  const [counter] = await log.counters([storeId], em)
  if (!counter) return { kind: 'restart', to: { epoch: '-', offset: 0, id: '' }, reason: 'the log is gone', lost: false }
  if (counter.epoch !== position.epoch) return { kind: 'restart', to: headOf(counter), reason: 'the log began a new life', lost: false }
  if (unchanged(counter, position)) return { kind: 'nothing' }
  if (counter.floor > position.offset) return { kind: 'restart', to: headOf(counter), reason: 'the log no longer reaches back that far', lost: false }
  const events = await log.events(storeId, position.offset, counter.head, pageSize + 1, em)
  const next = position.offset === counter.floor ? events.filter((event) => event.offset > position.offset) : events.slice(1)
  const lastKnown = position.offset === counter.floor ? counter.floorId : events[0]?.offset === position.offset ? events[0].id : undefined
  const dense = next.every((event, i) => event.offset === position.offset + 1 + i)
  const last = next.at(-1)
  if (lastKnown !== position.id || !dense || !last) return { kind: 'restart', to: headOf(counter), reason: 'the log lost its newest events', lost: true }
  return { kind: 'moved', to: { epoch: counter.epoch, offset: last.offset, id: last.id }, events: next, more: last.offset < counter.head }
}

/** True if nothing happened since `position`. */
export function unchanged(counter: Counter, position: Cursor): boolean {
  return counter.epoch === position.epoch && counter.head === position.offset && counter.headId === position.id
}
