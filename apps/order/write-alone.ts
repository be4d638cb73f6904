import type { EventDraft, EventLog } from '@jari/feed/event-log.ts'
import type { Counter } from '@jari/feed/event-log.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import type { KeyUse } from '@jari/service/idempotency-key.ts'
import { runOnce } from '@jari/service/idempotency.ts'
import type { Reply } from '@jari/service/route.ts'

/** What `work` of a write alone gets: its transaction, with the stores' counters locked, and where its events go. */
export type Alone = { readonly em: EntityManager; emit(event: EventDraft): void }

/**
 * For everything that is too rare, or reads too much, to be gathered with the placing of orders: one transaction that
 * first locks the counters of these stores, in ascending store id as all do, and last writes the events.
 */
export type WriteAlone = (storeIds: readonly string[], use: KeyUse | null, work: (alone: Alone) => Promise<Reply>) => Promise<Reply>

export function createWriteAlone(parts: { database: Database; log: EventLog; now: () => number; poke: (storeIds: ReadonlySet<string>) => void }): WriteAlone {
  return async (storeIds, use, work) => {
    const wanted = [...new Set(storeIds)].toSorted()
    await parts.log.ensure(wanted)
    const reply = await runOnce(parts.database, use, parts.now(), async (em) => {
      const counters = wanted.length ? await parts.log.lock(em, wanted) : new Map<string, Counter>()
      const events: EventDraft[] = []
      const done = await work({ em, emit: (event) => void events.push(event) })
      await parts.log.append(em, counters, events)
      return done
    })
    parts.poke(new Set(wanted))
    return reply
  }
}
