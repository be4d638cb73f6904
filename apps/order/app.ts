import type Koa from 'koa'
import { createEventLog } from '@jari/feed/event-log.ts'
import { createFeedMetrics } from '@jari/feed/feed-metrics.ts'
import { createFeed } from '@jari/feed/feed.ts'
import { createApp } from '@jari/service/app.ts'
import type { AnswerCheck } from '@jari/service/app.ts'
import type { Database } from '@jari/service/database.ts'
import { createGroupCommit } from '@jari/service/group-commit.ts'
import { startHousekeeping } from '@jari/service/housekeeping.ts'
import { forgetOldKeys } from '@jari/service/idempotency.ts'
import type { Log } from '@jari/service/log.ts'
import type { Metrics } from '@jari/service/metrics.ts'
import type { Readiness } from '@jari/service/readiness.ts'
import type { Reply } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import { isTransient } from '@jari/service/transient.ts'
import type { Verifier } from '@jari/service/verifier.ts'
import { createSockets } from '@jari/service/websocket.ts'
import type { Sockets } from '@jari/service/websocket.ts'
import { checkTransitions } from './check-transitions.ts'
import { createDeskRepository } from './desk-repository.ts'
import { deskRoutes } from './features/desk/routes.ts'
import { feedRoutes, orderFeedSocket } from './features/feed/routes.ts'
import { announceMenus } from './features/menu/announce.ts'
import { menuRoutes } from './features/menu/routes.ts'
import type { OrderJob } from './features/orders/order-job.ts'
import { orderRoutes } from './features/orders/routes.ts'
import { writeBatch } from './features/orders/write-batch.ts'
import { createMenuRepository } from './menu-repository.ts'
import { createOrderRepository } from './order-repository.ts'
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
  readonly now?: () => number
  /** Orders that one transaction writes at most. */
  readonly batchCap?: number
  readonly checkAnswers?: AnswerCheck
}

/** The order service; `stop` ends what runs in the background, after the last request. */
export type OrderApp = { readonly app: Koa; readonly sockets: Sockets; stop(): Promise<void> }

/** The order service: menu, orders, and the kitchen's feed. */
export function createOrderApp({ database, verifier, profiles, readiness, log, metrics, allowedOrigins = [], now = Date.now, batchCap = 100, checkAnswers }: OrderAppParts): OrderApp {
  checkTransitions()
  const orders = createOrderRepository(database)
  const desks = createDeskRepository(database)
  const menus = createMenuRepository(database, now)
  const clock = createStoreClock()
  const events = createEventLog(database)
  const feed = createFeed({ log: events, logger: log, metrics: createFeedMetrics(metrics) })
  const writes = createGroupCommit<OrderJob, Reply>({
    async write(jobs) {
      const outcomes = await writeBatch({ database, log: events, orders, desks, now }, jobs)
      feed.poke(new Set(jobs.map((job) => job.storeId)))
      return outcomes
    },
    isTransient,
    cap: batchCap,
    onBatch: (size) => metrics.batchSize.observe(size),
    onRetry: (error) => {
      metrics.batchRetries.inc()
      log.warn({ err: error }, 'batch is written again')
    },
  })
  const write = createWriteAlone({ database, log: events, now, poke: (storeIds) => feed.poke(storeIds) })
  const keeping = [
    startHousekeeping({ name: 'forget old keys', intervalMs: 600_000, work: () => forgetOldKeys(database.em(), now()), log }),
    startHousekeeping({ name: 'announce menus', intervalMs: 1000, work: () => announceMenus({ menus, write, now }), log }),
  ]
  const routes = [
    ...menuRoutes({ menus, desks, profiles, clock, write, now }),
    ...deskRoutes({ desks, menus, write, now }),
    ...orderRoutes({ menus, orders, profiles, clock, writes, onOwed: () => undefined, now }),
    ...feedRoutes({ log: events, orders, desks, now }),
  ]
  return {
    app: createApp({ service: 'order', summary: 'Menu, orders and the kitchen’s feed.', routes, verifier, readiness, log, metrics, checkAnswers }),
    sockets: createSockets({ routes: [orderFeedSocket({ feed, verifier })], log, metrics, allowedOrigins }),
    async stop() {
      feed.stop()
      await Promise.all(keeping.map((one) => one.stop()))
      await writes.flush()
    },
  }
}
