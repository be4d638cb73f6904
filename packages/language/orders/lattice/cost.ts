import { type Unit, gap } from '../../text/units.ts'

/** Spaces inside a word and syllables of a word that stands inside another cost a little; Latin words must be whole. */
export function looseCost(units: readonly Unit[], from: number, to: number): number {
  let cost = 0
  for (let at = from + 1; at < to; at += 1) if ((units[at]?.gap ?? 0) === gap.space) cost += 0.06
  const first = units[from]
  if (first?.kind === 'hangul' && to - from === 1) {
    if (first.gap === gap.none && from > 0) cost += 1.1
    if ((units[to]?.gap ?? gap.space) === gap.none) cost += 0.4
  }
  return cost
}

export function fits(units: readonly Unit[], from: number, to: number): boolean {
  return !hasInnerStop(units, from, to)
}

export function hasInnerStop(units: readonly Unit[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) if ((units[at]?.gap ?? 0) >= gap.stop) return true
  for (let at = from + 1; at < to; at += 1) if ((units[at]?.gap ?? 0) === gap.comma && units[at]?.kind === 'hangul') return true
  return false
}

/** A word of one syllable is another word with another letter; only a verb's stem is held by its ending. */
const loneSlip = 1.6

/** How far what was heard is from what is written; nothing where they are the same. */
export function soundCost(units: readonly Unit[], match: { from: number; to: number; exact: boolean; plain: string }): number {
  if (match.exact) return 0
  const heard = units.slice(match.from, match.to).map(unit => unit.text).join('')
  let differing = Math.abs(heard.length - match.plain.length)
  for (let at = 0; at < Math.min(heard.length, match.plain.length); at += 1) if (heard[at] !== match.plain[at]) differing += 1
  const length = match.plain.length
  // A slip inside a word does not come with a space: '째 거 하나' is not 제거하나.
  for (let at = match.from + 1; at < match.to; at += 1) if ((units[at]?.gap ?? 0) >= gap.space && differing > 0) differing += 0.6
  // In a short word one other letter is another word; in a long one it is a slip.
  return length <= 1 ? loneSlip : length === 2 ? 0.45 + 0.5 * differing : 0.2 + 0.25 * differing
}

/** As `soundCost`, for names: a name of two syllables that sounds the same is likelier meant than one that lacks a syllable. */
export function nameCost(units: readonly Unit[], match: { from: number; to: number; exact: boolean; plain: string }): number {
  const cost = soundCost(units, match)
  return match.plain.length === 2 ? cost * 0.7 : cost
}
