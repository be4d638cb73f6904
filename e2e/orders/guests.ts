import { setTimeout as sleep } from 'node:timers/promises'
import { orderSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import type { Guest } from '../../bench/stack/shops.ts'
import type { Chance } from './chance.ts'
import type { Attempt } from './evidence.ts'
import type { Moments } from './moments.ts'
import { persist } from './persist.ts'
import type { Answer, Call } from './persist.ts'
import type { Replicas } from './replicas.ts'

export type GuestParts = {
  readonly guests: readonly Guest[]
  readonly replicas: Replicas
  readonly moments: Moments
  readonly attempts: Attempt[]
  readonly unexpected: string[]
  readonly stopped: () => boolean
  /** Longest pause between two orders, in milliseconds. */
  readonly pause: number
}

const items = ['americano', 'latte', 'vanilla-latte', 'cold-brew', 'croissant', 'salt-bread', 'cheesecake', 'lemonade']

/** One client that places orders, most of them good, until it is stopped; each until it knows what became of it. */
export async function placeOrders(number: number, parts: GuestParts, chance: Chance): Promise<void> {
  let last: { call: Call; order: Order } | null = null
  for (let n = 0; !parts.stopped(); n++) {
    while (!parts.replicas.isAbout(number) && !parts.stopped()) await sleep(50)
    const guest = chance.pick(parts.guests)
    const mark = `c${number}-${n}`
    const body = { seatId: guest.seatId, note: mark, lines: Array.from({ length: chance.between(1, 3) }, () => ({ itemId: chance.pick(items), quantity: chance.between(1, 2) })) }
    const good: Call = { path: `/order/stores/${guest.storeId}/orders`, token: guest.token, body, key: `key-${mark}` }
    const call: Call = chance.next() < 0.9 ? good : spoil(good, last?.call ?? null, chance)
    parts.moments.begin(mark)
    const answer = await persist(call, parts, chance)
    parts.moments.end(mark)
    const attempt = settled(mark, guest.storeId, call === good, [answer], parts.unexpected)
    if (attempt.outcome === 'acknowledged') {
      const [order] = attempt.answers as [Order]
      // now and then somebody asks again, long after
      const again = chance.next() < 0.1 ? [await persist(call, parts, chance)] : []
      parts.attempts.push(settled(mark, guest.storeId, true, [answer, ...again], parts.unexpected))
      last = { call, order }
    } else parts.attempts.push(attempt)
    await sleep(chance.next() * parts.pause)
  }
}

/** A request that must be refused, each time for another reason. */
function spoil(call: Call, last: Call | null, chance: Chance): Call {
  const body = call.body as { seatId: string; lines: object[] }
  const ways: Call[] = [
    { ...call, body: { ...body, lines: [...body.lines, { itemId: 'unicorn', quantity: 1 }] } },
    { ...call, body: { ...body, seatId: 'somebody-elses' } },
    { ...call, body: { ...body, lines: [{ itemId: 'latte', quantity: -1 }] } },
    { ...call, token: null },
    { ...call, key: null },
    { ...call, path: '/order/stores/another-store/orders' },
    ...(last ? [{ ...last, body: { ...(last.body as object), note: (call.body as { note: string }).note } }] : []),
  ]
  return chance.pick(ways)
}

function settled(mark: string, storeId: string, good: boolean, answers: readonly Answer[], unexpected: string[]): Attempt {
  const wrong = answers.find(({ status }) => (good ? status !== 201 : status < 400 || status >= 500))
  if (wrong) unexpected.push(`order ${mark}, which was ${good ? 'good' : 'bad'}, was answered with ${wrong.status} ${JSON.stringify(wrong.body).slice(0, 300)}`)
  const placed = answers.filter(({ status }) => status === 201).map(({ body }) => orderSchema.parse(body))
  return { mark, storeId, outcome: placed.length > 0 ? 'acknowledged' : 'refused', answers: placed }
}
