import type { SeatSession } from '@jari/contract/session.ts'
import { newId } from '@jari/service/id.ts'
import { problems } from '@jari/service/problems.ts'
import type { StoreRepository } from '../../store-repository.ts'
import type { Tokens } from '../../tokens.ts'

/** Opens a guest session from a seat's QR code; 401 if the code is not ours, was revoked, or its seat is gone. */
export async function openSeat({ repository, tokens }: { repository: StoreRepository; tokens: Tokens }, seatToken: string): Promise<SeatSession> {
  const claims = await tokens.readSeat(seatToken)
  const seat = claims && (await repository.seat(claims.storeId, claims.seatId))
  if (!claims || !seat || seat.tokenVersion !== claims.version) throw problems.unauthenticated('This seat code is not valid any more. Ask for a new one.')
  const { brandId, storeId, seatId } = claims
  const store = await repository.store(storeId)
  const session = await tokens.access({ kind: 'guest', sub: newId(), brandId, storeId, seatId, firstOrderTap: store?.settings.firstOrderTap ?? true })
  return { ...session, brandId, storeId, seatId, seatName: seat.name }
}
