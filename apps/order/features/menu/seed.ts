import { demo } from '@jari/contract/demo.ts'
import type { Database } from '@jari/service/database.ts'
import { createMenuRepository } from '../../menu-repository.ts'
import { demoMenu } from './demo-menu.ts'

/** Sorts before every id that is made of a time. */
const firstChange = '0-demo-menu'

/** Puts the demo brand's menu there as its first change; what people changed since stays as it is. */
export async function seedDemoMenu(database: Database): Promise<void> {
  const menus = createMenuRepository(database)
  await database.em().transactional(async (em) => {
    if (await menus.find(demo.brandId, firstChange, em)) return
    const start = new Date(0).toISOString()
    const patch = JSON.parse(JSON.stringify(demoMenu)) as Record<string, never>
    const change = { id: firstChange, patch, storeIds: null, effectiveAt: start, note: 'The demo menu', by: 'demo', createdAt: start, undoneAt: null, undoneBy: null }
    await menus.insert(em, { brandId: demo.brandId, change, announceTo: [], announced: true })
  })
}
