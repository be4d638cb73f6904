import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { closedStates } from '@jari/contract/order-state.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import type { Store } from '@jari/contract/store.ts'
import { storeTodaySchema, todaySchema } from '@jari/contract/today.ts'
import type { StoreToday } from '@jari/contract/today.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { DayFigures, FigureRepository } from '../../figure-repository.ts'
import type { StoreClock } from '../../store-clock.ts'

export type TodayParts = { readonly figures: FigureRepository; readonly profiles: StoreProfiles; readonly clock: StoreClock; readonly now: () => number }

/** Today's figures: of one store, or of all that the caller has. */
export function todayRoutes({ figures, profiles, clock, now }: TodayParts): Route[] {
  async function todayOf(storeIds: readonly string[]): Promise<StoreToday[]> {
    const stores = await Promise.all(storeIds.map((id) => profiles.of(id)))
    const days = new Map(stores.map((store) => [store.id, clock(now(), store.timeZone).day]))
    const sums = await figures.ofDays(days)
    return stores.map((store) => figuresOf(store, days.get(store.id) as string, sums.filter(({ storeId }) => storeId === store.id)))
  }

  return [
    route({
      method: 'GET',
      path: '/order/today',
      summary: 'Today’s figures of all stores of the caller',
      auth: { staff: ['owner', 'manager'] },
      responses: { 200: todaySchema },
      handler: async (_, caller) => ({ status: 200, body: { stores: await todayOf(caller.kind === 'staff' ? caller.storeIds : []) }, headers: { 'Cache-Control': 'no-store' } }),
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/today',
      summary: 'Today’s figures of a store',
      auth: { staff: anyStaff },
      params: z.object({ storeId: idSchema }),
      responses: { 200: storeTodaySchema },
      handler: async ({ params: { storeId } }) => ({ status: 200, body: (await todayOf([storeId]))[0], headers: { 'Cache-Control': 'no-store' } }),
    }),
  ]
}

function figuresOf(store: Store, day: string, sums: readonly DayFigures[]): StoreToday {
  const count = (matches: (state: OrderState) => boolean) => sums.reduce((all, { state, orders }) => all + (matches(state) ? orders : 0), 0)
  return {
    storeId: store.id,
    day,
    currency: store.currency,
    orders: { placed: count(() => true), open: count((state) => !closedStates.includes(state)), served: count((state) => state === 'served'), cancelled: count((state) => state === 'cancelled') },
    sales: sums.reduce((all, { state, total }) => all + (state === 'cancelled' ? 0 : total), 0),
  }
}
