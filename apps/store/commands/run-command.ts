import { newStaffSchema } from '@jari/contract/staff.ts'
import type { ImportReport } from '@jari/contract/brand.ts'
import type { Database } from '@jari/service/database.ts'
import { transact } from '@jari/service/transact.ts'
import { validate } from '@jari/service/validate.ts'
import { exportBrand, readBrandFile, writeBrandFile } from '../features/brand/brand-file.ts'
import { importBrand } from '../features/brand/import-brand.ts'
import { hire } from '../features/staff/change-staff.ts'
import { hashPassword } from '../password.ts'
import { findBrand } from '../repositories/brands.ts'

export type CommandOptions = { readonly brand?: string | undefined; readonly name?: string | undefined; readonly dryRun: boolean }

const by = { id: 'command', name: 'command' }

/** Carries out a command and returns what to print. `read` gives the text of a file, `-` being standard input. Throws an Error that says what to do. */
export async function runCommand(database: Database, [command, argument]: readonly string[], options: CommandOptions, read: (file: string) => string): Promise<string> {
  if (command === 'owner' && options.brand && options.name) return makeOwner(database, options.brand, options.name, read('-').trim())
  if (command === 'import' && argument) {
    const file = readBrandFile(read(argument))
    return told(await transact(database, (em) => importBrand(em, file, { write: !options.dryRun, existing: 'change', by, now: Date.now() })))
  }
  if (command === 'export' && argument) return writeBrandFile(await exportBrand(database.em(), await brandOf(database, argument)))
  throw new Error('Say one of: owner --brand ID --name NAME (password on standard input) | import FILE [--dry-run] | export BRAND')
}

async function makeOwner(database: Database, brandId: string, name: string, password: string): Promise<string> {
  await brandOf(database, brandId)
  const input = validate(newStaffSchema, { name, role: 'owner', storeIds: [], password }, 'body')
  const passwordHash = await hashPassword(password)
  await transact(database, (em) => hire(em, brandId, input, passwordHash, by, Date.now()))
  return `${name} is an owner of ${brandId} now.\n`
}

async function brandOf(database: Database, id: string) {
  const brand = await findBrand(database.em(), id)
  if (!brand) throw new Error(`There is no brand ${id}. Import it first: node apps/store/command.ts import FILE`)
  return brand
}

function told({ applied, changes, unchanged }: ImportReport): string {
  const lines = changes.map(({ what, id, action, fields }) => `${action} ${what} ${id}${fields.length ? `: ${fields.join(', ')}` : ''}\n`)
  return `${lines.join('')}${changes.length} ${applied ? 'changed' : 'would change'}, ${unchanged} as they were\n`
}
