import type { Device, DeviceState } from '@jari/contract/device.ts'

/** How long a device has to report what it was told, in milliseconds. */
export const commandPatienceMs = 5_000

/** What changes about a device; the rest of its row stays. Times in milliseconds since 1970. */
export type DeviceCondition = {
  readonly desired: DeviceState
  readonly reported: DeviceState | null
  /** Counts commands. */
  readonly version: number
  readonly pending: boolean
  readonly deadline: number | null
  readonly fault: Device['fault']
  /** The connection that the device has, null if it has none. */
  readonly session: string | null
  readonly seenAt: number
}

/** After a command: waiting, until the device reports or the deadline passes. */
export function commanded(before: DeviceCondition, desired: DeviceState, now: number): DeviceCondition {
  return { ...before, desired, version: before.version + 1, pending: true, deadline: now + commandPatienceMs, fault: null }
}

/**
 * After a report. The command with `version` is settled by it: done, or refused if the device says it is something else.
 * A report without a version is a hand on the switch: unless a command is open, that is what is desired now.
 */
export function reported(before: DeviceCondition, report: { reported: DeviceState; version?: number | undefined }, now: number): DeviceCondition {
  const heard = { ...before, reported: report.reported, seenAt: now }
  if (report.version === undefined) return before.pending || before.fault ? heard : { ...heard, desired: report.reported }
  if (report.version !== before.version) return heard
  return { ...heard, pending: false, deadline: null, fault: sameState(report.reported, before.desired) ? null : 'refused' }
}

/** After the deadline: failed, for everybody to see. Null if there is nothing that is due. */
export function timedOut(before: DeviceCondition, now: number): DeviceCondition | null {
  if (!before.pending || before.deadline === null || before.deadline > now) return null
  return { ...before, pending: false, deadline: null, fault: 'no-answer' }
}

/** After the device has connected, saying what it is. What was desired meanwhile stays desired: it is sent next. */
export function connected(before: DeviceCondition, session: string, report: DeviceState | undefined, now: number): DeviceCondition {
  return { ...before, session, seenAt: now, reported: report ?? before.reported }
}

/** After a connection has ended. Null if the device has another one by now. */
export function disconnected(before: DeviceCondition, session: string): DeviceCondition | null {
  return before.session === session ? { ...before, session: null } : null
}

/** Whether the device has to be told what is desired. */
export function differs(condition: DeviceCondition): boolean {
  return condition.reported === null || !sameState(condition.desired, condition.reported)
}

function sameState(a: DeviceState, b: DeviceState): boolean {
  return a.power === b.power
}
