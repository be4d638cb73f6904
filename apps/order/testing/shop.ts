import { orderSchema } from '@jari/contract/order.ts'
import type { CartLine, Order } from '@jari/contract/order.ts'
import type { Fault, ProblemDocument } from '@jari/contract/problem.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import { demo } from '@jari/contract/demo.ts'
import { people, startOrderService, storeId } from './order-service.ts'
import type { Answer, OrderServiceOptions } from './order-service.ts'

/** An order service, and the requests that tests of it make. `clock.ahead` lets its clock run ahead, in milliseconds. */
export async function openShop(url: string, options: OrderServiceOptions = {}) {
  const issuer = await createTestIssuer()
  const clock = { ahead: 0 }
  const now = () => Date.now() + clock.ahead
  const service = await startOrderService(url, issuer, { now, ...options })
  const guest = (seatId: string, session: string, more: { store?: string; firstOrderTap?: boolean } = {}) =>
    issuer.token({ kind: 'guest', sub: session, brandId: demo.brandId, storeId: more.store ?? storeId, seatId, ...(more.firstOrderTap ? { firstOrderTap: true } : {}) })
  const staff = (role: 'owner' | 'manager' | 'barista', storeIds: string[] = [storeId]) => issuer.token({ kind: 'staff', sub: role, brandId: demo.brandId, name: role, role, storeIds })
  const at = (path: string, store: string = storeId) => `/order/stores/${store}${path}`

  return {
    service,
    issuer,
    now,
    clock,
    guest,
    staff,
    at,
    people: people(issuer),
    call: (token: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>) => service.call(token, method, path, body, headers),
    place: (token: string, seatId: string, lines: CartLine[], key: string = crypto.randomUUID(), store: string = storeId) => service.call(token, 'POST', at('/orders', store), { seatId, lines }, { 'Idempotency-Key': key }),
    async placed(token: string, seatId: string, lines: CartLine[], store: string = storeId): Promise<Order> {
      return orderOf(await service.call(token, 'POST', at('/orders', store), { seatId, lines }, { 'Idempotency-Key': crypto.randomUUID() }), 201)
    },
    async read(token: string, id: string): Promise<Order> {
      return orderOf(await service.call(token, 'GET', at(`/orders/${id}`)), 200)
    },
    /** Brings an order step by step to a state. */
    async bring(token: string, order: Order, ...states: Order['state'][]): Promise<Order> {
      for (const to of states) order = orderOf(await service.call(token, 'POST', at(`/orders/${order.id}/transitions`), { to, version: order.version, ...(to === 'cancelled' ? { reason: 'test' } : {}) }), 200)
      return order
    },
    async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
      return (await service.database.em().execute(sql, values)) as Row[]
    },
  }
}
export type Shop = Awaited<ReturnType<typeof openShop>>

/** The order of an answer. Throws, showing the answer, if it has another status. */
export function orderOf(answer: Answer, status: number): Order {
  if (answer.status !== status) throw new Error(`${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`)
  return orderSchema.parse(answer.body)
}

/** Status, pointer and words of a refusal's first fault. */
export function refusal(answer: Answer): [number, string | undefined, string | undefined] {
  const { errors } = answer.body as ProblemDocument
  const [fault] = (errors ?? []) as Fault[]
  return [answer.status, fault?.pointer, fault?.detail]
}

/** Looks again and again until it is so; a suite's own time limit ends what never comes. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}
