import type { Seat, Store } from '@jari/contract/store.ts'
import type { SeatRow } from '../../repositories/seats.ts'
import type { Tokens } from '../../tokens.ts'

/** A seat with the token that its code carries. */
export async function withToken(tokens: Tokens, store: Pick<Store, 'id' | 'brandId'>, seat: SeatRow): Promise<Seat> {
  const seatToken = await tokens.seat({ brandId: store.brandId, storeId: store.id, seatId: seat.id, version: seat.tokenVersion })
  return { id: seat.id, storeId: store.id, name: seat.name, seatToken }
}
