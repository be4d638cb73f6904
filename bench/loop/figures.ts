/** The smallest value that at least `share` (0 to 1) of `values` do not exceed: nearest rank, no interpolation. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('there are no values')
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

/** Two decimals are more than any of these measurements is worth. */
export const round = (value: number, digits = 1) => Number(value.toFixed(digits))

/** Seconds since a moment of `performance.now()`. */
export const secondsSince = (began: number) => round((performance.now() - began) / 1000)

/** A line of the report: what, how much, and the target beside it. */
export function line(what: string, value: number | string, unit = '', target = ''): string {
  return `   ${what.padEnd(34)} ${String(value).padStart(8)} ${unit}${target ? `   (target ${target})` : ''}`.trimEnd()
}
