import type { Snapshot } from '@jari/contract/feed.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { headOf } from './event-log.ts'
import type { EventLog } from './event-log.ts'

/** A state and the place in the store's log that it is the state of, from one consistent read. */
export async function readSnapshot<State>(log: EventLog, storeId: string, read: (em: EntityManager) => Promise<State>): Promise<Snapshot<State>> {
  await log.ensure([storeId])
  return log.consistent(async (em) => {
    const [counter] = await log.counters([storeId], em)
    if (!counter) throw new Error(`The event log of store ${storeId} has no counter row`)
    return { ...headOf(counter), state: await read(em) }
  })
}
