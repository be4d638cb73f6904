import type { Named } from '../reading/token.ts'

/** Kinds that are also said of a part of something else: the light of a sign, the door of a room. */
const partial: ReadonlySet<string> = new Set(['light', 'screen', 'switch', 'plug', 'door', 'lock', 'fan', 'window', 'sensor', 'ventilator', 'hood'])

/** Whether two names that stand side by side are of two things: '에어컨 공기청정기 꺼 줘', '1번 2번 티비'; '창가 조명' is one. */
export function areTwo(one: Named, other: Named): boolean {
  if (apart(one, other)) return true
  // '불 벽면등 빼고': the kind, and one of them
  if (other.own?.length) return (one.own?.length ?? 0) > 0 || one.concept !== undefined
  return one.concept !== undefined && other.concept !== undefined && one.concept !== other.concept && !partial.has(one.concept) && !partial.has(other.concept)
}

/** Words that no device has both of. */
function apart(one: Named, other: Named): boolean {
  if (one.concept !== undefined || other.concept !== undefined) return false
  const devices = [...(one.own ?? []), ...(one.part ?? [])]
  return devices.length > 0 && ![...(other.own ?? []), ...(other.part ?? [])].some((index) => devices.includes(index))
}
