import { gap, toUnits, type Unit } from '../../text/units.ts'
import { letterNumber } from './nearness.ts'
import { unitSound } from './sounds.ts'

const swallows = new Set('ㅊㅉㅌㄸㅆ')
const swallowed = new Set('ㄷㅅㅆㅈㅊㅌ')

/** A sentence as letters that are heard, with where its units begin and end among them. */
export type Heard = {
  readonly text: string
  readonly units: readonly Unit[]
  /** Gap after the last unit. */
  readonly end: number
  readonly letters: string
  /** The same as numbers of letters. */
  readonly numbers: readonly number[]
  /** Where unit i begins in `letters`; one more entry than there are units. */
  readonly begin: readonly number[]
  /** The unit that begins at this letter, or -1 inside a unit. */
  readonly unitAt: readonly number[]
  /** Whether a word begins with unit i: something stands before it, or the script changes. */
  readonly fresh: readonly boolean[]
}

export function hear(source: string): Heard {
  const { text, units, end } = toUnits(source)
  const begin: number[] = []
  let letters = ''
  for (const unit of units) {
    const sound = unitSound(unit)
    const last = letters[letters.length - 1]
    if (last !== undefined && swallows.has(sound[0]!) && swallowed.has(last) && unit.kind === 'hangul' && letters.length - 1 > begin[begin.length - 1]!) letters = letters.slice(0, -1)
    begin.push(letters.length)
    letters += sound
  }
  begin.push(letters.length)
  const unitAt = Array.from({ length: letters.length + 1 }, () => -1)
  begin.forEach((at, unit) => (unitAt[at] = unit))
  const fresh = units.map((unit, at) => at === 0 || unit.gap !== gap.none)
  return { text, units, end, letters, numbers: Array.from(letters, letterNumber), begin, unitAt, fresh }
}
