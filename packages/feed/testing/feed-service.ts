import { createApp } from '@jari/service/app.ts'
import { openDatabase } from '@jari/service/database.ts'
import type { Database } from '@jari/service/database.ts'
import { silentLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { migrate } from '@jari/service/migrate.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createSockets } from '@jari/service/websocket.ts'
import { createEventLog } from '../event-log.ts'
import type { EventLog } from '../event-log.ts'
import { createFeedMetrics } from '../feed-metrics.ts'
import { feedSocket } from '../feed-socket.ts'
import { createFeed } from '../feed.ts'
import type { Feed } from '../feed.ts'
import { feedEntities, feedMigration } from '../schema.ts'

/** A replica of a service that has nothing but a feed; for tests. */
export type FeedService = {
  readonly database: Database
  readonly log: EventLog
  readonly feed: Feed
  readonly port: number
  /** Writes events with these numbers (and something to fill them) as data, in one transaction; pokes the feed only if asked to. */
  write(storeId: string, events: readonly { n: number; seat?: string; filler?: string }[], poke?: boolean): Promise<void>
  stop(quietMs?: number): Promise<void>
}

export async function startFeedService(url: string, issuer: TestIssuer, options: { heartbeatMs?: number; lagPatienceMs?: number } = {}): Promise<FeedService> {
  const logger = silentLog()
  const database = openDatabase({ service: 'feed', url, entities: feedEntities, migrations: [feedMigration], log: logger })
  await migrate(database)
  const metrics = createMetrics()
  const verifier = createVerifier({ keys: issuer.keys })
  const log = createEventLog(database)
  const feed = createFeed({ log, logger, metrics: createFeedMetrics(metrics), ...(options.heartbeatMs ? { heartbeatMs: options.heartbeatMs } : {}) })
  const readiness = createReadiness([])
  const route = feedSocket({
    path: '/feed/stores/:storeId/feed',
    feed,
    verifier,
    access: { guest: true, staff: ['barista'] },
    visibility: (caller) => (caller.kind === 'guest' ? { name: caller.seatId, sees: (event) => event.seat === caller.seatId } : { name: '*', sees: () => true }),
    ...(options.lagPatienceMs ? { lagPatienceMs: options.lagPatienceMs } : {}),
  })
  const sockets = createSockets({ routes: [route], log: logger, metrics })
  const app = createApp({ service: 'feed', routes: [], verifier, readiness, log: logger, metrics })
  const running = await serve({ config: { PORT: 0, METRICS_PORT: 0, DRAIN_MS: 0 }, app, readiness, log: logger, metrics, sockets, database, stop: [() => feed.stop()] })
  return {
    database,
    log,
    feed,
    port: running.port,
    async write(storeId, events, poke = true) {
      await log.ensure([storeId])
      await database.em().transactional(async (em) => {
        const counters = await log.lock(em, [storeId])
        await log.append(em, counters, events.map(({ seat, ...data }) => ({ storeId, type: 'test.counted', seat: seat ?? null, at: Date.now(), data })))
      })
      if (poke) feed.poke([storeId])
    },
    stop: (quietMs) => running.stop(quietMs),
  }
}
