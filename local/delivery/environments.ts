import { addressesOf } from '../addresses.ts'
import type { Platform } from '../platform.ts'

/** An environment as the platform knows it before anything was asked. */
export type Place = { readonly name: string, readonly application: string, readonly host: string }

/** In the order a release travels. */
export const places: readonly Place[] = [
  { name: 'dev', application: 'jari-dev', host: 'dev.jari.localhost' },
  { name: 'staging', application: 'jari-staging', host: 'staging.jari.localhost' },
  { name: 'prod', application: 'jari-prod', host: 'jari.localhost' },
]

/** Where a person's browser reaches the environment: every environment is behind the one entrance, told apart by host. */
export function address(platform: Platform, place: Place): string {
  const { entrance, hosts } = addressesOf(platform)
  const url = new URL(entrance)
  url.hostname = hosts[place.name] ?? place.host
  return `${url.origin}/`
}
