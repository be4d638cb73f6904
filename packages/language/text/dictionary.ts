import { joinSounds } from '../korean/sound.ts'
import { plainKey, soundKey, toUnits, type Unit } from './units.ts'

type Entry<T> = { readonly plain: string; readonly value: T }
/** Something found in a text: units `from` (inclusive) to `to` (exclusive). `exact` is false where it only sounds alike. */
export type Match<T> = { readonly from: number; readonly to: number; readonly value: T; readonly exact: boolean; readonly plain: string }

/** Longer names than this many units are not looked for. */
const longest = 24

/** Words and names by how they sound, without regard to spacing. Entries come and go one by one. */
export class Dictionary<T> {
  readonly #entries = new Map<string, Entry<T>[]>()
  /** How many keys begin with these sounds: a look-up stops as soon as none does. */
  readonly #openings = new Map<string, number>()

  add(surface: string, value: T): void {
    const { units } = toUnits(surface)
    if (units.length > 0) this.addKey(soundKey(units), plainKey(units), units.length, value)
  }

  /** As `add`, where the name was taken apart already. */
  addKey(key: string, plain: string, length: number, value: T): void {
    if (length > longest) return
    const known = this.#entries.get(key)
    const entry = { plain, value }
    if (known) known.push(entry)
    else {
      this.#entries.set(key, [entry])
      for (const opening of openings(key)) this.#openings.set(opening, (this.#openings.get(opening) ?? 0) + 1)
    }
  }

  remove(surface: string, value: T): void {
    const { units } = toUnits(surface)
    const key = soundKey(units)
    const plain = plainKey(units)
    const left = this.#entries.get(key)?.filter(entry => entry.plain !== plain || entry.value !== value)
    if (!left) return
    if (left.length > 0) {
      this.#entries.set(key, left)
      return
    }
    this.#entries.delete(key)
    for (const opening of openings(key)) {
      const count = (this.#openings.get(opening) ?? 1) - 1
      if (count > 0) this.#openings.set(opening, count)
      else this.#openings.delete(opening)
    }
  }

  /** Every entry that begins at the unit `from`, shortest first. */
  at(units: readonly Unit[], from: number): Match<T>[] {
    const found: Match<T>[] = []
    let key = ''
    let plain = ''
    const end = Math.min(units.length, from + longest)
    for (let to = from; to < end; to += 1) {
      const unit = units[to]
      if (!unit) break
      key = joinSounds(key, unit.sound)
      plain += unit.text
      for (const entry of this.#entries.get(key) ?? []) found.push({ from, to: to + 1, value: entry.value, exact: entry.plain === plain, plain: entry.plain })
      // The last letter may still change when the next is joined, so it does not count.
      const sure = key.length - 1
      if (sure >= step && !this.#openings.has(key.slice(0, sure - (sure % step)))) break
    }
    return found
  }

  /** The entries of exactly these units. */
  whole(units: readonly Unit[]): Match<T>[] {
    return this.at(units, 0).filter(match => match.to === units.length)
  }
}

const step = 4

function openings(key: string): string[] {
  const out: string[] = []
  for (let length = step; length <= key.length; length += step) out.push(key.slice(0, length))
  return out
}
