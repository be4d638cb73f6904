import type { Store } from '@jari/contract/store.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { findStore } from '../../repositories/stores.ts'

/** A store of this brand; another brand's is no such store. */
export async function storeOfBrand(em: EntityManager, storeId: string, brandId: string): Promise<Store> {
  const store = await findStore(em, storeId)
  if (store?.brandId !== brandId) throw problems.notFound('store')
  return store
}
