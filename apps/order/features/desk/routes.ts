import { z } from 'zod'
import { deskSchema, setPaceSchema, setStockSchema } from '@jari/contract/desk.ts'
import type { Desk } from '@jari/contract/desk.ts'
import { idSchema } from '@jari/contract/id.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Reply, Route } from '@jari/service/route.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { DeskRepository } from '../../desk-repository.ts'
import type { MenuRepository } from '../../menu-repository.ts'
import type { WriteAlone } from '../../write-alone.ts'
import { deskEvent } from '../orders/order-event.ts'
import { withPace, withStock } from './desk.ts'

export type DeskRouteParts = { readonly desks: DeskRepository; readonly menus: MenuRepository; readonly write: WriteAlone; readonly now: () => number }

const params = z.object({ storeId: idSchema })

/** What the kitchen tells every seat: sold out, how many are left, pause, busy. It reaches them through the feed. */
export function deskRoutes({ desks, menus, write, now }: DeskRouteParts): Route[] {
  const change = (storeId: string, to: (desk: Desk) => Desk): Promise<Reply> =>
    write([storeId], null, async ({ em, emit }) => {
      const desk = (await desks.read([storeId], em)).get(storeId) ?? emptyDesk
      const board = to(desk.board)
      if (JSON.stringify(board) !== JSON.stringify(desk.board)) {
        await desks.write(em, new Map([[storeId, { ...desk, board }]]))
        emit(deskEvent(storeId, board, now()))
      }
      return { status: 200, body: board }
    })

  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/desk',
      summary: 'What the kitchen says: sold out, how many are left, pause, busy',
      auth: { guest: true, staff: anyStaff },
      params,
      responses: { 200: deskSchema },
      handler: async ({ params: { storeId } }) => ({ status: 200, body: ((await desks.read([storeId])).get(storeId) ?? emptyDesk).board, headers: { 'Cache-Control': 'no-store' } }),
    }),
    route({
      method: 'PUT',
      path: '/order/stores/:storeId/stock/:itemId',
      summary: 'Say that an item is sold out, or how many are left; {} takes both back',
      auth: { staff: anyStaff },
      params: z.object({ storeId: idSchema, itemId: idSchema }),
      body: setStockSchema,
      responses: { 200: deskSchema },
      handler: async ({ params: { storeId, itemId }, body }, caller) => {
        if (!(await menus.ofStore(caller.brandId, storeId)).items.has(itemId)) throw problems.notFound('item')
        return change(storeId, (desk) => withStock(desk, itemId, body))
      },
    }),
    route({
      method: 'PUT',
      path: '/order/stores/:storeId/pace',
      summary: 'Pause guests’ orders, or say how much longer than usual it takes; {} takes both back',
      auth: { staff: anyStaff },
      params,
      body: setPaceSchema,
      responses: { 200: deskSchema },
      handler: ({ params: { storeId }, body }) => change(storeId, (desk) => withPace(desk, body)),
    }),
  ]
}
