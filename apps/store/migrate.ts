import { readConfig } from '@jari/service/config.ts'
import { createLog } from '@jari/service/log.ts'
import { runMigrations } from '@jari/service/run-migrations.ts'
import { embeddedDemoPassword, storeMigrationEnvironment } from './config.ts'
import { seedDemo } from './features/demo/seed.ts'
import { openStoreDatabase } from './store-database.ts'

const config = readConfig(storeMigrationEnvironment, process.env)
const log = createLog({ service: 'store', level: config.LOG_LEVEL })
const database = openStoreDatabase(config.DATABASE_URL, log, { answersWithin: Infinity })
await runMigrations(database, config.DEMO ? seedDemo(config.DEMO_STAFF_PASSWORD ?? embeddedDemoPassword) : null)
