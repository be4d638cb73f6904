import { feedNames, staffRoles } from '@jari/contract/token.ts'
import type { FeedName } from '@jari/contract/token.ts'
import type { MatrixCaller } from './access-matrix.ts'
import type { TestIssuer } from './issuer.ts'

/** Where the things of a matrix are, and places that are not theirs. */
export type MatrixPlaces = { readonly brandId: string; readonly storeId: string; readonly seatId: string; readonly otherSeatId: string; readonly otherStoreId: string; readonly otherBrandId: string; readonly otherBrandStoreId: string; readonly staffId: string }

/** Nobody, a forged token, guests, devices and services here and elsewhere, and each role here, in another store and in another brand. */
export async function matrixCallers(token: TestIssuer['token'], places: MatrixPlaces): Promise<MatrixCaller[]> {
  const { brandId, storeId, seatId, otherSeatId, otherStoreId, otherBrandId, otherBrandStoreId, staffId } = places
  const guest = (at: { brandId: string; storeId: string; seatId: string }) => token({ kind: 'guest', sub: `session-${at.storeId}-${at.seatId}`, ...at })
  const device = (at: { brandId: string; storeId: string }) => token({ kind: 'device', sub: `device-${at.storeId}`, ...at })
  const service = (feed: FeedName, brand: string, store: string) => token({ kind: 'service', sub: `client-${feed}`, brandId: brand, name: feed, feeds: [feed], storeIds: [store] })
  const one = async (name: string, word: string | null, from: MatrixCaller['from'], made: Promise<string>): Promise<MatrixCaller> => {
    const stores = { here: storeId, 'another seat': storeId, 'another store': otherStoreId, 'another brand': otherBrandStoreId }
    return { name, word, from, storeId: stores[from], token: await made }
  }
  const expired = token({ kind: 'staff', sub: staffId, brandId, name: 'late', role: 'owner', storeIds: [storeId] }, -10)
  const staff = staffRoles.flatMap((role) => {
    const as = (sub: string, brand: string, stores: string[]) => token({ kind: 'staff', sub, brandId: brand, name: role, role, storeIds: stores })
    return [
      one(`${role} here`, `staff:${role}`, 'here', as(staffId, brandId, [storeId])),
      // owners have all stores of their brand
      ...(role === 'owner' ? [] : [one(`${role} of another store`, `staff:${role}`, 'another store', as(`other-${role}`, brandId, [otherStoreId]))]),
      one(`${role} of another brand`, `staff:${role}`, 'another brand', as(`foreign-${role}`, otherBrandId, [otherBrandStoreId])),
    ]
  })
  const services = feedNames.flatMap((feed) => [
    one(`service for ${feed} here`, `service:${feed}`, 'here', service(feed, brandId, storeId)),
    one(`service for ${feed} of another store`, `service:${feed}`, 'another store', service(feed, brandId, otherStoreId)),
    one(`service for ${feed} of another brand`, `service:${feed}`, 'another brand', service(feed, otherBrandId, otherBrandStoreId)),
  ])
  return Promise.all([
    { name: 'nobody', word: null, token: null, storeId, from: 'here' as const },
    one('somebody with a token of an own making', null, 'here', expired.then((text) => `${text.slice(0, -6)}AAAAAA`)),
    one('somebody whose token has expired', null, 'here', expired),
    one('guest of this seat', 'guest', 'here', guest({ brandId, storeId, seatId })),
    one('guest of another seat', 'guest', 'another seat', guest({ brandId, storeId, seatId: otherSeatId })),
    one('guest of another store', 'guest', 'another store', guest({ brandId, storeId: otherStoreId, seatId })),
    one('guest of another brand', 'guest', 'another brand', guest({ brandId: otherBrandId, storeId: otherBrandStoreId, seatId })),
    one('device here', 'device', 'here', device({ brandId, storeId })),
    one('device of another store', 'device', 'another store', device({ brandId, storeId: otherStoreId })),
    ...staff,
    ...services,
  ])
}
