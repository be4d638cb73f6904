import type { EntityManager } from '@jari/service/database.ts'
import type { Tables } from '../schema.ts'

/** Queries on this service's tables; inside a transaction, part of it. Only the files of this folder use it. */
export function tables(em: EntityManager) {
  return em.getKysely<Tables>()
}
