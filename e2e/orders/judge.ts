import { isDeepStrictEqual } from 'node:util'
import { everySeat } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'
import type { Evidence, Event, Place, Screen } from './evidence.ts'

/** What was promised and not kept, in words; nothing if all was. */
export function judge(evidence: Evidence): string[] {
  return [...evidence.unexpected, ...placedOnce(evidence), ...numbered(evidence), ...logged(evidence), ...changed(evidence), ...evidence.screens.flatMap((screen) => [...shown(screen, evidence), ...wentOn(screen, evidence)])]
}

/** Every acknowledged order is there exactly once and is what every answer said; no other order is there. */
function placedOnce({ attempts, kept }: Evidence): string[] {
  const byMark = Map.groupBy(kept.orders, (order) => order.note ?? '')
  const known = new Set(attempts.map((attempt) => attempt.mark))
  const found: string[] = []
  for (const { mark, outcome, answers } of attempts) {
    const there = byMark.get(mark) ?? []
    if (outcome === 'refused') {
      if (there.length > 0) found.push(`order ${mark} was refused and is there`)
      continue
    }
    if (there.length === 0) found.push(`order ${mark} was acknowledged and is lost`)
    if (there.length > 1) found.push(`order ${mark} is there ${there.length} times`)
    if (answers.some((answer) => !isDeepStrictEqual(answer, answers[0]))) found.push(`order ${mark} was answered differently when it was repeated`)
    const [order] = there
    if (order && answers[0] && !isDeepStrictEqual([order.id, order.lines.map((line) => line.itemId), order.total, order.number], [answers[0].id, answers[0].lines.map((line) => line.itemId), answers[0].total, answers[0].number])) found.push(`order ${mark} is not the one that was answered`)
  }
  for (const mark of byMark.keys()) if (!known.has(mark)) found.push(`order ${mark} was placed by nobody`)
  return found
}

/** Offsets of each store and numbers of each day count from 1 without a gap, and the counter stands at the last. */
function numbered({ kept }: Evidence): string[] {
  const found: string[] = []
  const events = Map.groupBy(kept.events, (event) => event.storeId)
  for (const { storeId, head, headId, floor } of kept.counters) {
    const offsets = (events.get(storeId) ?? []).map((event) => event.offset).toSorted((a, b) => a - b)
    if (!dense(offsets, floor + 1)) found.push(`offsets of ${storeId} are not dense`)
    const last = events.get(storeId)?.find((event) => event.offset === head)
    if (head !== floor + offsets.length || (head > floor && last?.id !== headId)) found.push(`the counter of ${storeId} stands at ${head}, its log ends elsewhere`)
  }
  for (const [day, orders] of Map.groupBy(kept.orders, (order) => `${order.storeId} ${order.day}`)) {
    if (!dense(orders.map((order) => order.number).toSorted((a, b) => a - b), 1)) found.push(`order numbers of ${day} have gaps or are given twice`)
  }
  return found
}

function dense(sorted: readonly number[], from: number): boolean {
  return sorted.every((value, i) => value === from + i)
}

/** The log tells each order's life from its first version to the one that is kept, one by one. */
function logged({ kept }: Evidence): string[] {
  const found: string[] = []
  const lives = Map.groupBy(kept.events.filter((event) => event.order).toSorted((a, b) => a.offset - b.offset), (event) => (event.order as Order).id)
  for (const order of kept.orders) {
    const life = lives.get(order.id) ?? []
    if (life.length === 0) found.push(`the log has no event of order ${order.note}`)
    else if (!life.every((event, i) => event.order?.version === i + 1)) found.push(`the log tells the versions ${life.map((event) => event.order?.version).join(', ')} of order ${order.note}`)
    else if (!isDeepStrictEqual(life.at(-1)?.order, order)) found.push(`the log's last word on order ${order.note} is not what is kept`)
  }
  const ids = new Set(kept.orders.map((order) => order.id))
  for (const id of lives.keys()) if (!ids.has(id)) found.push(`the log tells of order ${id}, which is not there`)
  return found
}

/** Every change that was answered is in the log. */
function changed({ changes, kept }: Evidence): string[] {
  const told = new Set(kept.events.map(({ order }) => order && `${order.id} ${order.version} ${order.state}`))
  return changes.filter(({ orderId, version, state }) => !told.has(`${orderId} ${version} ${state}`)).map(({ orderId, state }) => `the change of order ${orderId} to ${state} was answered and is lost`)
}

/** A screen stands at the end of the log and shows exactly what it may see of what is kept. */
function shown(screen: Screen, { kept }: Evidence): string[] {
  const { name, storeId, seat, cursor, base, orders } = screen
  const counter = kept.counters.find((one) => one.storeId === storeId)
  if (!cursor || !base || !counter) return [`${name} never began`]
  if (cursor.epoch !== counter.epoch || cursor.offset !== counter.head || cursor.id !== counter.headId) return [`${name} stands at ${cursor.offset}, the log ends at ${counter.head}`]
  const maySee = (event: Event) => event.storeId === storeId && (seat === null || event.seat === seat || event.seat === everySeat)
  const later = kept.events.filter((event) => event.offset > base.offset && maySee(event)).flatMap((event) => event.order?.id ?? [])
  const expected = new Set([...base.ids, ...later])
  const rows = new Map(kept.orders.map((order) => [order.id, order]))
  const found: string[] = []
  const seen = new Set<string>()
  for (const order of orders) {
    if (seen.has(order.id)) found.push(`${name} shows order ${order.note} twice`)
    seen.add(order.id)
    if (order.storeId !== storeId || (seat !== null && order.seatId !== seat)) found.push(`${name} shows order ${order.note}, which it may not see`)
    else if (!expected.has(order.id)) found.push(`${name} shows order ${order.note}, which nothing told it of`)
    else if (!isDeepStrictEqual(order, rows.get(order.id))) found.push(`${name} shows order ${order.note} as it is not kept`)
  }
  for (const id of expected) if (!seen.has(id)) found.push(`${name} does not show order ${rows.get(id)?.note ?? id}`)
  return found
}

/**
 * A screen that was told what the database then lost begins anew before it is told anything more. Without that it lacks what took
 * the place of the lost, until something else makes it begin anew: at the end of a run nothing may be left to be seen of it.
 */
function wentOn({ name, storeId, told }: Screen, { kept }: Evidence): string[] {
  const ids = new Map(kept.events.filter((event) => event.storeId === storeId).map((event) => [event.offset, event.id]))
  const floor = kept.counters.find((counter) => counter.storeId === storeId)?.floor ?? 0
  const holds = ({ offset, id }: Place) => offset <= floor || ids.get(offset) === id
  return told.flatMap((places) => {
    const lost = places.findIndex((place) => !holds(place))
    const next = lost < 0 ? undefined : places.slice(lost).find(holds)
    return next ? [`${name} went on with event ${next.offset} from event ${places[lost]?.offset}, which the database had lost`] : []
  })
}
