/** How often and how long the writer tries again. Milliseconds. */
export type Patience = { readonly attempts: number; readonly first: number; readonly longest: number }

export const patience: Patience = { attempts: 60, first: 50, longest: 2_000 }

/** How long to wait before attempt `attempt` (the first repeat is 1): anything up to a doubling limit, so that writers spread out. */
export function pause(attempt: number, { first, longest }: Patience, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(longest, first * 2 ** Math.min(attempt, 20)))
}
