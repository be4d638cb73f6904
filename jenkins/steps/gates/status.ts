import type { StatusState } from '../forge/port.ts'
import type { GateRefusal } from './gates.ts'

/** The commit statuses that main requires of a pull request. */
export const gatesContext = 'jari/gates'

/** What the status of a promotion says: pending while only time is to pass. */
export function statusOf(refused: readonly GateRefusal[]): { state: StatusState; description: string } {
  if (refused.length === 0) return { state: 'success', description: 'every gate agrees' }
  const more = refused.length === 1 ? '' : ` (and ${refused.length - 1} more)`
  return { state: refused.every(({ waits }) => waits) ? 'pending' : 'failure', description: `${refused[0]!.reason.slice(0, 120)}${more}` }
}
