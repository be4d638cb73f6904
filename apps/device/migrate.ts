import { readConfig } from '@jari/service/config.ts'
import { createLog } from '@jari/service/log.ts'
import { runMigrations } from '@jari/service/run-migrations.ts'
import { openDeviceDatabase } from './device-database.ts'
import { deviceEnvironment } from './environment.ts'
import { seedDemo } from './seed.ts'

const config = readConfig(deviceEnvironment, process.env)
const log = createLog({ service: 'device', level: config.LOG_LEVEL })
const database = openDeviceDatabase(config.DATABASE_URL, log, { answersWithin: Infinity })
await runMigrations(database, config.DEMO ? (one) => seedDemo(one, config.DEVICE_TOKEN) : null)
