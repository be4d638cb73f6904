import { randomUUID } from 'node:crypto'
import { demo } from '@jari/contract/demo.ts'
import type { Fixtures } from '@jari/service/testing/openapi/fixtures.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import type { OrderService } from './order-service.ts'

type Given = Parameters<Fixtures['bodies'][string]>[0]

const at = `/order/stores/${demo.storeId}`
/** Sold without a choice that has to be made. */
const plain = ['red-bean-bun', 'half-moon-cake', 'cheesecake', 'carrot-cake', 'tiramisu']

/** Real things of the demo's first store, for tests that are made from the document. `seatId`: the seat they belong to, or a new one a time. */
export function orderFixtures(service: OrderService, issuer: TestIssuer, seatId: () => string): Fixtures {
  const owner = issuer.token({ kind: 'staff', sub: 'fixtures', brandId: demo.brandId, name: 'fixtures', role: 'owner', storeIds: [demo.storeId, demo.otherStoreId, demo.thirdStoreId] }, 7200)
  const ask = async <Body>(token: string, path: string, body?: object): Promise<Body> => {
    const answer = await service.call(token, 'POST', path, body, { 'Idempotency-Key': randomUUID() })
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  async function order(seat: string): Promise<string> {
    const guest = await issuer.token({ kind: 'guest', sub: randomUUID(), brandId: demo.brandId, storeId: demo.storeId, seatId: seat })
    return (await ask<{ id: string }>(guest, `${at}/orders`, { seatId: seat, lines: [{ itemId: plain[0], quantity: 1 }] })).id
  }

  /** An order that was brought through these states. */
  async function orderIn(states: readonly string[], seat = seatId()): Promise<string> {
    const id = await order(seat)
    for (const [i, to] of states.entries()) await ask(await owner, `${at}/orders/${id}/transitions`, { to, version: i + 1, ...(to === 'cancelled' ? { reason: 'x' } : {}) })
    return id
  }

  async function paid(seat = seatId()): Promise<{ orderId: string; paymentId: string }> {
    const orderId = await order(seat)
    const { id } = await ask<{ id: string }>(await owner, `${at}/seats/${seat}/payments`, { method: 'counter', orderIds: [orderId] })
    return { orderId, paymentId: id }
  }

  const orders: Record<string, () => Promise<string>> = {
    postOrderStoresStoreIdOrdersOrderIdAcknowledgement: () => orderIn(['accepted', 'cancelled']),
    postOrderStoresStoreIdOrdersOrderIdCall: () => orderIn(['accepted', 'preparing', 'ready']),
    postOrderStoresStoreIdOrdersOrderIdRefunds: async () => (await paid()).orderId,
    deleteOrderStoresStoreIdOrdersOrderIdGuest: () => orderIn(['cancelled']),
  }
  const seats: Record<string, (seat: string) => Promise<unknown>> = {
    postOrderStoresStoreIdSeatsSeatIdPayments: (seat) => order(seat),
    postOrderStoresStoreIdSeatsSeatIdBillClose: (seat) => orderIn(['cancelled'], seat),
  }
  const price = () => ({ items: { macaron: { price: 2000 + Math.floor(Math.random() * 1000) } } })
  const lines = (body: { lines: { quantity: number; note?: string }[] }) => body.lines.slice(0, 5).map(({ note }, i) => ({ itemId: plain[i], quantity: 1, ...(note === undefined ? {} : { note }) }))
  const change = ({ body }: Given) => ({ patch: price(), ...(body.note === undefined ? {} : { note: body.note }) })
  return {
    things: {
      storeId: () => demo.storeId,
      seatId: async (operationId) => {
        const seat = seatId()
        await seats[operationId]?.(seat)
        return seat
      },
      orderId: (operationId) => orders[operationId]?.() ?? order(seatId()),
      lineId: () => '1',
      itemId: () => 'macaron',
      paymentId: async () => (await paid()).paymentId,
      changeId: async () => (await ask<{ id: string }>(await owner, '/order/menu/changes', { patch: price(), storeIds: [demo.storeId] })).id,
    },
    bodies: {
      postOrderMenuChanges: change,
      postOrderMenuChangesPreview: change,
      // a paused kitchen takes no order of anybody's, and those of other examples would fail
      putOrderStoresStoreIdPace: ({ body }) => ({ ...body, paused: false }),
      postOrderStoresStoreIdOrders: ({ body }) => ({ ...body, seatId: seatId(), lines: lines(body as never) }),
      postOrderStoresStoreIdOrdersOrderIdTransitions: () => ({ to: 'accepted', version: 1 }),
      postOrderStoresStoreIdOrdersOrderIdRefunds: ({ body }) => ({ reason: body.reason }),
      postOrderStoresStoreIdSeatsSeatIdPayments: () => ({ method: 'counter' }),
      postOrderStoresStoreIdSeatsSeatIdBillClose: () => ({ reason: 'gone' }),
    },
  }
}
