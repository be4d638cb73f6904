import { koreanNumeral } from '../../korean/numerals.ts'
import { gap } from '../../text/units.ts'
import { findExact, findNear } from '../reading/find.ts'
import type { Arc } from '../reading/lattice.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Heard } from '../reading/text.ts'
import type { Unit } from '../reading/token.ts'
import { Trie } from '../reading/trie.ts'

/** Words after a number; longer ones first. */
const units: readonly (readonly [word: string, unit: Unit])[] = [
  ['퍼센트', 'percent'], ['퍼센', 'percent'], ['퍼', 'percent'], ['프로', 'percent'], ['프로쯤', 'percent'], ['%', 'percent'], ['켈빈', 'kelvin'], ['캘빈', 'kelvin'], ['k', 'kelvin'], ['도씨', 'degree'], ['도', 'degree'], ['°c', 'degree'], ['°', 'degree'],
  ['시간', 'hours'], ['시', 'hour'], ['분', 'minutes'], ['초', 'seconds'], ['단계', 'step'], ['칸', 'step'], ['뿐', 'minutes'], ['븐', 'minutes'], ['씨', 'hour'],
]

/** Numbers that begin at the unit, with what is counted: '이십사 도', '30퍼센트', '밤 열한 시'. */
export function numberArcs(heard: Heard, from: number): Arc[] {
  const below = matches(heard, from, '영하') ?? matches(heard, from, '영아') ?? matches(heard, from, '마이너스')
  if (below !== undefined) return numberArcs(heard, below).flatMap((arc) => (arc.sense.is === 'number' && arc.sense.value > 0 ? [{ ...arc, from, sense: { ...arc.sense, value: -arc.sense.value } }] : []))
  const whole = numeralAt(heard.units, from)
  const together = linked(heard, from)
  const numeral = together && together.to > (whole?.to ?? 0) ? together : whole
  if (!numeral) return []
  const { to, value } = decimal(heard, numeral)
  const arcs: Arc[] = []
  for (const [word, unit] of units) {
    const end = matches(heard, to, word)
    if (end === undefined) continue
    // 'hour' takes only numbers of a clock, and 시간 is not 시
    if (unit === 'hour' && (value > 24 || heard.units[end]?.text === '간')) continue
    arcs.push({ from, to: end, cost: 0, stand: 'noun', sense: { is: 'number', value, unit } })
  }
  if (numeral.kind === 'native') return arcs
  // '24더로'
  if (heard.units[to]?.text === '더' && heard.units[to + 1]?.text === '로' && heard.units[to + 1]!.gap === gap.none) arcs.push({ from, to: to + 1, cost: 0.1, stand: 'noun', sense: { is: 'number', value, unit: 'degree' } })
  const next = heard.units[to]
  const closed = !next || next.gap !== gap.none || numeral.kind === 'digit' || '으로까에만보'.includes(next.text)
  const short = to - from === 1 && numeral.kind !== 'digit'
  if (closed) arcs.push({ from, to, cost: short ? 0.8 : numeral.kind === 'digit' ? (!next || next.gap !== gap.none ? 0.05 : 0.25) : next?.text === '으' ? 0.1 : 0.25, stand: 'noun', sense: { is: 'number', value } })
  return arcs
}

/** Units that are long enough to be known by their sound, and hours whose number was heard a little wrong. */
const longUnits = new Trie<Unit>()
for (const [word, unit] of units) if (word.length > 1 && /[가-힣]/.test(word)) longUnits.add(fineKey(word), unit)
const hours = new Trie<number>()
;['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열', '열한', '열두'].forEach((word, at) => hours.add(fineKey(word), at + 1))
const doubt = 0.35

/** The same for numbers that were heard a little wrong: '30퍼샌트', '여란 시', '24더로'. */
export function nearNumberArcs(heard: Heard, from: number): Arc[] {
  const arcs: Arc[] = []
  const push = (to: number, value: number, unit: Unit, cost: number): void => {
    arcs.push({ from, to, cost: cost + doubt, stand: 'noun', sense: { is: 'number', value, unit } })
  }
  const numeral = numeralAt(heard.units, from)
  if (numeral && numeral.kind !== 'native' && numeral.to < heard.units.length) {
    for (const { to, values, cost } of [...findExact(longUnits, heard, numeral.to), ...findNear(longUnits, heard, numeral.to, 0.9)]) push(to, numeral.value, values[0]!, cost)
    const next = heard.units[numeral.to]!
    if (numeral.kind === 'digit' && next.gap === gap.none && '더두또토돗'.includes(next.text) && (heard.units[numeral.to + 1]?.text === '로' || heard.units[numeral.to + 1]?.text === '만')) push(numeral.to + 1, numeral.value, 'degree', 0.2)
  }
  for (const { to, values, cost } of [...findExact(hours, heard, from), ...findNear(hours, heard, from, 0.9)]) {
    const unit = heard.units[to]
    for (const long of findNear(longUnits, heard, to, 0.9)) if (long.values[0] === 'hours') push(long.to, values[0]!, 'hours', cost + long.cost)
    if (unit?.text === '시' || unit?.text === '씨') push(heard.units[to + 1]?.text === '간' && heard.units[to + 1]!.gap === gap.none ? to + 2 : to + 1, values[0]!, heard.units[to + 1]?.text === '간' ? 'hours' : 'hour', cost)
  }
  return arcs
}

/** No number of a wish has more syllables; a long run of numerals would be read from each of them. */
const longest = 10

function numeralAt(units: Heard['units'], from: number): ReturnType<typeof koreanNumeral> {
  let end = from + 1
  while (end < Math.min(units.length, from + longest) && units[end]!.gap <= (units[end - 1]!.kind === 'digit' ? gap.none : gap.space)) end += 1
  const found = koreanNumeral(units.slice(from, end), 0)
  return found && { ...found, to: found.to + from }
}

/** Numbers whose syllables run together when they are heard: 십오 '시보', 이십육 '이심뉵'. */
const runTogether = new Trie<number>()
for (let tens = 1; tens < 10; tens += 1)
  for (const [digit, value] of [['일', 1], ['이', 2], ['오', 5], ['육', 6]] as const) runTogether.add(fineKey(`${['', '', '이', '삼', '사', '오', '육', '칠', '팔', '구'][tens]!}십${digit}`), tens * 10 + value)

function linked(heard: Heard, from: number): { to: number; value: number; kind: 'sino' } | undefined {
  const found = findExact(runTogether, heard, from).at(-1)
  return found && { to: found.to, value: found.values[0]!, kind: 'sino' }
}

/** '24.5' and '24점 5'. */
function decimal({ units: all, text }: Heard, { to, value }: { to: number; value: number }): { to: number; value: number } {
  const before = all[to - 1]!
  const next = all[to]
  if (next?.kind === 'digit' && next.start === before.end + 1 && text[before.end] === '.') return { to: to + 1, value: Number(`${value}.${next.text}`) }
  if (next?.text !== '점') return { to, value }
  const digit = numeralAt(all, to + 1)
  return digit && digit.value < 10 && digit.kind !== 'native' ? { to: digit.to, value: value + digit.value / 10 } : { to, value }
}

/** The unit after the word, where the word stands at `from`. */
function matches({ units: all }: Heard, from: number, word: string): number | undefined {
  let left = word
  let at = from
  while (left !== '') {
    const unit = all[at]
    if (!unit || !left.startsWith(unit.text) || (at > from && unit.gap !== gap.none && word.length < 2)) return undefined
    left = left.slice(unit.text.length)
    at += 1
  }
  return at
}
