import type Koa from 'koa'
import { createEventLog } from '@jari/feed/event-log.ts'
import { createFeedMetrics } from '@jari/feed/feed-metrics.ts'
import { createFeed } from '@jari/feed/feed.ts'
import { createApp } from '@jari/service/app.ts'
import type { AnswerCheck } from '@jari/service/app.ts'
import type { Database } from '@jari/service/database.ts'
import { startHousekeeping } from '@jari/service/housekeeping.ts'
import { forgetOldKeys } from '@jari/service/idempotency.ts'
import type { Log } from '@jari/service/log.ts'
import type { Metrics } from '@jari/service/metrics.ts'
import type { Readiness } from '@jari/service/readiness.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { Verifier } from '@jari/service/verifier.ts'
import { createSockets } from '@jari/service/websocket.ts'
import type { Sockets } from '@jari/service/websocket.ts'
import { checkTransitions } from './check-transitions.ts'
import { createDeskRepository } from './desk-repository.ts'
import { billRoutes } from './features/bills/routes.ts'
import { deskRoutes } from './features/desk/routes.ts'
import { pickupRoutes, pickupSocket } from './features/feed/pickup.ts'
import { feedRoutes, orderFeedSocket } from './features/feed/routes.ts'
import { guestRoutes } from './features/guests/routes.ts'
import { announceMenus } from './features/menu/announce.ts'
import { menuRoutes } from './features/menu/routes.ts'
import { letGo } from './features/orders/let-go.ts'
import { createOrderCommits } from './features/orders/order-commits.ts'
import { orderRoutes } from './features/orders/routes.ts'
import { createCashier } from './features/payments/cashier.ts'
import { chasePayments } from './features/payments/chase.ts'
import { createLedger } from './features/payments/ledger.ts'
import type { PaymentProvider } from './features/payments/provider.ts'
import { paymentRoutes } from './features/payments/routes.ts'
import { retain } from './features/retention/retain.ts'
import { todayRoutes } from './features/today/routes.ts'
import { createSpokenOrders } from './features/voice/spoken-orders.ts'
import { voiceRoutes } from './features/voice/routes.ts'
import { createFigureRepository } from './figure-repository.ts'
import { createMenuRepository } from './menu-repository.ts'
import { createOrderRepository } from './order-repository.ts'
import { createPaymentRepository } from './payment-repository.ts'
import { createStoreClock } from './store-clock.ts'
import { createWriteAlone } from './write-alone.ts'

export type OrderAppParts = {
  readonly database: Database
  readonly verifier: Verifier
  readonly profiles: StoreProfiles
  readonly readiness: Readiness
  readonly log: Log
  readonly metrics: Metrics
  readonly allowedOrigins?: readonly string[]
  /** Who takes guests' money; absent: only the counter does. */
  readonly provider?: PaymentProvider | null
  /** Closed orders and events older than this are removed. */
  readonly retentionDays?: number
  readonly now?: () => number
  /** Orders that one transaction writes at most. */
  readonly batchCap?: number
  /** Batches at the same time, each of stores of its own. */
  readonly batchLanes?: number | undefined
  readonly checkAnswers?: AnswerCheck
}

/** The order service; `stop` ends what runs in the background, after the last request. */
export type OrderApp = { readonly app: Koa; readonly sockets: Sockets; readonly chores: Chores; stop(): Promise<void> }

/** What is done every now and then; here for whoever cannot wait. */
export type Chores = { announceMenus(): Promise<number>; refundOwed(): Promise<number>; chasePayments(): Promise<number>; letGo(): Promise<number>; retain(): Promise<number> }

/** The order service: menu, orders, and the kitchen's feed. */
export function createOrderApp({ database, verifier, profiles, readiness, log, metrics, allowedOrigins = [], provider = null, retentionDays = 90, now = Date.now, batchCap = 100, batchLanes = 2, checkAnswers }: OrderAppParts): OrderApp {
  checkTransitions()
  const orders = createOrderRepository(database)
  const desks = createDeskRepository(database)
  const menus = createMenuRepository(database, now)
  const clock = createStoreClock()
  const events = createEventLog(database)
  const feed = createFeed({ log: events, logger: log, metrics: createFeedMetrics(metrics) })
  const writes = createOrderCommits({ database, log: events, orders, desks, now, metrics, logger: log, poke: (storeIds) => feed.poke(storeIds), cap: batchCap, lanes: batchLanes })
  const write = createWriteAlone({ database, log: events, now, poke: (storeIds) => feed.poke(storeIds) })
  const payments = createPaymentRepository(database)
  const figures = createFigureRepository(database)
  const ledger = createLedger({ orders, payments, write, now })
  const cashier = createCashier({ orders, payments, profiles, clock, write, ledger, provider, log, now })
  const keep = (name: string, seconds: number, work: () => Promise<unknown>) => startHousekeeping({ name, intervalMs: seconds * 1000, work, log })
  const owed = runSoon(() => cashier.refundOwed(), (error) => log.warn({ err: error }, 'refunds failed'))
  const chores: Chores = {
    announceMenus: () => announceMenus({ menus, write, now }),
    refundOwed: () => cashier.refundOwed(),
    chasePayments: async () => (provider ? chasePayments({ payments, cashier, ledger, provider, log, now }) : 0),
    letGo: () => letGo({ log: events, orders, writes, now }),
    retain: () => retain({ log: events, orders, payments, now: now() }, retentionDays),
  }
  const keeping = [
    keep('forget old keys', 600, () => forgetOldKeys(database.em(), now())),
    keep('announce menus', 1, chores.announceMenus),
    keep('give back what is owed', 15, () => owed.run()),
    keep('chase payments', 15, chores.chasePayments),
    keep('let go of what waits too long', 60, chores.letGo),
    keep('remove what is old', 3600, chores.retain),
  ]
  const routes = [
    ...menuRoutes({ menus, desks, profiles, clock, write, now }),
    ...deskRoutes({ desks, menus, write, now }),
    ...orderRoutes({ menus, orders, profiles, clock, writes, onOwed: () => void owed.run(), now }),
    ...billRoutes({ orders, profiles, write, now }),
    ...paymentRoutes({ cashier, ledger, payments, figures, profiles, clock, provider, now }),
    ...todayRoutes({ figures, profiles, clock, now }),
    ...voiceRoutes({ menus, desks, profiles, clock, understand: createSpokenOrders(), now }),
    ...guestRoutes({ orders, payments, log: events, write, now }),
    ...feedRoutes({ log: events, orders, desks, now }),
    ...pickupRoutes({ log: events, orders }),
  ]
  return {
    app: createApp({ service: 'order', summary: 'Menu, orders and the kitchen’s feed.', routes, verifier, readiness, log, metrics, checkAnswers }),
    chores,
    sockets: createSockets({ routes: [orderFeedSocket({ feed, verifier }), pickupSocket({ feed, verifier })], log, metrics, allowedOrigins }),
    async stop() {
      feed.stop()
      await Promise.all(keeping.map((one) => one.stop()))
      await owed.idle()
      await writes.flush()
    },
  }
}

/** Runs `work` one run at a time; who asks while it runs gets a run of their own after it. */
function runSoon(work: () => Promise<unknown>, onError: (error: unknown) => void): { run(): Promise<void>; idle(): Promise<void> } {
  let last: Promise<void> = Promise.resolve()
  const run = () => (last = last.then(work).then(() => undefined, onError))
  return { run, idle: () => last }
}
