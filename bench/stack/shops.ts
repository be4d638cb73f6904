import { demo } from '@jari/contract/demo.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'

/** Tokens live longer than any measurement, in seconds. */
const lifetime = 3600

export const storeIds = (count: number) => Array.from({ length: count }, (_, i) => `bench-${i + 1}`)

/** A guest at a seat, with a token. */
export type Guest = { readonly storeId: string; readonly seatId: string; readonly token: string }

/** Guests of `seats` seats in each store, store by store in turn. */
export async function guestsOf(issuer: TestIssuer, stores: readonly string[], seats: number): Promise<Guest[]> {
  const places = Array.from({ length: seats }, (_, i) => stores.map((storeId) => ({ storeId, seatId: `seat-${i + 1}` }))).flat()
  return Promise.all(
    places.map(async ({ storeId, seatId }) => ({ storeId, seatId, token: await issuer.token({ kind: 'guest', sub: `session-${storeId}-${seatId}`, brandId: demo.brandId, storeId, seatId }, lifetime) })),
  )
}

/** A barista of these stores. */
export function baristaOf(issuer: TestIssuer, stores: readonly string[], name = 'bo'): Promise<string> {
  return issuer.token({ kind: 'staff', sub: name, brandId: demo.brandId, name, role: 'barista', storeIds: [...stores] }, lifetime)
}
