import { readConfig } from '@jari/service/config.ts'
import { databaseChecks } from '@jari/service/database-readiness.ts'
import { createLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { prepareEmbedded } from '@jari/service/prepare-database.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { stopOnSignals } from '@jari/service/signals.ts'
import { createStoreApp } from './app.ts'
import { embeddedDemoPassword, embeddedKeyPath, storeEnvironment } from './config.ts'
import { seedDemo } from './features/demo/seed.ts'
import { startForgetting } from './housekeeping.ts'
import { readOrMakeSigningKey, readSigningKey } from './signing-key.ts'
import { openStoreDatabase } from './store-database.ts'

const service = 'store'
const config = readConfig(storeEnvironment, process.env)
const log = createLog({ service, level: config.LOG_LEVEL })
const metrics = createMetrics({ process: true })
const database = openStoreDatabase(config.DATABASE_URL, log)
const key = config.SIGNING_KEY_FILE ? await readSigningKey(config.SIGNING_KEY_FILE) : await readOrMakeSigningKey(embeddedKeyPath(config.DATABASE_URL))
await prepareEmbedded(database, config.DEMO ? seedDemo(config.DEMO_STAFF_PASSWORD ?? embeddedDemoPassword) : null)
const readiness = createReadiness(databaseChecks(database))
const forgetting = startForgetting(database)
const app = createStoreApp({ database, key, demo: config.DEMO, readiness, log, metrics })
stopOnSignals(await serve({ config, app, readiness, log, metrics, database, stop: [() => forgetting.stop()] }), log)
