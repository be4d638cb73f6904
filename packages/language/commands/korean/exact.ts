import { gap } from '../../text/units.ts'
import type { Naming } from '../naming.ts'
import { findExact } from '../reading/find.ts'
import type { Arc } from '../reading/lattice.ts'
import { namedSense } from '../reading/named.ts'
import type { Heard } from '../reading/text.ts'
import type { Named } from '../reading/token.ts'
import { standOf, words, writtenWords } from './lexicon.ts'
import { numberArcs } from './numbers.ts'
import { findVerbs, type FoundVerb } from './verb-finder.ts'
import { verbSense } from './verb-sense.ts'
import type { WordRow } from './words.ts'

const textOf = ({ units }: Heard, from: number, to: number): string => units.slice(from, to).map(({ text }) => text).join('')

/** Everything that begins at the unit and is heard as it should be. */
export function exactArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = []
  for (const { to, values } of findExact(naming.trie, heard, from)) for (const named of values) arcs.push({ from, to, cost: nameCost(named, to - from), stand: 'noun', sense: namedSense(named) })
  for (const { to, values } of findExact(words, heard, from)) for (const row of values) if (mayStand(heard, from, to, row)) arcs.push({ from, to, cost: (row.sense.is === 'unknown' ? 0.3 : 0) + (to - from > 1 && !writtenWords.has(textOf(heard, from, to)) ? 0.15 : 0), stand: standOf(row), sense: row.sense })
  for (const verb of findVerbs(heard, from)) if (!tells(heard, from, verb)) arcs.push({ from, to: verb.to, cost: verb.meaning === 'talk' ? talkCost(heard, from, verb.to) : (moodCost[verb.mood] ?? 0.03), stand: 'other', sense: verbSense(verb) })
  arcs.push(...numberArcs(heard, from), ...dayArcs(heard, from))
  return arcs
}

/** Talk counts as little as what is unexplained, and only as a word of its own. */
const talkCost = ({ units, fresh }: Heard, from: number, to: number): number => (fresh[from] && (to >= units.length || fresh[to]!) ? 0.5 : 2.5)

const days: Readonly<Record<string, string>> = { 월: 'mon', 화: 'tue', 수: 'wed', 목: 'thu', 금: 'fri', 토: 'sat', 일: 'sun' }

/** '월수금', '화목토': days without '요일'. */
function dayArcs({ units, fresh }: Heard, from: number): Arc[] {
  let to = from
  const apart = units[from + 1]?.gap
  while (to < units.length && days[units[to]!.text] !== undefined && (to === from || (units[to]!.gap === apart && apart <= gap.comma))) to += 1
  if (apart !== gap.none && to - from < 3) return []
  if (!fresh[from] || to - from < 2) return []
  return [{ from, to, cost: to >= units.length || fresh[to]! ? 0.02 : 0.4, stand: 'noun', sense: { is: 'day', days: units.slice(from, to).map(({ text }) => days[text]!) } }]
}

function mayStand(heard: Heard, from: number, to: number, row: WordRow): boolean {
  const { sense, alone } = row
  // '볼륨을 오만' holds no '으로만'
  if (standOf(row) === 'particle' && to - from > 1 && heard.fresh.slice(from + 1, to).some(Boolean)) return spaced.has(heard.units[from]!.text)
  // '한 10분' is about ten, '한 시간' is one
  if (sense.is === 'filler' && to - from === 1 && heard.units[from]!.text === '한') return numberArcs(heard, to).length > 0
  // '안내', '안방': '안' turns only a verb round
  if (sense.is === 'not') return heard.fresh[from]! && (to >= heard.units.length || heard.fresh[to]! || findVerbs(heard, to).length > 0)
  return !alone || sense.is !== 'act' || standsAlone(heard, from, to)
}

/** Heads of particles that are written with spaces: '에 있는', '쪽 거'. */
const spaced: ReadonlySet<string> = new Set(['에', '쪽'])

/** '조명 온', '온으로': '온' inside or before other words is no wish. */
function standsAlone({ units, fresh }: Heard, from: number, to: number): boolean {
  const next = units[to]
  return fresh[from]! && (next === undefined || next.gap > gap.space || '으하해로'.includes(next.text[0]!))
}

/** '불이 꺼져' and '불 꺼져?' tell or ask; '불 꺼져' is '꺼 줘', heard a little wrong. */
function tells({ units, end }: Heard, from: number, { to, mood, base }: FoundVerb): boolean {
  const last = units[to - 1]!.text === '요' ? to - 2 : to - 1
  // '꺼 드려요?' offers
  if (mood === 'do' && to === units.length && end === gap.question && last > from && units[last]!.text === '려' && units[last - 1]!.text === '드') return true
  if (mood !== 'do' || base.endsWith('지') || last <= from || units[last]!.text !== '져') return false
  return (to === units.length && end === gap.question) || (['이', '가'].includes(units[from - 1]?.text ?? '') && units[from - 2]?.text !== '같')
}

/** Of forms that sound the same, the likelier in wishes: '열어' is 'open it', not 'to open'. */
const moodCost: Partial<Record<FoundVerb['mood'], number>> = { do: 0.01, and: 0.015, notBut: 0.015, not: 0.015, ask: 0.02 }

/** Whole names before words of the lexicon, those before mere parts of names. */
const nameCost = ({ own, places, scenes, concept }: Named, syllables: number): number => (own?.length || places?.length || scenes?.length ? -0.02 : concept !== undefined ? 0 : syllables > 1 ? 0.02 : 0.3)
