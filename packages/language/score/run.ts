import type { Language } from '../language.ts'
import type { CartLine, Case, DeviceCase, DeviceMeaning, OrderCase } from './format.ts'
import { judgeCommand, judgeOrder, type OrderMeaning, type Verdict } from './judge.ts'

/** One step of a case, judged; `step` counts from 1, `nanoseconds` is what understanding it took. */
export type Step = {
  readonly id: string
  readonly lang: Language
  readonly step: number
  readonly say: string | readonly string[]
  readonly expected: unknown
  readonly got: unknown
  readonly verdict: Verdict
  readonly nanoseconds: number
}

/** What is scored: both sides of the package on one catalogue. */
export type Understanding = {
  command?(say: string | readonly string[], about: { lang: Language; area?: string }): DeviceMeaning
  order?(say: string | readonly string[], about: { lang: Language; cart: readonly CartLine[]; context: unknown }): OrderMeaning & { readonly context?: unknown }
}

/** Runs every case once to warm up and once measured, and judges the measured answers. Throws where the catalogue is of the other kind. */
export function runCases(cases: readonly Case[], understanding: Understanding): Step[] {
  const all = () => cases.flatMap((one) => ('turns' in one ? runOrder(one, understanding) : runCommand(one, understanding)))
  all()
  return all()
}

function runCommand(one: DeviceCase, { command }: Understanding): Step[] {
  if (!command) throw new Error(`case ${one.id} is for devices, but the catalogue is a menu`)
  const { id, lang, say, area, act, actions, when, query } = one
  const expected: DeviceMeaning = { act, ...(actions && { actions }), ...(when && { when }), ...(query && { query }) }
  const [answer, nanoseconds] = timed(() => command(say, { lang, ...(area !== undefined && { area }) }))
  const got: DeviceMeaning = { act: answer.act, ...(answer.act === 'do' && { actions: answer.actions ?? [] }), ...(answer.when && { when: answer.when }), ...(answer.query && { query: answer.query }) }
  return [{ id, lang, step: 1, say, expected, got, verdict: judgeCommand(expected, got), nanoseconds }]
}

function runOrder({ id, lang, turns }: OrderCase, { order }: Understanding): Step[] {
  if (!order) throw new Error(`case ${id} is an order, but the catalogue is a home`)
  let wanted: readonly CartLine[] = []
  let cart: readonly CartLine[] = []
  let context: unknown
  return turns.map(({ say, act, ask, item, cart: after }, index) => {
    const expected: OrderMeaning = { act, ...(ask && { ask }), ...(item !== undefined && { item }), cart: after }
    const [answer, nanoseconds] = timed(() => order(say, { lang, cart, context }))
    const got: OrderMeaning = { act: answer.act, ...(answer.ask && { ask: answer.ask }), ...(answer.item != null && { item: answer.item }), cart: answer.cart }
    const verdict = judgeOrder(expected, got, { expected: wanted, got: cart })
    wanted = after
    cart = answer.cart
    context = answer.context
    return { id, lang, step: index + 1, say, expected, got, verdict, nanoseconds }
  })
}

function timed<Answer>(work: () => Answer): [Answer, number] {
  const began = process.hrtime.bigint()
  const answer = work()
  return [answer, Number(process.hrtime.bigint() - began)]
}
