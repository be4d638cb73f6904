import { sql } from 'kysely'
import { deskSchema } from '@jari/contract/desk.ts'
import type { Desk } from '@jari/contract/desk.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'

/** What is kept for a store under its lock: the last order number of its day, and what the kitchen tells everybody. */
export type DeskState = { readonly day: string; readonly lastNumber: number; readonly board: Desk }

export const emptyDesk: DeskState = { day: '', lastNumber: 0, board: { paused: false, pauseReason: null, busyMinutes: 0, busyUntil: null, stock: [] } }

type Tables = { store_desk: { store_id: string; day: string; last_number: number; board: string } }

/** The only user of the desks' table. */
export type DeskRepository = ReturnType<typeof createDeskRepository>

export function createDeskRepository(database: Database) {
  const boards = new Map<string, { text: string; board: Desk }>()
  const from = (em: EntityManager = database.em()) => em.getKysely<Tables>()

  /** A board is parsed once for as long as its text is the same: most orders change nothing of it. */
  function boardOf(storeId: string, text: string): Desk {
    const known = boards.get(storeId)
    if (known?.text === text) return known.board
    const board = deskSchema.parse(JSON.parse(text))
    boards.set(storeId, { text, board })
    return board
  }

  return {
    /** Desks of these stores; a store whose kitchen has said nothing yet has the empty one. */
    async read(storeIds: readonly string[], em?: EntityManager): Promise<Map<string, DeskState>> {
      const rows = await from(em).selectFrom('store_desk').selectAll().where('store_id', 'in', [...storeIds]).execute()
      const found = new Map(rows.map((row) => [row.store_id, { day: row.day, lastNumber: row.last_number, board: boardOf(row.store_id, row.board) }]))
      return new Map(storeIds.map((storeId) => [storeId, found.get(storeId) ?? emptyDesk]))
    },

    /** One statement for all of them. The stores' counters must be locked. */
    async write(em: EntityManager, desks: ReadonlyMap<string, DeskState>): Promise<void> {
      if (desks.size === 0) return
      const rows = [...desks].map(([store_id, { day, lastNumber, board }]) => ({ store_id, day, last_number: lastNumber, board: JSON.stringify(board) }))
      const insert = from(em).insertInto('store_desk').values(rows)
      const upsert =
        database.engine === 'sqlite'
          ? insert.onConflict((conflict) => conflict.column('store_id').doUpdateSet((eb) => ({ day: eb.ref('excluded.day'), last_number: eb.ref('excluded.last_number'), board: eb.ref('excluded.board') })))
          : insert.onDuplicateKeyUpdate({ day: sql`values(day)`, last_number: sql`values(last_number)`, board: sql`values(board)` })
      await upsert.execute()
    },
  }
}
