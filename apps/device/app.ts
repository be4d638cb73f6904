import { anyStaff } from '@jari/service/caller.ts'
import { createApp, type AppParts } from '@jari/service/app.ts'
import type { Database } from '@jari/service/database.ts'
import { createSockets, type Sockets } from '@jari/service/websocket.ts'
import { createEventLog } from '@jari/feed/event-log.ts'
import { createFeedMetrics } from '@jari/feed/feed-metrics.ts'
import { feedSocket } from '@jari/feed/feed-socket.ts'
import { createFeed } from '@jari/feed/feed.ts'
import type Koa from 'koa'
import type { Changing } from './change-device.ts'
import { commandRoutes } from './features/commands/routes.ts'
import { deviceRoutes } from './features/devices/routes.ts'
import { watchPending } from './features/pending/watch-pending.ts'
import { createConnections } from './features/socket/connections.ts'
import { deviceSocket } from './features/socket/device-socket.ts'
import { createWork } from './features/socket/work.ts'

export type DeviceAppParts = Omit<AppParts, 'service' | 'routes' | 'summary'> & {
  readonly database: Database
  readonly allowedOrigins?: readonly string[]
  readonly now?: () => number
}

export type DeviceApp = {
  readonly app: Koa
  readonly sockets: Sockets
  /** Ends what runs by itself; before the database closes. */
  stop(): Promise<void>
}

/** The device service: HTTP for staff, a socket for devices, a feed for pages. */
export function createDeviceApp(parts: DeviceAppParts): DeviceApp {
  const { database, log, metrics, verifier } = parts
  const eventLog = createEventLog(database)
  const feed = createFeed({ log: eventLog, logger: log, metrics: createFeedMetrics(metrics) })
  const connections = createConnections()
  const work = createWork(log)
  const changing: Changing = {
    database,
    log: eventLog,
    now: parts.now ?? Date.now,
    changed: (storeId) => {
      feed.poke([storeId])
      pending.look()
    },
  }
  const pending = watchPending({ changing: () => changing, connections, log })
  const app = createApp({ ...parts, service: 'device', summary: 'Devices of a store: what they shall be and what they say they are', routes: [...deviceRoutes(changing), ...commandRoutes(changing)] })
  const sockets = createSockets({
    routes: [
      deviceSocket({ changing, connections, work }),
      feedSocket({ path: '/device/stores/:storeId/feed', feed, verifier, access: { staff: anyStaff, service: 'devices' }, visibility: () => ({ name: 'staff', sees: () => true }) }),
    ],
    log,
    metrics,
    allowedOrigins: parts.allowedOrigins ?? [],
  })
  return {
    app,
    sockets,
    stop: async () => {
      feed.stop()
      await work.idle()
      await pending.stop()
    },
  }
}
