/** How urgent a ticket is. */
export type Urgency = 'fresh' | 'slow' | 'late'

/** A ticket is slow after 5 minutes and late after 10; ages in milliseconds. */
export function urgencyOf(ageMs: number): Urgency {
  if (ageMs >= 10 * 60_000) return 'late'
  return ageMs >= 5 * 60_000 ? 'slow' : 'fresh'
}
