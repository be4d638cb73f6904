import type { NewStore, Store } from '@jari/contract/store.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { note } from '../../repositories/audit.ts'
import type { Actor } from '../../repositories/audit.ts'
import { findStore, insertStore } from '../../repositories/stores.ts'
import { isUniqueViolation } from '../../unique-violation.ts'
import { usualSettings, withSettings } from '../../usual-settings.ts'

/** The store that `input` asks for, with what it leaves open filled in. */
export function newStore(brandId: string, input: NewStore): Store {
  const { id, names, timeZone, currency, languages = ['ko', 'en'], hours = null, settings } = input
  return { id, brandId, names, timeZone, currency, languages: [...new Set(languages)], hours, settings: withSettings(usualSettings, settings) }
}

/** Adds a store. Throws a conflict (409) if the id is taken, by whichever brand. `now` in milliseconds. */
export async function createStore(em: EntityManager, brandId: string, input: NewStore, by: Actor, now: number): Promise<Store> {
  const store = newStore(brandId, input)
  if (await findStore(em, store.id)) throw taken(store.id)
  try {
    await insertStore(em, store)
  } catch (error) {
    throw isUniqueViolation(error) ? taken(store.id) : error
  }
  await note(em, { brandId, by, action: 'store.created', subject: store.id, storeId: store.id, detail: { names: store.names } }, now)
  return store
}

function taken(id: string) {
  return problems.conflict(`The id ${id} is taken. Choose another one.`)
}
