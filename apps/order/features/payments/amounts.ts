import type { Order } from '@jari/contract/order.ts'
import type { RefundRequest, Share } from '@jari/contract/payment.ts'
import { problems } from '@jari/service/problems.ts'
import type { StoredPayment } from '../../payment-repository.ts'

/** What still has to be paid for an order, in minor units. */
export function dueOf(order: Order): number {
  return order.state === 'cancelled' ? 0 : Math.max(0, order.total - order.paid)
}

/** What was paid for an order and has to be given back: all of a cancelled one, and what came in twice. */
export function owedOf(order: Order): number {
  return Math.max(0, order.paid - order.refunded - (order.state === 'cancelled' ? 0 : order.total))
}

/** What of an order is to be refunded, line by line where lines were named. Throws invalid (422) naming what is too much. */
export function refundShares(order: Order, { lineIds, amount }: Pick<RefundRequest, 'lineIds' | 'amount'>): Share[] {
  const left = order.paid - order.refunded
  const fault = (pointer: string, detail: string) => problems.invalid([{ in: 'body', pointer, detail }])
  if (lineIds && amount !== undefined) throw fault('#/amount', 'cannot be said together with lines')
  if (left <= 0) throw problems.conflict('Nothing of what was paid for this order is left to give back.', { order })
  if (!lineIds) {
    if (amount !== undefined && amount > left) throw fault('#/amount', `is more than the ${left} that are left`)
    return [{ orderId: order.id, lineId: null, amount: amount ?? left }]
  }
  const shares = [...new Set(lineIds)].map((lineId, i): Share => {
    const line = order.lines.find((one) => one.id === lineId)
    if (!line) throw fault(`#/lineIds/${i}`, 'is no line of this order')
    const rest = line.unitPrice * line.quantity - line.refunded
    if (rest <= 0) throw fault(`#/lineIds/${i}`, 'was given back already, or cost nothing')
    return { orderId: order.id, lineId, amount: rest }
  })
  const sum = shares.reduce((all, share) => all + share.amount, 0)
  if (sum > left) throw fault('#/lineIds', `cost ${sum}, more than the ${left} that are left`)
  return shares
}

/** Which charge gives which share back: the newest first, each no more than came in by it for the order. */
export function spread(shares: readonly Share[], payments: readonly StoredPayment[]): { charge: StoredPayment; shares: Share[] }[] {
  const charges = payments.filter(({ kind, status }) => kind === 'charge' && status === 'succeeded').toReversed()
  const given = payments.filter(({ kind, status }) => kind === 'refund' && status !== 'failed')
  const sumFor = (list: readonly Share[], orderId: string) => list.reduce((sum, share) => sum + (share.orderId === orderId ? share.amount : 0), 0)
  const parts = charges.map((charge) => ({ charge, shares: [] as Share[] }))
  for (const share of shares) {
    let rest = share.amount
    for (const part of parts) {
      const back = given.filter(({ chargeId }) => chargeId === part.charge.id).reduce((sum, one) => sum + sumFor(one.shares, share.orderId), 0)
      const amount = Math.min(rest, sumFor(part.charge.shares, share.orderId) - back - sumFor(part.shares, share.orderId))
      if (amount <= 0) continue
      part.shares.push({ ...share, amount })
      rest -= amount
    }
    if (rest > 0) throw new Error(`Order ${share.orderId} was paid ${rest} more than its charges say`)
  }
  return parts.filter((part) => part.shares.length > 0)
}

/** An order's members after shares were given back (`sign` 1), or were not after all (-1). */
export function refundedBy(order: Order, shares: readonly Share[], sign: 1 | -1): Pick<Order, 'refunded' | 'lines'> {
  const own = shares.filter(({ orderId }) => orderId === order.id)
  const ofLine = (id: number) => own.reduce((sum, share) => sum + (share.lineId === id ? share.amount : 0), 0)
  return {
    refunded: order.refunded + sign * own.reduce((sum, share) => sum + share.amount, 0),
    lines: order.lines.map((line) => ({ ...line, refunded: line.refunded + sign * ofLine(line.id) })),
  }
}
