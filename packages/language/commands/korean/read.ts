import type { Naming } from '../naming.ts'
import { findExact, findNear } from '../reading/find.ts'
import { type Arc, cheapestPath, isTalk, type Stand } from '../reading/lattice.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Heard } from '../reading/text.ts'
import type { Named, Sense, Token } from '../reading/token.ts'
import { Trie } from '../reading/trie.ts'
import { numberArcs } from './numbers.ts'
import { findVerbs, findVerbsNear, type FoundVerb } from './verb-finder.ts'
import { koreanWords, type WordRow } from './words.ts'

const words = new Trie<WordRow>()
for (const row of koreanWords) for (const word of row.words.split(',')) words.add(fineKey(word), row)

/** The likeliest reading of a Korean sentence, word by word. */
export function readKorean(heard: Heard, naming: Naming): Token[] {
  const arcs: Arc[][] = heard.units.map((_, at) => exactArcs(heard, naming, at))
  const first = cheapestPath(heard, arcs)
  const doubtful = first.filter(({ sense }) => sense.is === 'unknown')
  if (doubtful.length === 0 || isTalk(heard, doubtful)) return first
  const near = new Set<number>()
  // with little unexplained every syllable may begin a name; with more only words do, for the time it takes
  const few = doubtful.reduce((sum, { from, to }) => sum + to - from, 0) <= 5
  for (const { from, to } of doubtful) for (let at = Math.max(0, from - 2); at < to; at += 1) if (few || at <= from || heard.fresh[at]!) near.add(at)
  for (const at of near) arcs[at]!.push(...nearArcs(heard, naming, at))
  return cheapestPath(heard, arcs)
}

function exactArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = []
  for (const { to, values } of findExact(naming.trie, heard, from)) for (const named of values) arcs.push({ from, to, cost: nameCost(named, to - from), stand: 'noun', sense: namedSense(named) })
  for (const { to, values } of findExact(words, heard, from)) for (const row of values) arcs.push({ from, to, cost: 0, stand: standOf(row), sense: row.sense })
  for (const verb of findVerbs(heard, from)) arcs.push({ from, to: verb.to, cost: moodCost[verb.mood] ?? 0.03, stand: 'other', sense: verbSense(verb) })
  arcs.push(...numberArcs(heard, from))
  return arcs
}

/** Of forms that sound the same, the likelier in wishes: '열어' is 'open it', not 'to open'. */
const moodCost: Partial<Record<FoundVerb['mood'], number>> = { do: 0.01, and: 0.015, notBut: 0.015, not: 0.015, ask: 0.02 }

/** Whole names before words of the lexicon, those before mere parts of names. */
const nameCost = ({ own, places, scenes, concept }: Named, syllables: number): number => (own?.length || places?.length || scenes?.length ? -0.02 : concept !== undefined ? 0 : syllables > 1 ? 0.02 : 0.3)

/** A reading that only sounds alike costs this beside its wrong letters. */
const doubt = 0.35

function nearArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = []
  for (const { to, values, cost, key } of findNear(naming.trie, heard, from)) if (key.length > 3 || cost < 0.3 || to >= heard.units.length || heard.fresh[to]!) for (const named of values) arcs.push({ from, to, cost: cost + doubt, stand: 'noun', sense: namedSense(named) })
  for (const { to, values, cost, key } of findNear(words, heard, from, 1.1)) for (const row of values) if (guessable(row.sense) && (key.length > 3 || row.sense.is === 'filler' || row.sense.is === 'to')) arcs.push({ from, to, cost: cost + doubt, stand: standOf(row), sense: row.sense })
  for (const verb of findVerbsNear(heard, from)) arcs.push({ from, to: verb.to, cost: verb.cost + doubt, stand: 'other', sense: verbSense(verb) })
  return arcs
}

/** Opposite actions are never guessed from what sounds alike, nor are the small words that turn a sentence round. */
function guessable(sense: Sense): boolean {
  return sense.is === 'property' || sense.is === 'value' || sense.is === 'filler' || sense.is === 'more' || sense.is === 'little' || sense.is === 'here' || sense.is === 'to' || sense.is === 'all' || sense.is === 'question' || sense.is === 'dayPart'
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

function verbSense({ meaning, mood, polite, form, base }: FoundVerb): Sense {
  if (meaning === 'feeling') return mood === 'describes' || mood === 'adverb' ? { is: 'unknown' } : { is: 'feeling' }
  if (meaning === 'filler') return { is: 'filler' }
  if ('act' in meaning) {
    // '켜져 있어' tells or asks how it is; only '꺼지게 해줘' asks for it
    const told = meaning.act.startsWith('is') && mood === 'do' && form === 'joined'
    if (mood === 'state' && base.startsWith('부탁')) return { is: 'act', act: meaning.act, mood: 'do', polite: true }
    return { is: 'act', act: meaning.act, mood: told ? (base.endsWith('있') ? 'ask' : 'state') : mood, polite: polite || (mood === 'do' && form !== 'joined'), ...(meaning.concept !== undefined && { concept: meaning.concept }) }
  }
  // '밝게 해줘' is one form of the adjective; '밝아' only tells
  if (mood === 'adverb' || mood === 'noun' || (mood === 'do' && form === 'base')) return { is: 'way', direction: meaning.way, mood, ...(meaning.property && { property: meaning.property }) }
  return mood === 'describes' ? { is: 'filler' } : { is: 'feeling', ...(meaning.property && { property: meaning.property }) }
}
