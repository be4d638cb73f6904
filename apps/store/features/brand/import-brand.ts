import type { BrandFile, ImportReport } from '@jari/contract/brand.ts'
import type { Fault } from '@jari/contract/problem.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { difference } from '../../difference.ts'
import { note } from '../../repositories/audit.ts'
import type { Actor } from '../../repositories/audit.ts'
import { findBrand, insertBrand, updateBrand } from '../../repositories/brands.ts'
import { addSeat, changeSeat, findSeat } from '../../repositories/seats.ts'
import { findStore, insertStore, updateStore } from '../../repositories/stores.ts'
import { changedStore } from '../stores/change-store.ts'
import { newStore } from '../stores/create-store.ts'

/** `write`: carry it out, or only say what it would do. `existing`: what to do with things that are there and differ. */
export type ImportOptions = { readonly write: boolean; readonly existing: 'change' | 'leave'; readonly by: Actor; readonly now: number }

/**
 * Makes a brand's stores and seats what the file says; what the file does not name is left as it is, codes stay valid.
 * Throws problems.invalid for ids that are there twice or belong to another brand, and for a changed currency; then nothing is changed.
 */
export async function importBrand(em: EntityManager, file: BrandFile, options: ImportOptions): Promise<ImportReport> {
  await check(em, file)
  const report: Report = { changes: [], unchanged: 0 }
  await importNames(em, file, options, report)
  for (const entry of file.stores) await importStore(em, file.brand.id, entry, options, report)
  if (options.write && report.changes.length)
    await note(em, { brandId: file.brand.id, by: options.by, action: 'brand.imported', subject: file.brand.id, detail: { changes: report.changes } }, options.now)
  return { applied: options.write, ...report }
}

type Report = { changes: ImportReport['changes']; unchanged: number }

async function check(em: EntityManager, file: BrandFile): Promise<void> {
  const faults: Fault[] = [...twice(file.stores, '#/stores')]
  for (const [i, { id, currency, seats = [] }] of file.stores.entries()) {
    const there = await findStore(em, id)
    if (there && there.brandId !== file.brand.id) faults.push({ in: 'body', pointer: `#/stores/${i}/id`, detail: 'is taken' })
    else if (there && there.currency !== currency) faults.push({ in: 'body', pointer: `#/stores/${i}/currency`, detail: `is ${there.currency} and stays so: amounts are kept in it` })
    faults.push(...twice(seats, `#/stores/${i}/seats`))
  }
  if (faults.length) throw problems.invalid(faults)
}

function twice(things: readonly { id: string }[], pointer: string): Fault[] {
  const seen = new Set<string>()
  return things.flatMap(({ id }, i): Fault[] => (seen.has(id) ? [{ in: 'body', pointer: `${pointer}/${i}/id`, detail: 'is there twice' }] : (seen.add(id), [])))
}

async function importNames(em: EntityManager, { brand }: BrandFile, { write, existing }: ImportOptions, report: Report): Promise<void> {
  const there = await findBrand(em, brand.id)
  const fields = there && existing === 'change' ? Object.keys(difference(there, brand)) : []
  if (there && fields.length === 0) return void report.unchanged++
  report.changes.push({ what: 'brand', id: brand.id, action: there ? 'changed' : 'created', fields })
  if (write) await (there ? updateBrand(em, brand.id, brand.names) : insertBrand(em, brand))
}

async function importStore(em: EntityManager, brandId: string, entry: BrandFile['stores'][number], options: ImportOptions, report: Report): Promise<void> {
  const { seats = [], ...input } = entry
  const there = await findStore(em, input.id)
  const store = there ? changedStore(there, input) : newStore(brandId, input)
  const fields = there && options.existing === 'change' ? Object.keys(difference(there, store)) : []
  if (there && fields.length === 0) report.unchanged++
  else {
    report.changes.push({ what: 'store', id: store.id, action: there ? 'changed' : 'created', fields })
    if (options.write) await (there ? updateStore(em, store) : insertStore(em, store))
  }
  for (const seat of seats) await importSeat(em, store.id, seat, options, report)
}

async function importSeat(em: EntityManager, storeId: string, seat: { id: string; name: string }, { write, existing }: ImportOptions, report: Report): Promise<void> {
  const there = await findSeat(em, storeId, seat.id)
  if (there && (existing === 'leave' || there.name === seat.name)) return void report.unchanged++
  report.changes.push({ what: 'seat', id: `${storeId}/${seat.id}`, action: there ? 'changed' : 'created', fields: there ? ['name'] : [] })
  if (!write) return
  if (there) await changeSeat(em, storeId, seat.id, { name: seat.name })
  else await addSeat(em, { storeId, ...seat })
}
