import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { voiceOrderSchema, voiceReplySchema } from '@jari/contract/voice-order.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { DeskRepository } from '../../desk-repository.ts'
import type { MenuRepository } from '../../menu-repository.ts'
import type { StoreClock } from '../../store-clock.ts'
import { shownMenu } from '../menu/store-menu.ts'
import type { UnderstandOrder } from './understand.ts'

export type VoiceRouteParts = { readonly menus: MenuRepository; readonly desks: DeskRepository; readonly profiles: StoreProfiles; readonly clock: StoreClock; readonly understand: UnderstandOrder; readonly now: () => number }

/** Ordering by voice: what was said and the cart in, the cart and an answer out. Nothing is placed by it, and nothing kept. */
export function voiceRoutes({ menus, desks, profiles, clock, understand, now }: VoiceRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/order/stores/:storeId/voice',
      summary: 'What a sentence does to the cart, and what to say to it; places nothing',
      auth: { guest: true, staff: anyStaff },
      params: z.object({ storeId: idSchema }),
      body: voiceOrderSchema,
      responses: { 200: voiceReplySchema },
      handler: async ({ params: { storeId }, body }, caller) => {
        const [menu, { timeZone }, kitchen] = await Promise.all([menus.ofStore(caller.brandId, storeId), profiles.of(storeId), desks.read([storeId])])
        const shown = shownMenu(storeId, menu, (kitchen.get(storeId) ?? emptyDesk).board, clock(now(), timeZone))
        return { status: 200, body: understand(shown, body) }
      },
    }),
  ]
}
