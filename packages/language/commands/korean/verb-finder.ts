import { findNearFrom, walkNear } from '../reading/find.ts'
import { fineKey } from '../reading/sounds.ts'
import { finals } from '../../korean/hangul.ts'
import type { Heard } from '../reading/text.ts'
import type { Mood } from '../reading/token.ts'
import { childOf, Trie, type Node } from '../reading/trie.ts'
import { type Endings, onBase, onJoined, onPast, onSoft } from './endings.ts'
import { auxiliaries, koreanVerbs, type VerbEntry, type VerbMeaning } from './verbs.ts'

type Form = 'base' | 'soft' | 'joined' | 'past'
type Stem = {
  readonly meaning: VerbMeaning
  readonly form: Form
  readonly closed: boolean
  readonly base: string
  /** Its last consonant as it is heard before ㄴ and ㅁ: '있는' as '인는'. */
  readonly nasal?: boolean
}
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
      const value = { mood, polite: /^(?:주|세|십|시|죠|져|쥐|쥬)/.test(ending) }
      if (ending === '-') continue
      const key = endingKey(ending)
      trie.add(key, value)
      // '접고' is heard as '접꼬', '어둡게' as '어둡께'
      const tense = endings === onBase && tensed[key[0]!]
      if (tense) trie.add(tense + key.slice(1), value)
    }
  return trie
}

const tensed: Readonly<Record<string, string>> = { ㄱ: 'ㄲ', ㄷ: 'ㄸ', ㅈ: 'ㅉ', ㅅ: 'ㅆ' }

const endingTries: Readonly<Record<Form, Trie<Ending>>> = { base: endingTrie(onBase), soft: endingTrie(onSoft), joined: endingTrie(onJoined), past: endingTrie(onPast) }
const bare: Ending = { mood: 'do', polite: false }

const stems = new Trie<Stem>()
const helpers = new Trie<Stem>()

/** Last consonants as they are heard before ㄴ and ㅁ. */
const nasalised: Readonly<Record<string, string>> = { ㄱ: 'ㆁ', ㄷ: 'ㄴ', ㅅ: 'ㄴ', ㅆ: 'ㄴ', ㅈ: 'ㄴ', ㅊ: 'ㄴ', ㅌ: 'ㄴ', ㅂ: 'ㅁ', ㅍ: 'ㅁ' }

function addStems(trie: Trie<Stem>, { meaning, base, joined, soft }: VerbEntry): void {
  const closed = !/[ㅏ-ㅣㄹ]$/.test(fineKey(soft))
  trie.add(fineKey(base), { meaning, form: 'base', closed, base })
  const nasal = nasalised[fineKey(base).at(-1)!]
  if (nasal) trie.add(fineKey(base).slice(0, -1) + nasal, { meaning, form: 'base', closed, base, nasal: true })
  trie.add(`${fineKey(joined)}ㄴ`, { meaning, form: 'past', closed: false, base, nasal: true })
  trie.add(fineKey(soft), { meaning, form: 'soft', closed, base })
  trie.add(fineKey(joined), { meaning, form: 'joined', closed: false, base })
  trie.add(`${fineKey(joined)}ㅆ`, { meaning, form: 'past', closed: false, base })
}
for (const verb of koreanVerbs) addStems(stems, verb)
for (const [base, joined, soft = base] of auxiliaries) addStems(helpers, { meaning: 'filler', base, joined, soft })

/** Predicates that begin at the unit: verbs of the lexicon in all their forms, with helping verbs, whatever the spacing. */
export function findVerbs(heard: Heard, unit: number): FoundVerb[] {
  const found: FoundVerb[] = []
  walkStems(heard, stems.root, heard.begin[unit]!, (stem, at) => endAt(heard, stem, at, false, 0, (to, { mood, polite }, form) => found.push({ to, meaning: stem.meaning, mood, polite, form, base: stem.base })))
  return found
}

/** Requests as they are heard most, for endings that were heard a little wrong. */
const requests = new Trie<Ending>()
for (const ending of ['줘', '줘요', '주세요', '줄래', '줄래요', '주라', '주실래요', '주시겠어요', '줄수있어', '놔줘', '놔', '봐줘']) requests.add(fineKey(ending), { mood: 'do', polite: true })
const slips = (letters: number): number => (letters <= 2 ? 0.35 : 0.25 * letters)

/** Verbs whose opposites are far from them in sound, so that a slip in the verb itself can be heard through. */
const unmistakable: ReadonlySet<string> = new Set(['up', 'down', 'set', 'start', 'next', 'previous', 'play', 'pause', 'run', 'tell', 'mute', 'turn'])
const asking: ReadonlySet<string> = new Set(['ask', 'whether', 'state'])
const nearStems = new Trie<Stem>()
for (const verb of koreanVerbs) if (typeof verb.meaning !== 'string' && (!('act' in verb.meaning) || unmistakable.has(verb.meaning.act) || verb.meaning.act.startsWith('is'))) addStems(nearStems, verb)
const stemSlips = (letters: number): number => (letters < 3 ? 0 : Math.min(0.9, 0.12 * letters))

/** Predicates that begin at the unit, heard a little wrong: in the ending, or in a verb that has no opposite nearby. The verbs of on and off, open and close, lock and unlock must be whole. */
export function findVerbsNear(heard: Heard, unit: number): (FoundVerb & { readonly cost: number })[] {
  const found: (FoundVerb & { readonly cost: number })[] = []
  walkStems(heard, stems.root, heard.begin[unit]!, (stem, at) => {
    if (stem.form === 'joined') for (const { to, values, cost } of findNearFrom(requests, heard, at, 0.9, slips)) found.push({ to, meaning: stem.meaning, mood: values[0]!.mood, polite: true, form: stem.form, base: stem.base, cost })
  })
  walkNear(nearStems, heard, heard.begin[unit]!, 0.9, (node, at, depth, cost) => {
    if (cost > stemSlips(depth)) return
    for (const stem of node.values!) {
      const asks = typeof stem.meaning !== 'string' && 'act' in stem.meaning && stem.meaning.act.startsWith('is')
      endAt(heard, stem, at, false, 0, (to, { mood, polite }) => {
        if (!asks || asking.has(mood)) found.push({ to, meaning: stem.meaning, mood, polite, form: stem.form, base: stem.base, cost })
      })
      if (stem.form === 'joined' && !asks && depth > 3) for (const ending of findNearFrom(requests, heard, at, 0.5, slips)) found.push({ to: ending.to, meaning: stem.meaning, mood: 'do', polite: true, form: 'joined', base: stem.base, cost: cost + ending.cost })
    }
  })
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
function endAt(heard: Heard, stem: Stem, at: number, polite: boolean, depth: number, tell: (to: number, ending: Ending, form: Form) => void, form: Form = stem.form): void {
  const { letters, unitAt } = heard
  if (stem.nasal && letters[at] !== 'ㄴ' && letters[at] !== 'ㅁ') return
  if (stem.form === 'joined' && unitAt[at]! > 0) tell(unitAt[at]!, { ...bare, polite }, form)
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
    if (node?.values && to > 0) for (const ending of node.values) tell(to, { mood: ending.mood, polite: polite || ending.polite }, form)
  }
  if (stem.form !== 'joined' || depth > 3) return
  walkStems(heard, helpers.root, at, (helper, next) => endAt(heard, helper, next, true, depth + 1, tell, helper.form === 'past' ? 'past' : form))
}
