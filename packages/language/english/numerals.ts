import { lookUp } from '../text/look-up.ts'
import type { Unit } from '../text/units.ts'

const ones: Readonly<Record<string, number>> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14,
  fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
}
const tens: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 }

export type EnglishNumeral = { readonly to: number; readonly value: number; readonly kind: 'word' | 'digit' }

/** The longest number that starts at the unit `from`: 'twenty-four', '24', 'a dozen', 'half a dozen', 'a couple of', 'one hundred and five'. */
export function englishNumeral(units: readonly Unit[], from: number): EnglishNumeral | undefined {
  return dozens(units, from) ?? plain(units, from)
}

function dozens(units: readonly Unit[], from: number): EnglishNumeral | undefined {
  const text = (at: number): string => units[at]?.text ?? ''
  if (text(from) === 'half' && (text(from + 1) === 'a' || text(from + 1) === 'an') && text(from + 2) === 'dozen') return { to: from + 3, value: 6, kind: 'word' }
  if (text(from) === 'half' && text(from + 1) === 'dozen') return { to: from + 2, value: 6, kind: 'word' }
  const article = text(from) === 'a' || text(from) === 'an'
  const word = article ? from + 1 : from
  const of = text(word + 1) === 'of' ? 1 : 0
  if (text(word) === 'couple') return { to: word + 1 + of, value: 2, kind: 'word' }
  if (text(word) === 'pair' && of) return { to: word + 2, value: 2, kind: 'word' }
  if (text(word) === 'dozen') return { to: word + 1 + of, value: 12, kind: 'word' }
  if (article) {
    const scale = text(from + 1) === 'hundred' ? 100 : text(from + 1) === 'thousand' ? 1000 : undefined
    return scale === undefined ? undefined : { to: from + 2, value: scale, kind: 'word' }
  }
  const number = plain(units, from)
  if (number && text(number.to) === 'dozen') return { to: number.to + 1, value: number.value * 12, kind: 'word' }
  return undefined
}

function plain(units: readonly Unit[], from: number): EnglishNumeral | undefined {
  const unit = units[from]
  if (!unit) return undefined
  if (unit.kind === 'digit') return unit.text.length > 9 ? undefined : { to: from + 1, value: Number(unit.text), kind: 'digit' }
  if (unit.text === 'hundred') return { to: from + 1, value: 100, kind: 'word' }
  const small = below100(units, from)
  if (!small) return undefined
  const scale = units[small.to]?.text
  if (scale !== 'hundred' && scale !== 'thousand') return { ...small, kind: 'word' }
  const base = small.value * (scale === 'hundred' ? 100 : 1000)
  const and = units[small.to + 1]?.text === 'and' ? 2 : 1
  const rest = below100(units, small.to + and)
  return rest ? { to: rest.to, value: base + rest.value, kind: 'word' } : { to: small.to + 1, value: base, kind: 'word' }
}

function below100(units: readonly Unit[], from: number): { to: number; value: number } | undefined {
  const word = units[from]?.text ?? ''
  const ten = lookUp(tens, word)
  const one = lookUp(ones, word)
  if (ten === undefined) return one === undefined ? undefined : { to: from + 1, value: one }
  const more = lookUp(ones, units[from + 1]?.text ?? '')
  return more !== undefined && more > 0 && more < 10 ? { to: from + 2, value: ten + more } : { to: from + 1, value: ten }
}
