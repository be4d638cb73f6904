import { z } from 'zod'
import type { MenuItem } from '@jari/contract/menu.ts'
import type { Database } from '@jari/service/database.ts'

/** What a brand sells, and in which currency. */
export type BrandMenu = { readonly currency: string; readonly items: readonly MenuItem[]; readonly byId: ReadonlyMap<string, MenuItem> }

/** Reads menus; keeps each for a moment, since every order needs one. */
export type MenuRepository = { ofBrand(brandId: string): Promise<BrandMenu> }

/** How long a menu is kept, in milliseconds: how late a change of a price is seen at most. */
const keptFor = 1000

export function createMenuRepository(database: Database, now: () => number = Date.now): MenuRepository {
  const kept = new Map<string, { menu: Promise<BrandMenu>; readAt: number }>()
  return {
    ofBrand(brandId) {
      const known = kept.get(brandId)
      if (known && now() - known.readAt < keptFor) return known.menu
      const menu = read(database, brandId)
      kept.set(brandId, { menu, readAt: now() })
      menu.catch(() => kept.delete(brandId))
      return menu
    },
  }
}

async function read(database: Database, brandId: string): Promise<BrandMenu> {
  const rows = await database.em().getKysely<Tables>().selectFrom('menu_item').selectAll().where('brand_id', '=', brandId).orderBy('position').execute()
  const items = rows.map(toItem)
  return { currency: rows[0]?.currency ?? 'KRW', items, byId: new Map(items.map((item) => [item.id, item])) }
}

function toItem(row: Tables['menu_item']): MenuItem {
  return {
    id: row.id,
    names: { en: row.name_en, ko: row.name_ko },
    aliases: z.array(z.string()).parse(JSON.parse(row.aliases)),
    category: row.category,
    price: row.price,
    available: Boolean(row.available),
  }
}

type Tables = {
  menu_item: { brand_id: string; id: string; position: number; category: string; name_en: string; name_ko: string; aliases: string; price: number; currency: string; available: number | boolean }
}
