import type { Language } from '../language.ts'
import { endings, stems, type Join, type Mood } from '../korean/verbs.ts'
import { spokenParticles } from '../korean/particles.ts'
import { Dictionary } from '../text/dictionary.ts'
import { SimilarNames } from '../text/similar.ts'
import { expand } from './expand.ts'
import { englishOrdinals, englishWords, wantOpenings } from './lexicon-en.ts'
import { koreanCopulas, koreanCopulasThatGoOn, koreanCounters, koreanOrdinals, koreanVerbs, koreanWords } from './lexicon-ko.ts'
import type { Counter, Does, Tag, WordSense } from './words.ts'

type StemSense = { readonly does: Does; readonly join: Join }

/** The words of a language made ready for look-up; made once, as it is the same for every menu. */
export type Lexicon = {
  readonly language: Language
  readonly words: Dictionary<WordSense>
  readonly stems: Dictionary<StemSense>
  readonly endings: Readonly<Record<Join, Dictionary<Mood>>>
  readonly counters: Dictionary<Counter>
  /** Words that are worth recognising though misheard; none that drops or sends an order. */
  readonly similar: SimilarNames<WordSense>
}

export function makeLexicon(language: Language): Lexicon {
  return language === 'ko' ? korean() : english()
}

function korean(): Lexicon {
  const words = new Dictionary<WordSense>()
  addTags(words, koreanWords)
  for (const [role, forms] of Object.entries(spokenParticles)) for (const form of forms) words.add(form, { kind: 'particle', role: role as keyof typeof spokenParticles })
  // As recognisers hear 는 and 은.
  for (const form of ['넌', '언']) words.add(form, { kind: 'particle', role: 'topic' })
  for (const form of koreanCopulas) words.add(form, { kind: 'particle', role: 'copula' })
  for (const form of koreanCopulasThatGoOn) words.add(form, { kind: 'particle', role: 'copulaGoesOn' })
  for (const [form, value] of Object.entries(koreanOrdinals)) words.add(form, { kind: 'ordinal', value })
  const verbStems = new Dictionary<StemSense>()
  for (const [does, verbs] of Object.entries(koreanVerbs)) {
    for (const verb of verbs) {
      const [base = '', joined = '', soft] = verb.split(' ')
      for (const stem of stems(soft === undefined ? { base, joined } : { base, joined, soft })) verbStems.add(stem.form, { does: does as Does, join: stem.join })
    }
  }
  const ends = Object.fromEntries(Object.entries(endings).map(([join, list]) => [join, endingsOf(list)])) as Record<Join, Dictionary<Mood>>
  const counters = new Dictionary<Counter>()
  for (const [counter, forms] of Object.entries(koreanCounters)) for (const form of forms) counters.add(form, counter as Counter)
  return { language: 'ko', words, stems: verbStems, endings: ends, counters, similar: misheardWords() }
}

function endingsOf(list: Readonly<Record<string, Mood>>): Dictionary<Mood> {
  const out = new Dictionary<Mood>()
  for (const [ending, mood] of Object.entries(list)) if (ending !== '') out.add(ending, mood)
  return out
}

function english(): Lexicon {
  const words = new Dictionary<WordSense>()
  addTags(words, englishWords)
  const want: WordSense = { kind: 'tag', tag: 'want' }
  for (const [openings, verbs] of wantOpenings) for (const opening of openings) for (const verb of verbs) for (const please of ['', ' please']) words.add(`${opening}${please} ${verb}`, want)
  for (const [form, value] of Object.entries(englishOrdinals)) words.add(form, { kind: 'ordinal', value })
  const none = (): Dictionary<Mood> => new Dictionary<Mood>()
  return { language: 'en', words, stems: new Dictionary(), endings: { base: none(), dropped: none(), soft: none(), ㄹ: none(), ㄴ: none(), ㅂ: none(), ㅁ: none(), joined: none(), past: none() }, counters: new Dictionary(), similar: new SimilarNames() }
}

/** Tags and verbs that are found again when a recogniser got a letter of them wrong. */
const heardTags: readonly Tag[] = ['light', 'extra', 'without', 'all', 'put', 'not', 'rest']
const heardVerbs: readonly (readonly [Does, string])[] = [
  ['give', '주세요'], ['give', '주십시오'], ['give', '주시겠어요'], ['give', '주실래요'], ['give', '주이소'], ['give', '부탁드려요'], ['give', '부탁드립니다'], ['give', '부탁해요'], ['take', '할게요'], ['take', '먹을게요'], ['take', '마실게요'], ['take', '하겠습니다'],
  ['put', '넣어주세요'], ['put', '올려주세요'], ['put', '추가해주세요'], ['remove', '빼주세요'], ['change', '바꿔주세요'], ['change', '변경해주세요'],
]

function misheardWords(): SimilarNames<WordSense> {
  const similar = new SimilarNames<WordSense>()
  for (const tag of heardTags) for (const form of (koreanWords[tag] ?? []).flatMap(expand)) if (form.length < 5) similar.add(form, { kind: 'tag', tag })
  for (const [does, form] of heardVerbs) similar.add(form, { kind: 'verb', does, mood: 'request', polite: true })
  return similar
}

function addTags(words: Dictionary<WordSense>, table: Readonly<Partial<Record<Tag, readonly string[]>>>): void {
  for (const [tag, forms] of Object.entries(table)) {
    const sense: WordSense = { kind: 'tag', tag: tag as Tag }
    for (const form of new Set(forms.flatMap(expand))) words.add(form, sense)
  }
}
