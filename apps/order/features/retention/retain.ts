import type { EventLog } from '@jari/feed/event-log.ts'
import type { OrderRepository } from '../../order-repository.ts'
import type { PaymentRepository } from '../../payment-repository.ts'

/** Events and orders that are removed at once: nobody waits long for the locks of that. */
const step = 500
/** A guest session is known as trusted for longer than any lives, in milliseconds. */
const trustKept = 2 * 24 * 3600_000

/**
 * Removes of every store what is older than `days`: first the events, a prefix of the log, whose end is recorded as its
 * floor; then closed orders that no event is left of. Orders that are still open stay, and so do payments, which law
 * asks to be kept for years. How many orders were removed. `now` in milliseconds.
 */
export async function retain({ log, orders, payments, now }: { log: EventLog; orders: OrderRepository; payments: PaymentRepository; now: number }, days: number): Promise<number> {
  const before = now - days * 24 * 3600_000
  let removed = 0
  for (const storeId of await log.stores()) {
    const rest = await removeEvents(log, storeId, before)
    for (;;) {
      const some = await orders.removeClosed(storeId, Math.min(before, rest ?? before), step)
      removed += some
      if (some < step) break
    }
  }
  await orders.forgetTrust(now - trustKept)
  await payments.forgetNotices(before)
  return removed
}

/** Removes the longest prefix of events that are all older; when the first event that is left was, in milliseconds. */
async function removeEvents(log: EventLog, storeId: string, before: number): Promise<number | null> {
  for (;;) {
    const [counter] = await log.counters([storeId])
    if (!counter) return null
    const events = await log.events(storeId, counter.floor + 1, counter.head, step)
    const kept = events.find(({ at }) => at >= before)
    const last = (kept ? kept.offset : (events.at(-1)?.offset ?? 0) + 1) - 1
    if (last > counter.floor) await log.removeUpTo(storeId, last)
    if (kept || events.length < step) return kept?.at ?? null
  }
}
