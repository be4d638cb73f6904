import type { MenuRepository } from '../../menu-repository.ts'
import type { WriteAlone } from '../../write-alone.ts'
import { menuEvent } from './routes.ts'

/** Tells screens of planned changes that have taken effect; each once, whichever replica is first. How many were told of here. */
export async function announceMenus({ menus, write, now }: { menus: MenuRepository; write: WriteAlone; now: () => number }): Promise<number> {
  let told = 0
  for (const { brandId, id, announceTo } of await menus.due(20)) {
    await write(announceTo, null, async ({ em, emit }) => {
      if (await menus.announce(em, brandId, id)) {
        for (const storeId of announceTo) emit(menuEvent(storeId, id, now()))
        told++
      }
      return { status: 200 }
    })
    menus.forget(brandId)
  }
  return told
}
