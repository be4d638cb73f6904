import { gap } from '../../text/units.ts'
import type { Naming } from '../naming.ts'
import { allowedInAll, findExact, findNear } from '../reading/find.ts'
import { type Arc, cheapestPath, isTalk, type Stand } from '../reading/lattice.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Heard } from '../reading/text.ts'
import type { Act, Named, Sense, Token } from '../reading/token.ts'
import { Trie } from '../reading/trie.ts'
import { takenApart } from './linked.ts'
import { nearNumberArcs, numberArcs } from './numbers.ts'
import { findVerbs, findVerbsNear, type FoundVerb } from './verb-finder.ts'
import { koreanWords, type WordRow } from './words.ts'

const words = new Trie<WordRow>()
for (const row of koreanWords) for (const word of row.words.split(',')) words.add(fineKey(word), row)

/** Words as they are written: '색이' sounds like '세기', but is not written so. */
const writtenWords: ReadonlySet<string> = new Set(koreanWords.flatMap((row) => row.words.split(',').map((word) => word.replaceAll(' ', ''))))
const textOf = ({ units }: Heard, from: number, to: number): string => units.slice(from, to).map(({ text }) => text).join('')

/** The likeliest reading of a Korean sentence, word by word. */
export function readKorean(heard: Heard, naming: Naming): Token[] {
  const arcs: Arc[][] = heard.units.map((_, at) => exactArcs(heard, naming, at))
  const apart = takenApart(heard)
  if (apart) for (const at of arcs.keys()) if (covers(apart.changed, at, at + longestName)) arcs[at]!.push(...exactArcs(apart.heard, naming, at).filter(({ to, sense }) => sense.is !== 'act' && covers(apart.changed, at, to)).map((arc) => ({ ...arc, cost: arc.cost + 0.15 })))
  const first = cheapestPath(heard, arcs)
  const doubtful = first.filter((token, index) => isDoubtful(heard, token, first[index + 1], first[index - 1]))
  if (doubtful.length === 0 || isTalk(heard, first.filter((token) => token.sense.is === 'unknown' || doubtful.includes(token)))) return first
  for (const at of doubtfulStarts(heard, first, doubtful)) arcs[at]!.push(...nearArcs(heard, naming, at))
  return cheapestPath(heard, arcs)
}

/** Names with more syllables are not looked for where words ran together. */
const longestName = 12

function covers(changed: ReadonlySet<number>, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (changed.has(at)) return true
  return false
}

/** Unexplained, or small words of one syllable within a word, as '에', '어', '껀' of '에어껀': what was said may be another word that was heard wrong. */
function isDoubtful({ units }: Heard, { from, to, sense }: Token, next: Token | undefined, previous: Token | undefined): boolean {
  if (sense.is === 'unknown') return !sense.known
  if (to - from > 1) return false
  const glued = next !== undefined && units[to]!.gap === gap.none
  if (sense.is === 'particle' && units[from]!.gap !== gap.none) return glued
  if (sense.is === 'filler' || sense.is === 'feeling' || sense.is === 'all') return glued && next.sense.is !== 'particle'
  return sense.is === 'act' && units[from]!.gap === gap.none && previous !== undefined && previous.to - previous.from === 1 && (previous.sense.is === 'filler' || previous.sense.is === 'feeling')
}

/** Where a word that was heard wrong may begin: at or shortly before what is doubtful, and at the names before it. */
function doubtfulStarts(heard: Heard, tokens: readonly Token[], doubtful: readonly Token[]): ReadonlySet<number> {
  const starts = new Set<number>()
  // with little unexplained every syllable may begin a name; with more only words do, for the time it takes
  const few = doubtful.reduce((sum, { from, to }) => sum + to - from, 0) <= 5
  for (const { from, to } of doubtful) for (let at = Math.max(0, from - 2); at < to; at += 1) if (few || at <= from || heard.fresh[at]!) starts.add(at)
  for (const token of doubtful) {
    const before = tokens[tokens.indexOf(token) - 1]
    if (before?.sense.is === 'named' || before?.sense.is === 'number') starts.add(before.from)
  }
  return starts
}

function exactArcs(heard: Heard, naming: Naming, from: number): Arc[] {
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
  if (mood !== 'do' || base.endsWith('지') || last <= from || units[last]!.text !== '져') return false
  return (to === units.length && end === gap.question) || (['이', '가'].includes(units[from - 1]?.text ?? '') && units[from - 2]?.text !== '같')
}

/** Of forms that sound the same, the likelier in wishes: '열어' is 'open it', not 'to open'. */
const moodCost: Partial<Record<FoundVerb['mood'], number>> = { do: 0.01, and: 0.015, notBut: 0.015, not: 0.015, ask: 0.02 }

/** Whole names before words of the lexicon, those before mere parts of names. */
const nameCost = ({ own, places, scenes, concept }: Named, syllables: number): number => (own?.length || places?.length || scenes?.length ? -0.02 : concept !== undefined ? 0 : syllables > 1 ? 0.02 : 0.3)

/** A reading that only sounds alike costs this beside its wrong letters. */
const doubt = 0.35

function nearArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = nearNumberArcs(heard, from)
  // what stands right after digits counts them, or is a particle
  const counted = heard.units[from - 1]?.kind === 'digit' && !heard.fresh[from]!
  for (const { to, values, cost, key } of findNear(naming.trie, heard, from)) if (localSlip(heard, from, key, cost) && (key.length > 3 || cost <= 0.3 || to >= heard.units.length || heard.fresh[to]!)) for (const named of values) arcs.push({ from, to, cost: cost + doubt, stand: 'noun', sense: namedSense(named) })
  const ends = (to: number): boolean => to >= heard.units.length || heard.fresh[to]!
  for (const { to, values, cost, key } of findNear(words, heard, from, 1.1)) for (const row of values) if (guessable(row.sense, key) && !(counted && !bound.has(row.sense.is)) && (((key.length > 3 || (row.sense.is === 'filler' && key.length > 2)) && !bound.has(row.sense.is)) || (bound.has(row.sense.is) && !heard.fresh[from]! && ends(to)) || (short.has(row.sense.is) && cost <= 0.3 && heard.fresh[from]! && ends(to)))) arcs.push({ from, to, cost: cost + doubt + (row.sense.is === 'filler' ? 0.15 : 0), stand: standOf(row), sense: row.sense })
  if (!counted) for (const verb of findVerbsNear(heard, from)) arcs.push({ from, to: verb.to, cost: verb.cost + doubt, stand: 'other', sense: verbSense(verb) })
  return arcs
}

/** Whether the slip is small for the part of a name that it is in: 'VIP룸 손' is no 'VIP룸 문', however long the name. */
function localSlip(heard: Heard, from: number, key: string, cost: number): boolean {
  const begin = heard.begin[from]!
  let same = 0
  while (same < key.length && heard.letters[begin + same] === key[same]) same += 1
  return cost <= Math.max(0.9, allowedInAll(key.length - same + 1))
}

/** Words of one or two syllables that may be heard a little wrong where they stand alone: '오흐', '디에'. */
const short: ReadonlySet<Sense['is']> = new Set(['after', 'dayPart', 'property'])
/** Particles may be heard a little wrong where they end a word. */
const bound: ReadonlySet<Sense['is']> = new Set(['to', 'only', 'join', 'particle'])
const guessed: ReadonlySet<Sense['is']> = new Set(['property', 'value', 'filler', 'more', 'little', 'here', 'to', 'all', 'question', 'dayPart', 'day', 'after', 'every', 'way', 'everywhere', 'then', 'pronoun', 'one', 'only', 'join', 'particle'])
/** Small words are guessed only where they are long enough to be told from others. */
const longerFirst: ReadonlySet<Sense['is']> = new Set(['little', 'all', 'every', 'everywhere', 'more', 'pronoun', 'then', 'here', 'one'])
const guessedActs: ReadonlySet<string> = new Set(['next', 'previous', 'play', 'pause', 'run'])

/** Opposite actions are never guessed from what sounds alike, nor are the small words that turn a sentence round. */
function guessable(sense: Sense, key: string): boolean {
  if (sense.is === 'act') return guessedActs.has(sense.act)
  return guessed.has(sense.is) && (!longerFirst.has(sense.is) || key.length > 4)
}

const standOf = ({ sense, alone, noun }: WordRow): Stand => {
  if (noun) return 'noun'
  if (sense.is === 'particle' || sense.is === 'join' || sense.is === 'to' || sense.is === 'only') return 'particle'
  if (sense.is === 'act' && sense.act === 'is') return 'particle'
  if (sense.is === 'act') return alone ? 'whole' : 'noun'
  return alone ? 'whole' : sense.is === 'after' || sense.is === 'except' || sense.is === 'instead' || sense.is === 'at' ? 'other' : 'noun'
}

const namedSenses = new WeakMap<Named, Sense>()
function namedSense(named: Named): Sense {
  let sense = namedSenses.get(named)
  if (!sense) {
    // the entry itself, so that devices added later are in it
    sense = Object.assign(named, { is: 'named' as const })
    namedSenses.set(named, sense)
  }
  return sense
}

const stateAfter: Partial<Record<Act, Act>> = { on: 'isOn', start: 'isOn', off: 'isOff', open: 'isOpen', close: 'isClosed', lock: 'isLocked', unlock: 'isUnlocked' }

function verbSense({ meaning, mood, polite, form, base }: FoundVerb): Sense {
  if (meaning === 'feeling' && mood === 'if') return { is: 'act', act: 'is', mood }
  if (meaning === 'feeling') return mood === 'describes' || mood === 'adverb' ? { is: 'unknown' } : { is: 'feeling' }
  if (meaning === 'filler') return { is: 'filler' }
  if (meaning === 'talk') return { is: 'unknown', ends: mood === 'do' || mood === 'state' || mood === 'past' || mood === 'ask' }
  if ('act' in meaning) {
    // '켜져 있어' tells or asks how it is; only '꺼지게 해줘' asks for it
    // '불 켰나?' asks how it is
    if (mood === 'ask' && form === 'past') return { is: 'act', act: stateAfter[meaning.act] ?? meaning.act, mood }
    const told = meaning.act.startsWith('is') && mood === 'do' && form === 'joined'
    if (mood === 'state' && base.startsWith('부탁')) return { is: 'act', act: meaning.act, mood: 'do', polite: true }
    return { is: 'act', act: meaning.act, mood: told ? 'ask' : mood, polite: polite || (mood === 'do' && form !== 'joined'), ...(meaning.concept !== undefined && { concept: meaning.concept }) }
  }
  // '더우면': whether it is so is not known
  if (mood === 'if') return { is: 'act', act: 'is', mood }
  // '밝게 해줘' is one form of the adjective; '밝아' only tells
  if (mood === 'adverb' || (mood === 'do' && form === 'base')) return { is: 'way', direction: meaning.way, mood, ...(meaning.property && { property: meaning.property }) }
  if (mood === 'noun') return { is: 'property', property: meaning.property === undefined || meaning.property === 'fanSpeed' ? 'level' : meaning.property }
  return mood === 'describes' ? { is: 'filler' } : { is: 'feeling', ...(meaning.property && { property: meaning.property }) }
}
