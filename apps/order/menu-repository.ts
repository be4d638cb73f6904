import { z } from 'zod'
import type { MenuChange } from '@jari/contract/menu.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import type { Json } from './features/menu/merge-patch.ts'
import { changesAt, foldMenu, readMenu, versionOf } from './features/menu/menu-at.ts'
import type { PlannedChange } from './features/menu/menu-at.ts'
import { storeMenu } from './features/menu/store-menu.ts'
import type { StoreMenu } from './features/menu/store-menu.ts'
import { MenuChangeEntity } from './schema.ts'

/** A change with what only the database knows: which stores are told when it takes effect. */
export type NewChange = { readonly brandId: string; readonly change: MenuChange; readonly announceTo: readonly string[]; readonly announced: boolean }
export type DueChange = { readonly brandId: string; readonly id: string; readonly announceTo: readonly string[] }

type Row = {
  brand_id: string
  id: string
  patch: string
  store_ids: string | null
  announce_to: string
  effective_at: number
  note: string | null
  made_by: string
  created_at: number
  announced_at: number | null
  undone_at: number | null
  undone_by: string | null
}
type Tables = { menu_change: Row }

/** The only user of the menus' table. */
export type MenuRepository = ReturnType<typeof createMenuRepository>

/** How long what is known of a brand's changes is used, in milliseconds: how late another replica's change is seen at most. */
const keptFor = 1000
const idsSchema = z.array(z.string())

export function createMenuRepository(database: Database, now: () => number = Date.now) {
  const kept = new Map<string, { planned: Promise<Planned>; readAt: number }>()
  /** The last menu made for each store, of which list of changes, and until when it holds: every order asks. */
  const made = new Map<string, { of: readonly PlannedChange[]; until: number; menu: StoreMenu }>()
  const from = (em: EntityManager = database.em()) => em.getKysely<Tables>()

  type Planned = { marks: string; changes: readonly PlannedChange[] }

  /** The patches are read again only if the list of changes is another: every order needs a menu. */
  async function read(brandId: string, before: Planned | undefined): Promise<Planned> {
    const marks = await from().selectFrom('menu_change').select(['id', 'effective_at', 'undone_at']).where('brand_id', '=', brandId).orderBy('id').execute()
    const text = JSON.stringify(marks)
    if (before?.marks === text) return before
    const rows = await from().selectFrom('menu_change').selectAll().where('brand_id', '=', brandId).execute()
    return { marks: text, changes: rows.map(toPlanned) }
  }

  async function planned(brandId: string): Promise<Planned> {
    const known = kept.get(brandId)
    if (known && now() - known.readAt < keptFor) return known.planned
    const before = await known?.planned.catch(() => undefined)
    const again = kept.get(brandId)
    if (again && again !== known && now() - again.readAt < keptFor) return again.planned
    const entry = { planned: read(brandId, before), readAt: now() }
    kept.set(brandId, entry)
    entry.planned.catch(() => kept.get(brandId) === entry && kept.delete(brandId))
    return entry.planned
  }

  return {
    /** The menu of a store as it is now; empty for a brand that has none. */
    async ofStore(brandId: string, storeId: string): Promise<StoreMenu> {
      const { changes: all } = await planned(brandId)
      const key = `${brandId} ${storeId}`
      const known = made.get(key)
      if (known?.of === all && now() < known.until) return known.menu
      const changes = changesAt(all, storeId, now())
      const read = readMenu(foldMenu(changes))
      if ('faults' in read) throw new Error(`The menu of store ${storeId} is not usable: ${JSON.stringify(read.faults)}`)
      const menu = storeMenu(read.document, versionOf(changes))
      const until = Math.min(...all.map(({ effectiveAt }) => effectiveAt).filter((at) => at > now()))
      made.set(key, { of: all, until, menu })
      return menu
    },

    /** Everything that menus of the brand are worked out from. */
    async plannedOf(brandId: string, em?: EntityManager): Promise<PlannedChange[]> {
      const rows = await from(em).selectFrom('menu_change').selectAll().where('brand_id', '=', brandId).execute()
      return rows.map(toPlanned)
    },

    /** Newest first. */
    async list(brandId: string, limit: number): Promise<MenuChange[]> {
      const rows = await from().selectFrom('menu_change').selectAll().where('brand_id', '=', brandId).orderBy('id', 'desc').limit(limit).execute()
      return rows.map(toChange)
    },

    async find(brandId: string, id: string, em?: EntityManager): Promise<{ change: MenuChange; announceTo: string[] } | null> {
      const row = await from(em).selectFrom('menu_change').selectAll().where('brand_id', '=', brandId).where('id', '=', id).executeTakeFirst()
      return row ? { change: toChange(row), announceTo: idsSchema.parse(JSON.parse(row.announce_to)) } : null
    },

    async insert(em: EntityManager, { brandId, change, announceTo, announced }: NewChange): Promise<void> {
      const createdAt = Date.parse(change.createdAt)
      await em.insert(MenuChangeEntity, {
        brandId,
        id: change.id,
        patch: JSON.stringify(change.patch),
        storeIds: change.storeIds && JSON.stringify(change.storeIds),
        announceTo: JSON.stringify(announceTo),
        effectiveAt: Date.parse(change.effectiveAt),
        note: change.note,
        madeBy: change.by,
        createdAt,
        announcedAt: announced ? createdAt : null,
        undoneAt: null,
        undoneBy: null,
      })
    },

    /** Marks a change as undone; false if it is already. */
    async undo(em: EntityManager, brandId: string, id: string, by: string): Promise<boolean> {
      return (await em.nativeUpdate(MenuChangeEntity, { brandId, id, undoneAt: null }, { undoneAt: now(), undoneBy: by })) === 1
    },

    /** Changes that have taken effect and of which no screen has been told. */
    async due(limit: number): Promise<DueChange[]> {
      const rows = await from().selectFrom('menu_change').select(['brand_id', 'id', 'announce_to']).where('announced_at', 'is', null).where('undone_at', 'is', null).where('effective_at', '<=', now()).limit(limit).execute()
      return rows.map((row) => ({ brandId: row.brand_id, id: row.id, announceTo: idsSchema.parse(JSON.parse(row.announce_to)) }))
    },

    /** Takes on telling the screens of a change; false if another replica has. */
    async announce(em: EntityManager, brandId: string, id: string): Promise<boolean> {
      return (await em.nativeUpdate(MenuChangeEntity, { brandId, id, announcedAt: null, undoneAt: null }, { announcedAt: now() })) === 1
    },

    /** What is known of a brand is read anew by whoever asks next. */
    forget(brandId: string): void {
      kept.delete(brandId)
    },
  }
}

function toPlanned(row: Row): PlannedChange {
  return { id: row.id, patch: JSON.parse(row.patch) as Json, storeIds: row.store_ids === null ? null : idsSchema.parse(JSON.parse(row.store_ids)), effectiveAt: Number(row.effective_at), undone: row.undone_at !== null }
}

function toChange(row: Row): MenuChange {
  const time = (ms: number) => new Date(Number(ms)).toISOString()
  return {
    id: row.id,
    patch: JSON.parse(row.patch) as MenuChange['patch'],
    storeIds: row.store_ids === null ? null : idsSchema.parse(JSON.parse(row.store_ids)),
    effectiveAt: time(row.effective_at),
    note: row.note,
    by: row.made_by,
    createdAt: time(row.created_at),
    undoneAt: row.undone_at === null ? null : time(row.undone_at),
    undoneBy: row.undone_by,
  }
}
