import type { Ask, CartLine, DeviceAction, DeviceMeaning, OrderTurn, When } from './format.ts'

/**
 * exact: everything equal. wrong: something was done that was not asked for. missed: nothing was done or answered though something was asked for.
 * partly: the rest.
 */
export type Verdict = 'exact' | 'wrong' | 'missed' | 'partly'

/** What an order turn came to. */
export type OrderMeaning = Pick<OrderTurn, 'act' | 'ask' | 'item' | 'cart'>

/** Judges one turn; `before` are the carts that each side began it with. */
export function judgeOrder(expected: OrderMeaning, got: OrderMeaning, before: { expected: readonly CartLine[]; got: readonly CartLine[] }): Verdict {
  const wanted = lines(expected.cart)
  const have = lines(got.cart)
  if (expected.act === got.act && sameAsk(expected.ask, got.ask) && (expected.act !== 'unavailable' || expected.item === got.item) && sameCounts(wanted, have)) return 'exact'
  const asked = difference(lines(before.expected), wanted)
  const done = difference(lines(before.got), have)
  const unasked = [...done].some(([key, amount]) => {
    const most = asked.get(key) ?? 0
    return amount > 0 ? amount > most : amount < most
  })
  if (unasked || (final.has(got.act) && got.act !== expected.act)) return 'wrong'
  if ((asked.size > 0 && done.size === 0) || (got.act === 'unknown' && expected.act !== 'unknown')) return 'missed'
  return 'partly'
}

/** Acts that do something by themselves: the order is sent, or dropped. */
const final = new Set(['confirm', 'cancelled'])

/** Judges one wish for devices. */
export function judgeCommand(expected: DeviceMeaning, got: DeviceMeaning): Verdict {
  const wanted = effects(expected)
  const have = effects(got)
  const sameQuery = query(expected) === query(got)
  if (expected.act === got.act && wanted.size === have.size && [...wanted].every((one) => have.has(one)) && sameQuery) return 'exact'
  if ([...have].some((one) => !wanted.has(one))) return 'wrong'
  if ((wanted.size > 0 && have.size === 0) || (expected.act === 'query' && got.act !== 'query')) return 'missed'
  return 'partly'
}

function lines(cart: readonly CartLine[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { item, quantity, options } of cart) {
    const key = JSON.stringify([item, ...options.map((option) => `${option.id}*${option.count ?? 1}${option.amount ? `:${option.amount}` : ''}`).toSorted()])
    counts.set(key, (counts.get(key) ?? 0) + quantity)
  }
  return counts
}

function difference(from: Map<string, number>, to: Map<string, number>): Map<string, number> {
  const changed = new Map<string, number>()
  for (const key of new Set([...from.keys(), ...to.keys()])) {
    const amount = (to.get(key) ?? 0) - (from.get(key) ?? 0)
    if (amount !== 0) changed.set(key, amount)
  }
  return changed
}

const sameCounts = (a: Map<string, number>, b: Map<string, number>) => difference(a, b).size === 0

function sameAsk(a: Ask | undefined, b: Ask | undefined): boolean {
  const key = (ask: Ask | undefined) => ask && JSON.stringify([ask.item ?? null, ask.option ?? null, [...(ask.choices ?? [])].toSorted()])
  return key(a) === key(b)
}

/** Each (device, property, value or direction) that is done, with its time: the same thing at another time was not asked for. */
function effects({ act, actions = [], when }: DeviceMeaning): Set<string> {
  if (act !== 'do') return new Set()
  const time = moment(when)
  return new Set(actions.flatMap((action) => single(action).map((one) => `${one}${time}`)))
}

function single({ devices = [], set = {}, change = {}, by, scene }: DeviceAction): string[] {
  if (scene !== undefined) return [`scene ${scene}`]
  return devices.flatMap((device) => [
    ...Object.entries(set).map(([property, value]) => `${device} ${property} = ${JSON.stringify(value)}`),
    ...Object.entries(change).map(([property, direction]) => `${device} ${property} ${direction}${by === undefined ? '' : ` by ${by}`}`),
  ])
}

function moment(when: When | undefined): string {
  if (!when) return ''
  const every = Array.isArray(when.every) ? when.every.toSorted().join('+') : (when.every ?? '')
  return ` at ${when.at ?? ''} after ${when.after ?? ''} every ${every}`
}

const query = ({ query }: DeviceMeaning) => query && `${[...query.devices].toSorted().join('+')} ${query.property}`
