import type Koa from 'koa'
import { createApp } from '@jari/service/app.ts'
import type { AnswerCheck } from '@jari/service/app.ts'
import { belongsToStore } from '@jari/service/caller.ts'
import type { Database } from '@jari/service/database.ts'
import type { Log } from '@jari/service/log.ts'
import type { Metrics } from '@jari/service/metrics.ts'
import type { Readiness } from '@jari/service/readiness.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { brandRoutes } from './features/brand/routes.ts'
import { clientRoutes } from './features/clients/routes.ts'
import { demoRoutes } from './features/demo/routes.ts'
import { guestRoutes } from './features/guests/routes.ts'
import { seatRoutes } from './features/seats/routes.ts'
import { sessionRoutes } from './features/sessions/routes.ts'
import { createSignInLimit } from './features/sessions/sign-in-limit.ts'
import { staffRoutes } from './features/staff/routes.ts'
import { storeRoutes } from './features/stores/routes.ts'
import type { SigningKey } from './signing-key.ts'
import { createTokens } from './tokens.ts'

export type StoreAppParts = {
  readonly database: Database
  readonly key: SigningKey
  readonly demo: boolean
  readonly readiness: Readiness
  readonly log: Log
  readonly metrics: Metrics
  readonly now?: () => number
  readonly checkAnswers?: AnswerCheck
}

/** The store service: brands, stores, seats, staff, and every token. */
export function createStoreApp({ database, key, demo, readiness, log, metrics, now = Date.now, checkAnswers }: StoreAppParts): Koa {
  const tokens = createTokens(key, now)
  const parts = { database, tokens, key, limit: createSignInLimit(database, now), now }
  const features = [sessionRoutes, guestRoutes, brandRoutes, storeRoutes, seatRoutes, staffRoutes, clientRoutes, auditRoutes, ...(demo ? [demoRoutes] : [])]
  return createApp({
    service: 'store',
    summary: 'Brands, stores, seats and staff; issues every token.',
    routes: features.flatMap((routes) => routes(parts)),
    // the token of an owner names the stores there were when it was issued; every operation asks whose a store is
    belongsToStore: (caller, storeId) => (caller.kind === 'staff' && caller.role === 'owner') || belongsToStore(caller, storeId),
    verifier: createVerifier({ keys: async () => key.published, now }),
    readiness,
    log,
    metrics,
    checkAnswers,
  })
}
