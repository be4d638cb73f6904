import { readConfig } from '@jari/service/config.ts'
import { databaseChecks } from '@jari/service/database-readiness.ts'
import { openDatabase } from '@jari/service/database.ts'
import { remoteKeys } from '@jari/service/key-source.ts'
import { createLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { prepareEmbedded } from '@jari/service/prepare-database.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { stopOnSignals } from '@jari/service/signals.ts'
import { createStoreProfiles, remoteProfiles } from '@jari/service/store-profiles.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createOrderApp } from './app.ts'
import { orderEnvironment } from './environment.ts'
import { seedDemoMenu } from './features/menu/seed.ts'
import { providerOf } from './features/payments/environment.ts'
import { orderEntities, orderMigrations } from './schema.ts'

const service = 'order'
const config = readConfig(orderEnvironment, process.env)
const log = createLog({ service, level: config.LOG_LEVEL })
const metrics = createMetrics({ process: true })
const database = openDatabase({ service, url: config.DATABASE_URL, entities: orderEntities, migrations: orderMigrations, log })
const readiness = createReadiness(databaseChecks(database))
const verifier = createVerifier({ keys: remoteKeys(config.STORE_URL) })
const profiles = createStoreProfiles(remoteProfiles(config.STORE_URL))
await prepareEmbedded(database, config.DEMO ? seedDemoMenu : null)
const { app, sockets, stop } = createOrderApp({ database, verifier, profiles, readiness, log, metrics, allowedOrigins: config.ALLOWED_ORIGINS, provider: providerOf(config), retentionDays: config.RETENTION_DAYS, batchCap: config.BATCH_CAP, batchLanes: config.BATCH_LANES })
stopOnSignals(await serve({ config, app, sockets, readiness, log, metrics, database, stop: [stop] }), log)
