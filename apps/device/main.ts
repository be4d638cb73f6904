import { readConfig } from '@jari/service/config.ts'
import { databaseChecks } from '@jari/service/database-readiness.ts'
import { remoteKeys } from '@jari/service/key-source.ts'
import { createLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { prepareEmbedded } from '@jari/service/prepare-database.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { stopOnSignals } from '@jari/service/signals.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createDeviceApp } from './app.ts'
import { openDeviceDatabase } from './device-database.ts'
import { deviceEnvironment } from './environment.ts'
import { seedDemo } from './seed.ts'

const config = readConfig(deviceEnvironment, process.env)
const log = createLog({ service: 'device', level: config.LOG_LEVEL })
const metrics = createMetrics({ process: true })
const database = openDeviceDatabase(config.DATABASE_URL, log)
const readiness = createReadiness(databaseChecks(database))
const verifier = createVerifier({ keys: remoteKeys(config.STORE_URL) })
await prepareEmbedded(database, config.DEMO ? (one) => seedDemo(one, config.DEVICE_TOKEN) : null)
const { app, sockets, stop } = createDeviceApp({ database, log, metrics, readiness, verifier, allowedOrigins: config.ALLOWED_ORIGINS })
stopOnSignals(await serve({ config, app, sockets, readiness, log, metrics, database, stop: [stop] }), log)
