// Commands for whoever runs an installation, beside the service and on the same database:
//   node apps/store/command.ts owner --brand ID --name NAME      makes an owner; the password is read from standard input
//   node apps/store/command.ts import FILE [--dry-run]           makes a brand, its stores and seats what a file says
//   node apps/store/command.ts export BRAND                      prints a brand as such a file
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig, serviceEnvironment } from '@jari/service/config.ts'
import { createLog } from '@jari/service/log.ts'
import { prepareEmbedded } from '@jari/service/prepare-database.ts'
import { Problem } from '@jari/service/problem.ts'
import { runCommand } from './commands/run-command.ts'
import { openStoreDatabase } from './store-database.ts'

const config = readConfig(serviceEnvironment, process.env)
const database = openStoreDatabase(config.DATABASE_URL, createLog({ service: 'store', level: 'warn' }))
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { brand: { type: 'string' }, name: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } })
  await prepareEmbedded(database, null)
  await database.ping()
  const read = (file: string) => readFileSync(file === '-' ? 0 : file, 'utf8')
  process.stdout.write(await runCommand(database, positionals, { ...values, dryRun: values['dry-run'] }, read))
} catch (error) {
  const faults = error instanceof Problem ? error.errors.map((fault) => `\n  ${fault.pointer}: ${fault.detail}`).join('') : ''
  process.stderr.write(`${faults ? `${(error as Problem).title}:${faults}` : (error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await database.close()
}
