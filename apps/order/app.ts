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
import { isTransient } from '@jari/service/transient.ts'
import type { Verifier } from '@jari/service/verifier.ts'
import { createSockets } from '@jari/service/websocket.ts'
import type { Sockets } from '@jari/service/websocket.ts'
import { checkTransitions } from './check-transitions.ts'
import { feedRoutes, orderFeedSocket } from './features/feed/routes.ts'
import { menuRoutes } from './features/menu/routes.ts'
import { orderRoutes } from './features/orders/routes.ts'
import { writeBatch } from './features/orders/write-batch.ts'
import type { OrderJob } from './features/orders/write-batch.ts'
import { createMenuRepository } from './menu-repository.ts'
import { createOrderRepository } from './order-repository.ts'

export type OrderAppParts = {
  readonly database: Database
  readonly verifier: Verifier
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
export function createOrderApp({ database, verifier, readiness, log, metrics, allowedOrigins = [], now = Date.now, batchCap = 100, checkAnswers }: OrderAppParts): OrderApp {
  checkTransitions()
  const orders = createOrderRepository(database)
  const menus = createMenuRepository(database, now)
  const events = createEventLog(database)
  const feed = createFeed({ log: events, logger: log, metrics: createFeedMetrics(metrics) })
  const writes = createGroupCommit<OrderJob, Reply>({
    async write(jobs) {
      const outcomes = await writeBatch({ database, log: events, orders, now }, jobs)
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
  const forgetting = startHousekeeping({ name: 'forget old keys', intervalMs: 600_000, work: () => forgetOldKeys(database.em(), now()), log })
  const routes = [...menuRoutes({ menus }), ...orderRoutes({ menus, orders, writes, now }), ...feedRoutes({ log: events, orders })]
  return {
    app: createApp({ service: 'order', summary: 'Menu, orders and the kitchen’s feed.', routes, verifier, readiness, log, metrics, checkAnswers }),
    sockets: createSockets({ routes: [orderFeedSocket({ feed, verifier })], log, metrics, allowedOrigins }),
    async stop() {
      feed.stop()
      await forgetting.stop()
      await writes.flush()
    },
  }
}
