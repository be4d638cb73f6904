import { gap } from '../../text/units.ts'
import { plural, singular } from '../../english/plurals.ts'
import type { Naming } from '../naming.ts'
import { findExact, findNear } from '../reading/find.ts'
import { type Arc, cheapestPath, isTalk, type Stand } from '../reading/lattice.ts'
import { namedSense } from '../reading/named.ts'
import { fineKey } from '../reading/sounds.ts'
import type { Heard } from '../reading/text.ts'
import type { Named, Sense, Token } from '../reading/token.ts'
import { Trie } from '../reading/trie.ts'
import { articles } from './around.ts'
import { numberArcs } from './numbers.ts'
import { englishVerbs } from './verbs.ts'
import { englishWords } from './words.ts'

const words = new Trie<Sense>()
for (const { sense, words: list } of englishWords) for (const word of list.split(',')) words.add(fineKey(word), sense)
for (const { sense, words: list } of englishVerbs)
  for (const word of list.split(',')) {
    words.add(fineKey(word), sense)
    words.add(fineKey(gerund(word)), sense)
  }

/** 'turn on' as 'turning on', 'dim' as 'dimming'. */
function gerund(phrase: string): string {
  const [head = '', ...rest] = phrase.split(' ')
  const stem = /[^e]e$/.test(head) ? head.slice(0, -1) : /^(?:set|put|cut|shut|dim|skip|stop|run|get|let|drop|step|flip)$/.test(head) ? head + head.at(-1) : head
  return [`${stem}ing`, ...rest].join(' ')
}

/** The likeliest reading of an English sentence, word by word. */
export function readEnglish(heard: Heard, naming: Naming): Token[] {
  const arcs: Arc[][] = heard.units.map((_, at) => exactArcs(heard, naming, at))
  const first = cheapestPath(heard, arcs)
  const doubtful = first.filter(({ sense }) => sense.is === 'unknown' && !sense.known)
  if (doubtful.length === 0 || isTalk(heard, doubtful)) return first
  const near = new Set<number>()
  for (const { from, to } of doubtful) for (let at = Math.max(0, from - 1); at < to; at += 1) near.add(at)
  for (const at of near) arcs[at]!.push(...nearArcs(heard, naming, at))
  return cheapestPath(heard, arcs)
}

function exactArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = []
  for (const { to, values } of findExact(naming.trie, heard, from)) for (const named of values) arcs.push({ from, to, cost: nameCost(named), stand, sense: namedSense(named) })
  for (const { to, values } of findExact(words, heard, from)) for (const sense of values) arcs.push({ from, to, cost: verbCost(heard, naming, from, sense), stand, sense })
  arcs.push(...numberArcs(heard, from))
  return arcs
}

/** 'Lock the door' begins with a verb; 'the main light up' ends with none. */
function verbCost(heard: Heard, naming: Naming, from: number, sense: Sense): number {
  // 'turn the heat up' has no verb 'heat up'
  if (sense.is === 'way' && !sense.plain && articles.has(heard.units[from - 1]?.text ?? '')) return 0.4
  // 'right' and 'main' may be words of a name
  if (sense.is === 'filler') return 0.03
  if (sense.is !== 'act' || sense.mood !== 'do') return 0.01
  if (opensWish(heard, from)) return -0.01
  return naming.trie.get(heard.units[from]!.text)[0] ? 0.3 : 0.01
}

/** Whole names before words of the lexicon, those before mere parts of names. */
const nameCost = ({ own, places, scenes, concept }: Named): number => (own?.length || places?.length || scenes?.length ? -0.02 : concept === undefined ? 0.02 : 0)

/** Words before which a verb is likelier than a noun of the same letters: 'please lock the door', 'switch the fan off'. */
const openers: ReadonlySet<string> = new Set(['please', 'quickly', 'quick', 'need', 'hour', 'hours', 'minutes', 'minute', 'seconds', 'am', 'pm', 'noon', 'midnight', 'first', 'alexa', 'google', 'siri', 'and', 'then', 'you', 'to', 'somebody', 'someone', 'just', 'also', 'now', 'ok', 'okay', 'hey', 'mind', 'so', 'no', 'wait', 'we', 'i', 'anyone', 'lets', 'kindly', 'can', 'could', 'actually'])
/** 'lock the …' is no noun. */
const determiners: ReadonlySet<string> = new Set(['the', 'all', 'both', 'every', 'my', 'our', 'it', 'them', 'everything', 'up', 'that', 'those'])
const opensWish = ({ units }: Heard, at: number): boolean => at === 0 || units[at]!.gap >= gap.comma || openers.has(units[at - 1]!.text) || determiners.has(units[at + 1]?.text ?? '')

const stand: Stand = 'noun'
const doubt = 0.5

function nearArcs(heard: Heard, naming: Naming, from: number): Arc[] {
  const arcs: Arc[] = []
  for (const { to, values, cost, key } of findNear(naming.trie, heard, from, 1.6)) {
    if (key.length < 4 || changesNumber(heard, from, to, key)) continue
    for (const named of values) arcs.push({ from, to, cost: cost + doubt, stand, sense: namedSense(named) })
  }
  for (const { to, values, cost, key } of findNear(words, heard, from, 0.35)) if (key.length >= 6) for (const sense of values) if (guessable(sense)) arcs.push({ from, to, cost: cost + doubt, stand, sense })
  return arcs
}

/** Words of the same length in letters that are words of their own are not each other: 'wine' is no 'nine'. */
function changesNumber(heard: Heard, from: number, to: number, key: string): boolean {
  const said = heard.units.slice(from, to).map(({ text }) => text).join('')
  return singular(said) === singular(key) || plural(said) === key ? false : said.length < 4
}

/** Opposite actions are never guessed from what sounds alike. */
function guessable(sense: Sense): boolean {
  return sense.is === 'property' || sense.is === 'value'
}
