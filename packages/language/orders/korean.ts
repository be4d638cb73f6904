import { spokenParticles } from '../korean/particles.ts'
import { type Join, type Mood, endings, stems } from '../korean/verbs.ts'
import { Dictionary } from '../text/dictionary.ts'
import { SimilarNames } from '../text/similar.ts'
import { expand } from './expand.ts'
import { type Counters, numberEdges } from './lattice/numbers.ts'
import { type StemSense, type Verbs, verbEdges } from './lattice/verbs.ts'
import { type Lexicon, addTags } from './lexicon.ts'
import { koreanCopulas, koreanCopulasThatGoOn, koreanCounters, koreanOrdinals, koreanVerbs, koreanWords } from './lexicon-ko.ts'
import { readKorean } from './reading/korean/read.ts'
import type { Speech } from './speech.ts'
import type { Counter, Does, Tag, WordSense } from './words.ts'

export const korean: Speech = { makeLexicon, read: readKorean, known: new Set(Object.values(koreanWords).flat().flatMap(expand)), food: koreanWords.food ?? [] }

function makeLexicon(): Lexicon {
  const words = new Dictionary<WordSense>()
  addTags(words, koreanWords)
  for (const [role, forms] of Object.entries(spokenParticles)) for (const form of forms) words.add(form, { kind: 'particle', role: role as keyof typeof spokenParticles })
  // As recognisers hear 는 and 은.
  for (const form of ['넌', '언']) words.add(form, { kind: 'particle', role: 'topic' })
  for (const form of koreanCopulas) words.add(form, { kind: 'particle', role: 'copula' })
  for (const form of koreanCopulasThatGoOn) words.add(form, { kind: 'particle', role: 'copulaGoesOn' })
  for (const [form, value] of Object.entries(koreanOrdinals)) words.add(form, { kind: 'ordinal', value })
  const verbs = makeVerbs()
  const counters: Counters = { exact: new Dictionary(), heard: new SimilarNames(), words }
  for (const [counter, forms] of Object.entries(koreanCounters)) {
    for (const form of forms) {
      counters.exact.add(form, counter as Counter)
      if (form.length === 2 && !/[씩만이서]$/.test(form)) counters.heard.add(form, counter as Counter)
    }
  }
  return {
    words,
    similar: misheardWords(),
    addEdges(units, from, edges, menu) {
      verbEdges(units, from, verbs, edges)
      numberEdges(units, from, counters, edges, menu)
    },
    slips: true,
  }
}

function makeVerbs(): Verbs {
  const found = new Dictionary<StemSense>()
  for (const [does, verbs] of Object.entries(koreanVerbs)) {
    for (const verb of verbs) {
      const [base = '', joined = '', soft] = verb.split(' ')
      for (const stem of stems(soft === undefined ? { base, joined } : { base, joined, soft })) found.add(stem.form, { does: does as Does, join: stem.join })
    }
  }
  return { stems: found, endings: Object.fromEntries(Object.entries(endings).map(([join, list]) => [join, endingsOf(list)])) as Record<Join, Dictionary<Mood>> }
}

function endingsOf(list: Readonly<Record<string, Mood>>): Dictionary<Mood> {
  const out = new Dictionary<Mood>()
  for (const [ending, mood] of Object.entries(list)) if (ending !== '') out.add(ending, mood)
  return out
}

/** Tags and verbs that are found again when a recogniser got a letter of them wrong. */
const heardTags: readonly Tag[] = ['light', 'extra', 'without', 'all', 'put', 'not', 'rest']
const heardVerbs: readonly (readonly [does: Does, form: string, mood?: Mood])[] = [
  ['give', '주세요'], ['give', '주십시오'], ['give', '주시겠어요'], ['give', '주실래요'], ['give', '주이소'], ['give', '부탁드려요'], ['give', '부탁드립니다'], ['give', '부탁해요'], ['take', '할게요'], ['take', '먹을게요'], ['take', '마실게요'], ['take', '하겠습니다'],
  ['put', '넣어주세요'], ['put', '올려주세요'], ['put', '추가해주세요'], ['put', '추가하고', 'connective'], ['put', '추가해서', 'connective'], ['put', '추가할게요'], ['change', '바꿔서', 'connective'], ['remove', '빼주세요'], ['change', '바꿔주세요'], ['change', '변경해주세요'],
]

function misheardWords(): SimilarNames<WordSense> {
  const similar = new SimilarNames<WordSense>()
  for (const tag of heardTags) for (const form of (koreanWords[tag] ?? []).flatMap(expand)) if (form.length < 5) similar.add(form, { kind: 'tag', tag })
  for (const [does, form, mood = 'request'] of heardVerbs) similar.add(form, { kind: 'verb', does, mood, polite: mood === 'request' })
  return similar
}
