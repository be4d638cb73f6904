import type { SeatSession } from '@jari/contract/session.ts'
import { ask } from '../request/request.ts'

/** A guest at one seat; the session is opened anew whenever it is about to end. */
export type Seat = {
  readonly first: SeatSession
  /** An access token that lives for at least 30 s more. */
  token(): Promise<string>
}

/** Opens a guest session with a seat's token. Throws Refused if the token is not, or no longer, valid. */
export async function openSeat(seatToken: string, now: () => number = Date.now): Promise<Seat> {
  const open = () => ask<SeatSession>('/store/seats/sessions', { method: 'POST', body: { seatToken } })
  const first = await open()
  let session = first
  return {
    first,
    token: async () => {
      if (Date.parse(session.expiresAt) - now() < 30_000) session = await open()
      return session.accessToken
    },
  }
}
