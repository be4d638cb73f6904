import type { EventLog } from '@jari/feed/event-log.ts'
import type { GroupCommit } from '@jari/service/group-commit.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import type { Reply } from '@jari/service/route.ts'
import type { OrderRepository } from '../../order-repository.ts'
import { changeOrder } from './change-order.ts'
import { giveBack, orderOf } from './order-job.ts'
import type { OrderJob } from './order-job.ts'

export type LetGoParts = { readonly log: EventLog; readonly orders: OrderRepository; readonly writes: GroupCommit<OrderJob, Reply>; readonly now: () => number }

/** An order waits this long for its money or its tap, in milliseconds. */
const patience = 30 * 60_000
const reason = 'not paid for or confirmed in time'

/** Cancels orders that have waited too long, so that what they hold back can be ordered again. How many. */
export async function letGo({ log, orders, writes, now }: LetGoParts): Promise<number> {
  let gone = 0
  for (const storeId of await log.stores()) {
    for (const { id, version } of await orders.waiting(storeId, now() - patience, 50)) {
      const use = keyUse({ caller: 'order', operation: 'let-go', key: null, request: null })
      await writes.submit({
        storeId,
        use,
        orderId: id,
        guestId: null,
        decide: (state) => {
          const before = orderOf(state, id, storeId, () => true)
          const order = before.version === version ? changeOrder(before, { to: 'cancelled', version, reason }, 'payment', now()) : before
          return { status: 200, order, ...giveBack(state, before, order) }
        },
      })
      gone++
    }
  }
  return gone
}
