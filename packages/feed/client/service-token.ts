import { clientSessionSchema } from '@jari/contract/client.ts'
import type { ClientSession } from '@jari/contract/client.ts'

/** A token is renewed when it lives no longer than this, in milliseconds. */
const soon = 60_000

export type ServiceTokenOptions = { readonly storeUrl: string; readonly clientId: string; readonly secret: string; readonly now?: () => number }

/**
 * Access tokens of a service client, to be the `token` of a feed consumer: one is kept for as long as it lives, `renew` gets
 * another. Throws an Error with `status` when the store service refuses.
 */
export function serviceTokens({ storeUrl, clientId, secret, now = Date.now }: ServiceTokenOptions): (renew: boolean) => Promise<string> {
  let session: Promise<ClientSession> | null = null

  async function open(): Promise<ClientSession> {
    const response = await fetch(new URL('/store/clients/sessions', storeUrl), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ clientId, secret }), signal: AbortSignal.timeout(5000) })
    if (!response.ok) throw Object.assign(new Error(`The store service answered ${response.status} to client ${clientId}`), { status: response.status })
    return clientSessionSchema.parse(await response.json())
  }

  return async (renew) => {
    const present = renew ? null : await session
    if (present && Date.parse(present.expiresAt) - now() > soon) return present.accessToken
    const next = open()
    session = next
    next.catch(() => {
      if (session === next) session = null
    })
    return (await next).accessToken
  }
}
