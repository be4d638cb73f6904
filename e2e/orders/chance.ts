/** Numbers that look random and are the same for the same seed (mulberry32, a public-domain generator of 32 bits of state). */
export type Chance = {
  /** In [0, 1). */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<One>(of: readonly One[]): One
  /** Another sequence, of its own, for one of several that run at the same time. */
  fork(name: string): Chance
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    pick: <One>(of: readonly One[]) => of[between(0, of.length - 1)] as One,
    fork: (name) => chanceOf([...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0, (seed ^ 2166136261) >>> 0)),
  }
}
