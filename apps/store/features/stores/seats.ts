import type { Seat, Store } from '@jari/contract/store.ts'
import type { StoreRepository } from '../../store-repository.ts'
import type { Tokens } from '../../tokens.ts'

/** The seats of a store, each with the token that its code carries. */
export async function seatsWithTokens({ repository, tokens }: { repository: StoreRepository; tokens: Tokens }, store: Store): Promise<Seat[]> {
  const seats = await repository.seats(store.id)
  return Promise.all(
    seats.map(async (seat) => ({
      id: seat.id,
      storeId: store.id,
      name: seat.name,
      seatToken: await tokens.seat({ brandId: store.brandId, storeId: store.id, seatId: seat.id, version: seat.tokenVersion }),
    })),
  )
}
