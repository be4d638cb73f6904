import type { Cursor } from '@jari/contract/feed.ts'
import type { EventLog } from './event-log.ts'

/**
 * Why a client at `cursor` cannot go on from there, or null if it can: the log of this life must hold exactly that
 * id at that offset (or have been cut exactly there). Decided against the database, never against what a replica has seen.
 * `since` (milliseconds): nothing older is for this client, so it goes on only from where nothing older follows.
 */
export async function whyReset(log: EventLog, storeId: string, cursor: Cursor, since = 0): Promise<string | null> {
  return log.consistent(async (em) => {
    const [counter] = await log.counters([storeId], em)
    if (!counter || counter.epoch !== cursor.epoch) return 'the log began a new life'
    if (cursor.offset > counter.head) return 'the log does not reach that far'
    if (cursor.offset < counter.floor) return 'the log no longer reaches back that far'
    const id = cursor.offset === counter.floor ? counter.floorId : (await log.events(storeId, cursor.offset, cursor.offset, 1, em))[0]?.id
    if (id !== cursor.id) return 'the log holds another event there'
    const [next] = since > 0 ? await log.events(storeId, cursor.offset + 1, cursor.offset + 1, 1, em) : []
    return next && next.at < since ? 'what follows is older than the session' : null
  })
}
