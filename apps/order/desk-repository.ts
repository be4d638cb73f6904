import { deskSchema } from '@jari/contract/desk.ts'
import type { Desk } from '@jari/contract/desk.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { ask, elseUpdate, execute, insertion, marks } from '@jari/service/statement.ts'
import type { Question, Statement } from '@jari/service/statement.ts'

/** What is kept for a store under its lock: the last order number of its day, and what the kitchen tells everybody. */
export type DeskState = { readonly day: string; readonly lastNumber: number; readonly board: Desk }

export const emptyDesk: DeskState = { day: '', lastNumber: 0, board: { paused: false, pauseReason: null, busyMinutes: 0, busyUntil: null, stock: [] } }

type DeskRow = { store_id: string; day: string; last_number: number; board: string }

/** The only user of the desks' table. */
export type DeskRepository = ReturnType<typeof createDeskRepository>

export function createDeskRepository(database: Database) {
  const boards = new Map<string, { text: string; board: Desk }>()

  /** A board is parsed once for as long as its text is the same: most orders change nothing of it. */
  function boardOf(storeId: string, text: string): Desk {
    const known = boards.get(storeId)
    if (known?.text === text) return known.board
    const board = deskSchema.parse(JSON.parse(text))
    boards.set(storeId, { text, board })
    return board
  }

  /** Desks of these stores; a store whose kitchen has said nothing yet has the empty one. */
  function reading(storeIds: readonly string[]): Question<Map<string, DeskState>> {
    return {
      sql: `select * from store_desk where store_id in (${marks(storeIds.length)})`,
      values: storeIds,
      read: ({ rows }) => {
        const found = new Map((rows as DeskRow[]).map((row) => [row.store_id, { day: row.day, lastNumber: row.last_number, board: boardOf(row.store_id, row.board) }]))
        return new Map(storeIds.map((storeId) => [storeId, found.get(storeId) ?? emptyDesk]))
      },
    }
  }

  /** One statement for all of them. The stores' counters must be locked. */
  function writing(desks: ReadonlyMap<string, DeskState>): Statement[] {
    const rows = [...desks].map(([storeId, { day, lastNumber, board }]) => [storeId, day, lastNumber, JSON.stringify(board)])
    return insertion('store_desk', ['store_id', 'day', 'last_number', 'board'], rows, elseUpdate(database.engine, 'store_id', ['day', 'last_number', 'board']))
  }

  return {
    reading,
    writing,
    read: (storeIds: readonly string[], em: EntityManager = database.em()) => ask(em, reading(storeIds)),
    async write(em: EntityManager, desks: ReadonlyMap<string, DeskState>): Promise<void> {
      for (const statement of writing(desks)) await execute(em, statement)
    },
  }
}
