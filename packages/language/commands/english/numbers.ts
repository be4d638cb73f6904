import { englishNumeral } from '../../english/numerals.ts'
import { gap } from '../../text/units.ts'
import type { Arc } from '../reading/lattice.ts'
import type { Heard } from '../reading/text.ts'
import type { Unit } from '../reading/token.ts'

const units: Readonly<Record<string, Unit>> = {
  percent: 'percent', '%': 'percent', pct: 'percent', degrees: 'degree', degree: 'degree', '°': 'degree', celsius: 'degree', c: 'degree', kelvin: 'kelvin', kelvins: 'kelvin', k: 'kelvin',
  hours: 'hours', hour: 'hours', hrs: 'hours', hr: 'hours', h: 'hours', minutes: 'minutes', minute: 'minutes', mins: 'minutes', min: 'minutes', seconds: 'seconds', second: 'seconds', secs: 'seconds', sec: 'seconds',
}
const hourWords = new Set(['am', 'pm', 'a', 'p', 'in', 'at', 'oclock'])
const scales = new Set(['c', 'celsius', 'centigrade', 'fahrenheit', 'f'])

/** Numbers that begin at the word: 'twenty five percent', '22.5 degrees', '6:45', 'an hour'. */
export function numberArcs(heard: Heard, from: number): Arc[] {
  const { units: all, text } = heard
  const arcs: Arc[] = []
  const word = all[from]?.text
  if (word === undefined) return []
  const push = (to: number, value: number, unit?: Unit): void => {
    arcs.push({ from, to, cost: 0, stand: 'noun', sense: { is: 'number', value, ...(unit && { unit }) } })
  }
  if ((word === 'a' || word === 'an') && all[from + 1] && units[all[from + 1]!.text] && units[all[from + 1]!.text] !== 'degree' && all[from + 1]!.text.length > 2) push(from + 2, 1, units[all[from + 1]!.text])
  if ((word === 'a' || word === 'one') && all[from + 1]?.text === 'degree') push(from + 2, 1, 'degree')
  if (word === 'minus' || word === 'negative') return numberArcs(heard, from + 1).flatMap((arc) => (arc.sense.is === 'number' ? [{ ...arc, from, sense: { ...arc.sense, value: -arc.sense.value } }] : []))
  const numeral = englishNumeral(all, from)
  if (!numeral) return arcs
  let { to, value } = numeral
  // 'one eighty' is 180; 'one thirty' may be a time
  const second = value < 10 && all[to]?.kind === 'latin' ? englishNumeral(all, to) : undefined
  // 'to two twenty', but no hour
  const level = all[from - 1]?.text === 'to' && second !== undefined && second.value >= 10 && !hourWords.has(all[second.to]?.text ?? '')
  if (second && second.value < 100 && (second.value >= 60 || level)) {
    to = second.to
    value = value * 100 + second.value
  }
  const before = all[to - 1]!
  const next = all[to]
  if (next?.kind === 'digit' && next.start === before.end + 1 && before.kind === 'digit') {
    if (text[before.end] === ':' && next.text.length === 2) {
      push(to + 1, value + Number(next.text) / 60, 'hour')
      return arcs
    }
    if (text[before.end] === '.') {
      value = Number(`${value}.${next.text}`)
      to += 1
    }
  } else if (next?.text === 'point') {
    const digit = englishNumeral(all, to + 1)
    if (digit && digit.value < 10) {
      value += digit.value / 10
      to = digit.to
    }
  } else if (next?.text === 'and' && all[to + 1]?.text === 'a' && all[to + 2]?.text === 'half' && units[all[to + 3]?.text ?? '']) {
    value += 0.5
    to += 3
  }
  push(to, value)
  // 'nineteen and a half'
  if (all[to]?.text === 'and' && all[to + 1]?.text === 'a' && all[to + 2]?.text === 'half') push(to + 3, value + 0.5)
  const unit = all[to] && (all[to]!.gap === gap.none || all[to]!.gap === gap.space) ? units[all[to]!.text] : undefined
  if (!unit) return arcs
  const end = to + 1
  push(unit === 'degree' && scales.has(all[end]?.text ?? '') ? end + 1 : end, value, unit)
  return arcs
}
