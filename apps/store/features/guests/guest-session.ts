import type { SeatSession } from '@jari/contract/session.ts'
import type { Store } from '@jari/contract/store.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { problems } from '@jari/service/problems.ts'
import { transact } from '@jari/service/transact.ts'
import { guestSessionOf, openGuestSession } from '../../repositories/guest-sessions.ts'
import type { GuestSessionRow } from '../../repositories/guest-sessions.ts'
import { findSeat } from '../../repositories/seats.ts'
import type { SeatRow } from '../../repositories/seats.ts'
import { findStore } from '../../repositories/stores.ts'
import { hashOf, newSecret } from '../../secret.ts'
import type { Tokens } from '../../tokens.ts'

export type GuestParts = { readonly database: Database; readonly tokens: Tokens; readonly now: () => number }

/** Opens a guest session from a seat's QR code; 401 if the code is not ours, was renewed, or its seat is gone. */
export async function openSeat({ database, tokens, now }: GuestParts, seatToken: string): Promise<SeatSession> {
  const claims = await tokens.readSeat(seatToken)
  if (!claims) throw codeInvalid()
  const { brandId, storeId, seatId, version } = claims
  return transact(database, async (em) => {
    const place = await placeOf(em, { brandId, storeId, seatId, tokenVersion: version })
    if (!place) throw codeInvalid()
    const endsAt = now() + place.store.settings.guestSessionMinutes * 60_000
    const session = { id: newId(now()), brandId, storeId, seatId, tokenVersion: version, endsAt }
    const secret = newSecret()
    await openGuestSession(em, session, secret.hash, now())
    return pass(tokens, session, place, secret.text)
  })
}

/** A further access token of a guest session; 401 when it is over, or the seat's code was renewed meanwhile. */
export async function refreshSeat({ database, tokens, now }: GuestParts, refreshToken: string): Promise<SeatSession> {
  const em = database.em()
  const session = await guestSessionOf(em, hashOf(refreshToken))
  const place = session && session.endsAt > now() ? await placeOf(em, session) : null
  if (!session || !place) throw problems.unauthenticated('The session at this seat is over. Read its code again.')
  return pass(tokens, session, place, refreshToken)
}

type Place = { readonly store: Store; readonly seat: SeatRow }

/** The seat that a code or session is for, if it still has that code. */
async function placeOf(em: EntityManager, at: Pick<GuestSessionRow, 'brandId' | 'storeId' | 'seatId' | 'tokenVersion'>): Promise<Place | null> {
  const store = await findStore(em, at.storeId)
  const seat = await findSeat(em, at.storeId, at.seatId)
  return store?.brandId === at.brandId && seat?.tokenVersion === at.tokenVersion ? { store, seat } : null
}

async function pass(tokens: Tokens, session: GuestSessionRow, { store, seat }: Place, refreshToken: string): Promise<SeatSession> {
  const { id, brandId, storeId, seatId, endsAt } = session
  const access = await tokens.access({ kind: 'guest', sub: id, brandId, storeId, seatId, firstOrderTap: store.settings.firstOrderTap }, endsAt)
  return { ...access, sessionId: id, refreshToken, endsAt: new Date(endsAt).toISOString(), brandId, storeId, seatId, seatName: seat.name }
}

function codeInvalid() {
  return problems.unauthenticated('This seat code is not valid any more. Ask for a new one.')
}
