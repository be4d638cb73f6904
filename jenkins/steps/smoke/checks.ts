import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../outcome.ts'
import type { Answer, Call, through } from './entrance.ts'

type Entrance = ReturnType<typeof through>

const Demo = z.object({ storeId: z.string(), seats: z.array(z.object({ id: z.string(), seatToken: z.string() })).min(1) })
const Session = z.object({ accessToken: z.string(), storeId: z.string(), seatId: z.string() })
const Menu = z.object({ items: z.array(z.object({ id: z.string(), available: z.boolean() })) })
const Order = z.object({ id: z.string(), state: z.string(), version: z.number() })
const Snapshot = z.object({ state: z.object({ orders: z.array(z.object({ id: z.string() })) }) })

/** Every service and the pages answer. `services` are those with an API of their own. */
export async function checkAnswers(call: Entrance, services: readonly string[]): Promise<void> {
  const page = await expect(call, 'the web page', '/', {}, 200)
  if (!page.type.startsWith('text/html')) throw new Failure(`the web page is ${page.type || 'of no type'}, not html`)
  await expect(call, 'the web service', '/livez', {}, 200)
  for (const service of services) await expect(call, `the ${service} service`, `/${service}/openapi.json`, {}, 200)
}

/**
 * What a guest does: sits down, reads the menu, orders, and sees the order; the same request again is the same order; at last it is
 * cancelled, so that no kitchen is kept waiting. Answers the order's id, or undefined where there is no demo shop.
 */
export async function checkOrdering(call: Entrance): Promise<string | undefined> {
  const demoAnswer = await tried(call, 'the demo shop', '/store/demo', {})
  if (demoAnswer.status === 404) return undefined
  const demo = read(Demo, 'the demo shop', ok('the demo shop', '/store/demo', demoAnswer, 200))
  const seat = demo.seats[0]!
  const session = read(Session, 'signing in at a seat', await expect(call, 'signing in at a seat', '/store/seats/sessions', { method: 'POST', body: { seatToken: seat.seatToken } }, 201))
  const token = session.accessToken
  const store = `/order/stores/${session.storeId}`
  const menu = read(Menu, 'the menu', await expect(call, 'the menu', `${store}/menu`, { token }, 200))
  const item = menu.items.find(({ available }) => available)
  if (item === undefined) throw new Failure('the menu has nothing that is available')
  const place: Call = { method: 'POST', token, key: `smoke-${randomUUID()}`, body: { seatId: session.seatId, lines: [{ itemId: item.id, quantity: 1, note: 'smoke' }] } }
  const order = read(Order, 'placing an order', await expect(call, 'placing an order', `${store}/orders`, place, 201))
  const again = read(Order, 'the same order request again', await expect(call, 'the same order request again', `${store}/orders`, place, 201))
  if (again.id !== order.id) throw new Failure(`the same order request again made a second order (${order.id} and ${again.id})`)
  await expect(call, 'reading the order back', `${store}/orders/${order.id}`, { token }, 200)
  const snapshot = read(Snapshot, 'the feed', await expect(call, 'the feed', `${store}/feed/snapshot`, { token }, 200))
  if (!snapshot.state.orders.some(({ id }) => id === order.id)) throw new Failure(`the feed does not show order ${order.id}, which was just placed`)
  const cancel = { to: 'cancelled', version: order.version, reason: 'smoke' }
  await expect(call, 'cancelling the order', `${store}/orders/${order.id}/transitions`, { method: 'POST', token, key: `smoke-${randomUUID()}`, body: cancel }, 200)
  return order.id
}

async function expect(call: Entrance, what: string, path: string, given: Call, status: number): Promise<Answer> {
  return ok(what, path, await tried(call, what, path, given), status)
}

async function tried(call: Entrance, what: string, path: string, given: Call): Promise<Answer> {
  return await call(path, given).catch((error: Error) => {
    throw new Failure(`${what} does not answer (${given.method ?? 'GET'} ${path}): ${error.message}`)
  })
}

function ok(what: string, path: string, answer: Answer, status: number): Answer {
  if (answer.status === status) return answer
  throw new Failure(`${what} failed: ${path} answered ${answer.status}, not ${status}${detailOf(answer)}`)
}

// A problem document says what it is about; anything else is shown from its beginning.
function detailOf({ type, text }: Answer): string {
  if (!type.includes('json')) return text.trim() === '' ? '' : `: ${text.trim().slice(0, 120)}`
  const { title, detail, errors } = JSON.parse(text) as { title?: string; detail?: string; errors?: { pointer: string; detail: string }[] }
  return `: ${[title, detail, ...(errors ?? []).map((fault) => `${fault.pointer} ${fault.detail}`)].filter((part) => part !== undefined).join('; ')}`
}

function read<T>(schema: z.ZodType<T>, what: string, answer: Answer): T {
  const parsed = schema.safeParse(JSON.parse(answer.text))
  if (parsed.success) return parsed.data
  throw new Failure(`${what} answered something else than expected: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
}
