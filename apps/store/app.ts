import type Koa from 'koa'
import { createApp } from '@jari/service/app.ts'
import type { Database } from '@jari/service/database.ts'
import type { Log } from '@jari/service/log.ts'
import type { Metrics } from '@jari/service/metrics.ts'
import type { Readiness } from '@jari/service/readiness.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { demoRoutes } from './features/demo/routes.ts'
import { sessionRoutes } from './features/sessions/routes.ts'
import { createSignInLimit } from './features/sessions/sign-in-limit.ts'
import { storeRoutes } from './features/stores/routes.ts'
import type { SigningKey } from './signing-key.ts'
import { createStoreRepository } from './store-repository.ts'
import { createTokens } from './tokens.ts'

export type StoreAppParts = { readonly database: Database; readonly key: SigningKey; readonly demo: boolean; readonly readiness: Readiness; readonly log: Log; readonly metrics: Metrics; readonly now?: () => number }

/** The store service: brands, stores, seats, staff, and every token. */
export function createStoreApp({ database, key, demo, readiness, log, metrics, now = Date.now }: StoreAppParts): Koa {
  const repository = createStoreRepository(database)
  const tokens = createTokens(key, now)
  const limit = createSignInLimit(now)
  const routes = [...sessionRoutes({ repository, tokens, limit, key }), ...storeRoutes({ repository, tokens }), ...(demo ? demoRoutes({ repository, tokens }) : [])]
  return createApp({
    service: 'store',
    summary: 'Brands, stores, seats and staff; issues every token.',
    routes,
    verifier: createVerifier({ keys: async () => key.published, now }),
    readiness,
    log,
    metrics,
  })
}
