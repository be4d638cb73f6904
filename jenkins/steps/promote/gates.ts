import { type Hold, holdOn } from '../gitops/holds.ts'
import type { Facts } from './facts.ts'

export type Gate = { readonly name: string; readonly refuses: (facts: Facts) => string | undefined }

/** Everything that can keep a release from an environment. All are asked, so that all reasons are known at once. */
export const gates: readonly Gate[] = [
  { name: 'healthy before', refuses: ({ stop, release, runningBefore, lackingBefore }) =>
    runningBefore !== release.id ? `${stop.from} is to run ${runningBefore}, not ${release.id}: it must be Healthy there first`
    : lackingBefore.length > 0 ? `${stop.from} is not Healthy with ${release.id}: ${lackingBefore.join('; ')}` : undefined },
  { name: 'not held', refuses: ({ stop, release, holds }) => heldText(holdOn(holds, release.id, stop.environment)) },
  { name: 'not older', refuses: ({ stop, release, running, isOlder }) =>
    isOlder ? `${stop.environment} runs ${running?.id}, which contains ${release.id} already: to go back, use "jari rollback --env ${stop.environment}"` : undefined },
]

/** Why this promotion is refused, gate by gate; nothing when all agree. */
export function refusals(facts: Facts): string[] {
  return gates.map(({ refuses }) => refuses(facts)).filter((reason) => reason !== undefined)
}

function heldText(hold: Hold | undefined): string | undefined {
  return hold === undefined ? undefined : `${hold.release} is held since ${hold.at} by ${hold.by}: ${hold.reason} ("jari unhold --release ${hold.release}" lets it go)`
}
