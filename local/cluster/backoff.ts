/** Milliseconds to wait before the next start after `failures` ends in a row: 200 ms, doubled each time, 10 s at most. */
export const backoff = (failures: number): number => Math.min(10_000, 200 * 2 ** Math.max(0, failures - 1))

/** A process that ran this long, in milliseconds, counts as having worked: the next end is the first again. */
export const settled = 30_000
