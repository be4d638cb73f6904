import type { Language } from '@jari/contract/language.ts'
import { endings, stems, type Join, type Mood } from '../korean/verbs.ts'
import { spokenParticles } from '../korean/particles.ts'
import { Dictionary } from '../text/dictionary.ts'
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
}

export function makeLexicon(language: Language): Lexicon {
  return language === 'ko' ? korean() : english()
}

function korean(): Lexicon {
  const words = new Dictionary<WordSense>()
  addTags(words, koreanWords)
  for (const [role, forms] of Object.entries(spokenParticles)) for (const form of forms) words.add(form, { kind: 'particle', role: role as keyof typeof spokenParticles })
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
  return { language: 'ko', words, stems: verbStems, endings: ends, counters }
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
  return { language: 'en', words, stems: new Dictionary(), endings: { base: none(), soft: none(), ㄹ: none(), ㄴ: none(), ㅂ: none(), ㅁ: none(), joined: none(), past: none() }, counters: new Dictionary() }
}

function addTags(words: Dictionary<WordSense>, table: Readonly<Partial<Record<Tag, readonly string[]>>>): void {
  for (const [tag, forms] of Object.entries(table)) {
    const sense: WordSense = { kind: 'tag', tag: tag as Tag }
    for (const form of new Set(forms)) words.add(form, sense)
  }
}
