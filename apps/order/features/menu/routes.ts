import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { menuSchema } from '@jari/contract/menu.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { MenuRepository } from '../../menu-repository.ts'

/** What a store sells. */
export function menuRoutes({ menus }: { menus: MenuRepository }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/menu',
      summary: 'The menu of a store',
      auth: { guest: true, staff: anyStaff },
      params: z.object({ storeId: idSchema }),
      responses: { 200: menuSchema },
      handler: async ({ params: { storeId } }, caller) => {
        const { currency, items } = await menus.ofBrand(caller.brandId)
        return { status: 200, body: { storeId, currency, items } }
      },
    }),
  ]
}
