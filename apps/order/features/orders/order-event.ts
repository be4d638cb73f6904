import { deskEventType, everySeat } from '@jari/contract/feed.ts'
import type { DeskEventData } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'
import type { EventDraft } from '@jari/feed/event-log.ts'
import type { DeskState } from '../../desk-repository.ts'

/** The event's data is OrderEventData, made of the order's JSON as it is answered and kept. */
export function eventOf(order: Order, json: string, at: number): EventDraft {
  return { storeId: order.storeId, type: order.version === 1 ? 'order.placed' : 'order.changed', seat: order.seatId, at, json: `{"order":${json}}` }
}

/** Everybody in the store is told what the kitchen says. */
export function deskEvent(storeId: string, board: DeskState['board'], at: number): EventDraft {
  const data: DeskEventData = { desk: board }
  return { storeId, type: deskEventType, seat: everySeat, at, data }
}
