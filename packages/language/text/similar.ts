import { joinSounds, soundDistance, soundWeight } from '../korean/sound.ts'
import { plainKey, soundKey, toUnits, type Unit } from './units.ts'

type Entry<T> = { readonly key: string; readonly value: T; readonly plain: string }
/** A name that sounds like the units `from` to `to`. `cost` is the weighted number of letters misheard. */
export type Similar<T> = { readonly from: number; readonly to: number; readonly value: T; readonly cost: number; readonly plain: string }

/** Names by the pairs of letters in their sound: finds those that a few wrong letters still resemble. */
export class SimilarNames<T> {
  readonly #entries: (Entry<T> | undefined)[] = []
  readonly #postings = new Map<string, number[]>()
  readonly #places = new Map<string, number[]>()

  add(surface: string, value: T): void {
    const { units } = toUnits(surface)
    this.addKey(soundKey(units), plainKey(units), value)
  }

  /** As `add`, where the name was taken apart already. */
  addKey(key: string, plain: string, value: T): void {
    if (key.length < shortest(key)) return
    const id = this.#entries.length
    this.#entries.push({ key, value, plain })
    const place = this.#places.get(key)
    if (place) place.push(id)
    else this.#places.set(key, [id])
    for (let at = 0; at + 1 < key.length; at += 1) {
      const pair = key.slice(at, at + 2)
      if (key.indexOf(pair) < at) continue
      const list = this.#postings.get(pair)
      if (list) list.push(id)
      else this.#postings.set(pair, [id])
    }
  }

  remove(surface: string, value: T): void {
    const key = soundKey(toUnits(surface).units)
    const left: number[] = []
    for (const id of this.#places.get(key) ?? []) {
      if (this.#entries[id]?.value !== value) {
        left.push(id)
        continue
      }
      this.#entries[id] = undefined
      for (const pair of new Set(pairs(key))) this.#postings.set(pair, (this.#postings.get(pair) ?? []).filter(other => other !== id))
    }
    if (left.length > 0) this.#places.set(key, left)
    else this.#places.delete(key)
  }

  /** Names that resemble a run of whole units within `from` to `to`, at most `limit` of them, nearest first. */
  within(units: readonly Unit[], from: number, to: number, limit = 8): Similar<T>[] {
    const { letters, starts, ends } = spread(units, from, to)
    const votes = new Uint8Array(this.#entries.length)
    const voted: number[] = []
    for (const pair of new Set(pairs(letters))) {
      for (const id of this.#postings.get(pair) ?? []) {
        if (votes[id] === 0) voted.push(id)
        votes[id] = (votes[id] ?? 0) + 1
      }
    }
    const hopeful: { id: number; share: number }[] = []
    for (const id of voted) {
      const length = this.#entries[id]?.key.length ?? 0
      // A wrong letter breaks two pairs; what is left must still be a good part of the name.
      const share = (votes[id] ?? 0) / (length - 1)
      if (share >= 0.42) hopeful.push({ id, share })
    }
    hopeful.sort((a, b) => b.share - a.share)
    const found: Similar<T>[] = []
    for (const { id } of hopeful.slice(0, 12)) {
      const entry = this.#entries[id]
      if (!entry) continue
      const best = align(entry.key, letters, starts, ends, allowance(entry.key))
      if (best) found.push({ from: best.from, to: best.to, value: entry.value, cost: best.cost, plain: entry.plain })
    }
    return found.sort((a, b) => a.cost - b.cost).slice(0, limit)
  }
}

const isLatin = (key: string): boolean => key.charCodeAt(0) < 0x3000

/** Names shorter than this, in letters of their sound, are only found exactly. */
function shortest(key: string): number {
  return isLatin(key) ? 6 : 4
}

/** How much may be wrong with a name of this sound. */
function allowance(key: string): number {
  return isLatin(key) ? Math.min(2.7, 0.18 * key.length) : Math.min(2.5, Math.max(0.65, 0.155 * key.length))
}

function pairs(key: string): string[] {
  const out: string[] = []
  for (let at = 0; at + 1 < key.length; at += 1) out.push(key.slice(at, at + 2))
  return out
}

/** The letters of a run of units, with the unit that starts or ends at each place between them (-1 for none). */
function spread(units: readonly Unit[], from: number, to: number): { letters: string; starts: number[]; ends: number[] } {
  let letters = ''
  const starts: number[] = []
  const ends: number[] = []
  for (let at = from; at < to; at += 1) {
    const joined = joinSounds(letters, units[at]?.sound ?? '')
    starts[Math.min(letters.length, joined.length)] = at
    letters = joined
    ends[letters.length] = at + 1
  }
  return { letters, starts, ends }
}

/** The cheapest run of whole units that the key can be heard as (Sellers 1980: edit distance with a free start and end). */
function align(key: string, letters: string, starts: number[], ends: number[], allowed: number): { from: number; to: number; cost: number } | undefined {
  const width = letters.length
  let cost = new Float64Array(width + 1)
  let origin = new Int32Array(width + 1).fill(-1)
  for (let x = 0; x <= width; x += 1) {
    cost[x] = starts[x] === undefined ? 99 : 0
    origin[x] = starts[x] ?? -1
  }
  for (let y = 0; y < key.length; y += 1) {
    const letter = key[y] ?? ''
    const lost = soundWeight(letter)
    const nextCost = new Float64Array(width + 1)
    const nextOrigin = new Int32Array(width + 1)
    nextCost[0] = (cost[0] ?? 99) + lost
    nextOrigin[0] = origin[0] ?? -1
    let least = nextCost[0]
    for (let x = 1; x <= width; x += 1) {
      const heard = letters[x - 1] ?? ''
      const swap = (cost[x - 1] ?? 99) + soundDistance(letter, heard)
      const drop = (cost[x] ?? 99) + lost
      const more = (nextCost[x - 1] ?? 99) + soundWeight(heard)
      const best = Math.min(swap, drop, more)
      nextCost[x] = best
      nextOrigin[x] = (best === swap ? origin[x - 1] : best === drop ? origin[x] : nextOrigin[x - 1]) ?? -1
      if (best < least) least = best
    }
    if (least > allowed) return undefined
    cost = nextCost
    origin = nextOrigin
  }
  let best: { from: number; to: number; cost: number } | undefined
  for (let x = 1; x <= width; x += 1) {
    const to = ends[x]
    const from = origin[x] ?? -1
    if (to === undefined || from < 0 || to <= from) continue
    const total = cost[x] ?? 99
    if (total <= allowed && (!best || total < best.cost)) best = { from, to, cost: total }
  }
  return best
}
