import { setTimeout as sleep } from 'node:timers/promises'
import { nextStates } from '@jari/contract/order-state.ts'
import { orderSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import type { Chance } from './chance.ts'
import type { Change } from './evidence.ts'
import type { Moments } from './moments.ts'
import { persist } from './persist.ts'
import type { Replicas } from './replicas.ts'

export type BaristaParts = {
  readonly storeId: string
  readonly token: string
  /** What the kitchen's screen shows at the moment. */
  readonly orders: () => readonly Order[]
  readonly replicas: Replicas
  readonly moments: Moments
  readonly changes: Change[]
  readonly unexpected: string[]
  readonly stopped: () => boolean
}

/** Only so many of the newest orders are looked at: a screen fills with thousands, and the run is about what is written. */
const newest = 300

/** Brings orders on, as the screen shows them: often from a state that is no longer theirs, which is answered with 409. */
export async function workKitchen(parts: BaristaParts, chance: Chance): Promise<void> {
  while (!parts.stopped()) {
    await sleep(chance.between(20, 80))
    if (!parts.replicas.isAbout(Infinity)) continue
    const open = parts.orders().slice(-newest).filter((order) => nextStates(order.state, 'staff').length > 0)
    if (open.length === 0) continue
    const order = chance.pick(open)
    const to = chance.pick(nextStates(order.state, 'staff'))
    const body = { to, version: order.version, ...(to === 'cancelled' ? { reason: 'checked' } : {}) }
    const path = `/order/stores/${parts.storeId}/orders/${order.id}/transitions`
    const { status, body: answer } = await persist({ path, token: parts.token, body, key: `change-${parts.storeId}-${chance.next()}` }, parts, chance)
    if (status === 200) {
      const { id, version, state } = orderSchema.parse(answer)
      parts.changes.push({ orderId: id, version, state })
    } else if (status !== 409 && status !== 404) parts.unexpected.push(`a change to ${to} was answered with ${status} ${JSON.stringify(answer).slice(0, 300)}`)
  }
}
