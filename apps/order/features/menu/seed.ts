import { demo } from '@jari/contract/demo.ts'
import type { Database } from '@jari/service/database.ts'
import { MenuItemEntity } from '../../schema.ts'
import { demoMenu } from './demo-menu.ts'

/** Puts the demo brand's menu there; what is there already keeps what people changed of it. */
export async function seedDemoMenu(database: Database): Promise<void> {
  await database.em().transactional(async (em) => {
    const there = new Set((await em.find(MenuItemEntity, { brandId: demo.brandId })).map((item) => item.id))
    const rows = demoMenu.map(({ en, ko, aliases, ...item }, position) => ({ ...item, brandId: demo.brandId, position, nameEn: en, nameKo: ko, aliases: JSON.stringify(aliases), currency: 'KRW', available: true }))
    const missing = rows.filter((row) => !there.has(row.id))
    if (missing.length) await em.insertMany(MenuItemEntity, missing)
  })
}
