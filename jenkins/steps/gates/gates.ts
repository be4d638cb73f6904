import { durationText } from '../gitops/duration.ts'
import { inZone } from '../gitops/freezes.ts'
import { type Hold, holdOn } from '../gitops/holds.ts'
import type { Facts } from './facts.ts'

/** `waits`: time alone lifts it. */
export type Gate = { readonly name: string; readonly waits?: boolean; readonly refuses: (facts: Facts) => string | undefined }
export type GateRefusal = { readonly gate: string; readonly waits: boolean; readonly reason: string }

/** Everything that can keep a release from an environment. All are asked, so that all reasons are known at once. */
export const gates: readonly Gate[] = [
  { name: 'healthy before', refuses: ({ stop, before }) =>
    before.runs !== before.asked && before.since === undefined ? `${stop.from} is to run ${before.runs}, not ${before.asked}: it must be Healthy there first`
    : before.lacking.length > 0 ? `${stop.from} is not Healthy with ${before.asked}: ${before.lacking.join('; ')}` : undefined },
  { name: 'soak', waits: true, refuses: ({ stop, before, soak, now }) => {
    if (soak === 0) return undefined
    if (before.since === undefined) return `${before.asked} is not noted to be Healthy in ${stop.from}: ${durationText(soak)} of soak count from there ("jari await-healthy --env ${stop.from}" notes it)`
    const left = before.since.getTime() + soak - now.getTime()
    return left <= 0 ? undefined : `${before.asked} is Healthy in ${stop.from} since ${before.since.toISOString()}: ${durationText(left)} of ${durationText(soak)} soak are left`
  } },
  { name: 'freeze', waits: true, refuses: ({ stop, frozen }) =>
    frozen === undefined ? undefined : `${stop.environment} is frozen until ${inZone(frozen.until, frozen.timeZone)} (${frozen.name}${frozen.reason === undefined ? '' : `: ${frozen.reason}`})` },
  { name: 'not held', refuses: ({ stop, release, holds }) => heldText(holdOn(holds, release.id, stop.environment)) },
  { name: 'not older', refuses: ({ stop, release, running, isOlder }) =>
    isOlder ? `${stop.environment} runs ${running?.id}, which contains ${release.id} already: to go back, use "jari rollback --env ${stop.environment}"` : undefined },
  { name: 'fixes', refuses: ({ stop, release, missingFixes }) =>
    missingFixes.length === 0 ? undefined : `${release.id} lacks ${missingFixes.join(', ')}, which ${stop.environment} runs: promote a release that contains it` },
  { name: 'migrations', refuses: ({ migrations }) => migrations.length === 0 ? undefined : migrations.join('; ') },
  { name: 'contracts', refuses: ({ misfits }) => misfits.length === 0 ? undefined : misfits.join('; ') },
  { name: 'signatures', refuses: ({ unsigned }) => unsigned.length === 0 ? undefined : unsigned.join('; ') },
]

/** Why this promotion is refused, gate by gate; nothing when all agree. */
export function refusals(facts: Facts): GateRefusal[] {
  return gates.flatMap(({ name, waits = false, refuses }) => {
    const reason = refuses(facts)
    return reason === undefined ? [] : [{ gate: name, waits, reason }]
  })
}

function heldText(hold: Hold | undefined): string | undefined {
  return hold === undefined ? undefined : `${hold.release} is held since ${hold.at} by ${hold.by}: ${hold.reason} ("jari unhold --release ${hold.release}" lets it go)`
}
