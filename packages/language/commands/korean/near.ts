import type { Naming } from '../naming.ts'
import { allowedInAll, findNear } from '../reading/find.ts'
import type { Arc } from '../reading/lattice.ts'
import { namedSense } from '../reading/named.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense } from '../reading/token.ts'
import { standOf, words } from './lexicon.ts'
import { nearNumberArcs } from './numbers.ts'
import { findVerbsNear } from './verb-finder.ts'
import { verbSense } from './verb-sense.ts'

/** A reading that only sounds alike costs this beside its wrong letters. */
const doubt = 0.35

/** What begins at the unit and only sounds alike. */
export function nearArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = nearNumberArcs(heard, from)
  // what stands right after digits counts them, or is a particle
  const counted = heard.units[from - 1]?.kind === 'digit' && !heard.fresh[from]!
  for (const { to, values, cost, key } of findNear(naming.trie, heard, from)) if (localSlip(heard, from, key, cost) && (key.length > 3 || cost <= 0.3 || to >= heard.units.length || heard.fresh[to]! || (cost <= 0.4 && followers.has(heard.units[to]!.text)))) for (const named of values) arcs.push({ from, to, cost: cost + doubt, stand: 'noun', sense: namedSense(named) })
  const ends = (to: number): boolean => to >= heard.units.length || heard.fresh[to]!
  for (const { to, values, cost, key } of findNear(words, heard, from, 1.1)) for (const row of values) if (guessable(row.sense, key, cost) && !(counted && !bound.has(row.sense.is)) && (((key.length > 3 || (row.sense.is === 'filler' && key.length > 2)) && !bound.has(row.sense.is)) || (bound.has(row.sense.is) && !heard.fresh[from]! && ends(to)) || (short.has(row.sense.is) && cost <= 0.4 && heard.fresh[from]! && ends(to)))) arcs.push({ from, to, cost: cost + doubt + (row.sense.is === 'filler' ? 0.15 : 0), stand: standOf(row), sense: row.sense })
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
const guessed: ReadonlySet<Sense['is']> = new Set(['property', 'value', 'filler', 'more', 'little', 'here', 'to', 'all', 'question', 'dayPart', 'day', 'after', 'way', 'everywhere', 'then', 'pronoun', 'one', 'only', 'join', 'particle'])
/** Small words are guessed only where they are long enough to be told from others. */
const longerFirst: ReadonlySet<Sense['is']> = new Set(['little', 'all', 'everywhere', 'more', 'pronoun', 'then', 'here', 'one'])
/** Heads of particles that a name of one syllable may have. */
const followers: ReadonlySet<string> = new Set('하이랑은는을를에도만의과와가쪽')
/** Words that turn a sentence round, or say how often: only a consonant may be tenser than it should. */
const turning: ReadonlySet<Sense['is']> = new Set(['most', 'instead', 'except', 'every'])
const guessedActs: ReadonlySet<string> = new Set(['next', 'previous', 'play', 'pause', 'run'])

/** Opposite actions are never guessed from what sounds alike, nor are the small words that turn a sentence round. */
function guessable(sense: Sense, key: string, cost: number): boolean {
  if (turning.has(sense.is)) return cost <= 0.25 && key.length > 3
  if (sense.is === 'act') return guessedActs.has(sense.act)
  return guessed.has(sense.is) && (!longerFirst.has(sense.is) || key.length > 4)
}
