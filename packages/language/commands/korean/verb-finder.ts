import { findNear, findNearFrom } from '../reading/find.ts'
import { fineKey } from '../reading/sounds.ts'
import { finals } from '../../korean/hangul.ts'
import type { Heard } from '../reading/text.ts'
import type { Mood } from '../reading/token.ts'
import { childOf, Trie, type Node } from '../reading/trie.ts'
import { type Endings, onBase, onJoined, onPast, onSoft } from './endings.ts'
import { auxiliaries, koreanVerbs, type VerbEntry, type VerbMeaning } from './verbs.ts'

type Form = 'base' | 'soft' | 'joined' | 'past'
type Stem = { readonly meaning: VerbMeaning; readonly form: Form; readonly closed: boolean; readonly base: string }
type Ending = { readonly mood: Mood; readonly polite: boolean }

/** A predicate that begins at a unit. `polite` where a helping verb asks for it: 켜 줘. */
export type FoundVerb = { readonly to: number; readonly meaning: VerbMeaning; readonly mood: Mood; readonly polite: boolean; readonly form: Form; readonly base: string }

/** Letters of an ending: a lone consonant at its head goes under the base. */
function endingKey(ending: string): string {
  if (ending === '-') return ''
  const head = ending[0]!
  return finals.includes(head as (typeof finals)[number]) && head >= 'ㄱ' && head <= 'ㅎ' ? head + fineKey(ending.slice(1)) : fineKey(ending)
}

function endingTrie(endings: Endings): Trie<Ending> {
  const trie = new Trie<Ending>()
  for (const [mood, list] of Object.entries(endings) as [Mood, string][])
    for (const ending of list.split(', ')) {
      const value = { mood, polite: /^(?:주|세|십|시)/.test(ending) }
      if (ending !== '-') trie.add(endingKey(ending), value)
    }
  return trie
}

const endingTries: Readonly<Record<Form, Trie<Ending>>> = { base: endingTrie(onBase), soft: endingTrie(onSoft), joined: endingTrie(onJoined), past: endingTrie(onPast) }
const bare: Ending = { mood: 'do', polite: false }

const stems = new Trie<Stem>()
const helpers = new Trie<Stem>()

function addStems(trie: Trie<Stem>, { meaning, base, joined, soft }: VerbEntry): void {
  const closed = !/[ㅏ-ㅣㄹ]$/.test(fineKey(soft))
  trie.add(fineKey(base), { meaning, form: 'base', closed, base })
  trie.add(fineKey(soft), { meaning, form: 'soft', closed, base })
  trie.add(fineKey(joined), { meaning, form: 'joined', closed: false, base })
  trie.add(`${fineKey(joined)}ㅆ`, { meaning, form: 'past', closed: false, base })
}
for (const verb of koreanVerbs) addStems(stems, verb)
for (const [base, joined] of auxiliaries) addStems(helpers, { meaning: 'filler', base, joined, soft: base })

/** Predicates that begin at the unit: verbs of the lexicon in all their forms, with helping verbs, whatever the spacing. */
export function findVerbs(heard: Heard, unit: number): FoundVerb[] {
  const found: FoundVerb[] = []
  walkStems(heard, stems.root, heard.begin[unit]!, (stem, at) => endAt(heard, stem, at, false, 0, (to, { mood, polite }) => found.push({ to, meaning: stem.meaning, mood, polite, form: stem.form, base: stem.base })))
  return found
}

/** Requests as they are heard most, for endings that were heard a little wrong. */
const requests = new Trie<Ending>()
for (const ending of ['줘', '줘요', '주세요', '줄래', '줄래요', '주라', '주실래요', '주시겠어요', '줄수있어', '놔줘', '놔', '봐줘']) requests.add(fineKey(ending), { mood: 'do', polite: true })
const slips = (letters: number): number => (letters <= 2 ? 0.35 : 0.25 * letters)

/** Verbs whose opposites are far from them in sound, so that a slip in the verb itself can be heard through. */
const unmistakable: ReadonlySet<string> = new Set(['up', 'down', 'set', 'next', 'previous', 'play', 'pause', 'run', 'tell', 'mute', 'turn'])
const spoken = new Trie<VerbMeaning>()
for (const { meaning, joined } of koreanVerbs)
  if (typeof meaning !== 'string' && 'act' in meaning && unmistakable.has(meaning.act) && fineKey(joined).length > 3) for (const ending of ['', '줘', '주세요']) spoken.add(fineKey(joined + ending), meaning)

/** Predicates that begin at the unit, heard a little wrong: in the ending, or in a verb that has no opposite nearby. The verbs of on and off, open and close, lock and unlock must be whole. */
export function findVerbsNear(heard: Heard, unit: number): (FoundVerb & { readonly cost: number })[] {
  const found: (FoundVerb & { readonly cost: number })[] = []
  walkStems(heard, stems.root, heard.begin[unit]!, (stem, at) => {
    if (stem.form === 'joined') for (const { to, values, cost } of findNearFrom(requests, heard, at, 0.9, slips)) found.push({ to, meaning: stem.meaning, mood: values[0]!.mood, polite: true, form: stem.form, base: stem.base, cost })
  })
  for (const { to, values, cost } of findNear(spoken, heard, unit, 1)) for (const meaning of values) found.push({ to, meaning, mood: 'do', polite: true, form: 'joined', base: '', cost })
  return found
}

function walkStems(heard: Heard, root: Node<Stem>, from: number, visit: (stem: Stem, at: number) => void): void {
  let node: Node<Stem> | undefined = root
  for (let at = from; at < heard.letters.length; ) {
    node = childOf(node, heard.letters[at]!)
    if (!node) return
    at += 1
    if (node.values) for (const stem of node.values) visit(stem, at)
  }
}

/** Ends a stem at letter `at`: each way that ends with a unit is told. */
function endAt(heard: Heard, stem: Stem, at: number, polite: boolean, depth: number, tell: (to: number, ending: Ending) => void): void {
  const { letters, unitAt } = heard
  if (stem.form === 'joined' && unitAt[at]! > 0) tell(unitAt[at]!, { ...bare, polite })
  let node: Node<Ending> | undefined = endingTries[stem.form].root
  let from = at
  // 으 stands between a closed base and its ending; '닫으면' has it, '열면' and '끄면' do not
  if (stem.form === 'soft' && stem.closed) {
    if (letters[at] !== 'ㅡ') return
    from = at + 1
  }
  for (let here = from; here < letters.length && node; ) {
    node = childOf(node, letters[here]!)
    here += 1
    const to = unitAt[here]!
    if (node?.values && to > 0) for (const ending of node.values) tell(to, { mood: ending.mood, polite: polite || ending.polite })
  }
  if (stem.form !== 'joined' || depth > 3) return
  walkStems(heard, helpers.root, at, (helper, next) => endAt(heard, helper, next, true, depth + 1, tell))
}
