import type { SeatSession } from '@jari/contract/session.ts'
import { ask, Refused } from '../request/request.ts'

/** A guest at one seat, in one session: it is renewed as long as it lives, and opened anew when it is over and the code still good. */
export type Seat = {
  readonly first: SeatSession
  /** An access token that lives for at least 30 s more. */
  token(): Promise<string>
}

/** Opens a guest session with a seat's token. Throws Refused if the token is not, or no longer, valid. */
export async function openSeat(seatToken: string, now: () => number = Date.now, request: typeof ask = ask): Promise<Seat> {
  const open = () => request<SeatSession>('/store/seats/sessions', { method: 'POST', body: { seatToken } })
  const first = await open()
  let session = first
  let renewing: Promise<SeatSession> | null = null

  async function renewed(): Promise<SeatSession> {
    if (Date.parse(session.endsAt) - now() < 30_000) return open()
    try {
      return await request<SeatSession>('/store/seats/sessions/refresh', { method: 'POST', body: { refreshToken: session.refreshToken } })
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return open()
      throw error
    }
  }

  return {
    first,
    token: async () => {
      if (Date.parse(session.expiresAt) - now() < 30_000) {
        renewing ??= renewed().finally(() => (renewing = null))
        session = await renewing
      }
      return session.accessToken
    },
  }
}
