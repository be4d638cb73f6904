import { readConfig, serviceEnvironment } from '@jari/service/config.ts'
import { openDatabase } from '@jari/service/database.ts'
import { createLog } from '@jari/service/log.ts'
import { runMigrations } from '@jari/service/run-migrations.ts'
import { seedDemoMenu } from './features/menu/seed.ts'
import { orderEntities, orderMigrations } from './schema.ts'

const config = readConfig(serviceEnvironment, process.env)
const log = createLog({ service: 'order', level: config.LOG_LEVEL })
const database = openDatabase({ service: 'order', url: config.DATABASE_URL, entities: orderEntities, migrations: orderMigrations, log, answersWithin: Infinity })
await runMigrations(database, config.DEMO ? seedDemoMenu : null)
