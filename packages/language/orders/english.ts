import { englishNumeral } from '../english/numerals.ts'
import { Dictionary } from '../text/dictionary.ts'
import { SimilarNames } from '../text/similar.ts'
import { addEdge } from './lattice/edges.ts'
import { type Lexicon, addTags } from './lexicon.ts'
import { englishOrdinals, englishWords, wantOpenings } from './lexicon-en.ts'
import { readEnglish } from './reading/english/read.ts'
import type { Speech } from './speech.ts'
import type { WordSense } from './words.ts'

export const english: Speech = { makeLexicon, read: readEnglish, known: new Set(), food: [] }

function makeLexicon(): Lexicon {
  const words = new Dictionary<WordSense>()
  addTags(words, englishWords)
  const want: WordSense = { kind: 'tag', tag: 'want' }
  for (const [openings, verbs] of wantOpenings) for (const opening of openings) for (const verb of verbs) for (const please of ['', ' please']) words.add(`${opening}${please} ${verb}`, want)
  for (const [form, value] of Object.entries(englishOrdinals)) words.add(form, { kind: 'ordinal', value })
  return {
    words,
    similar: new SimilarNames(),
    addEdges(units, from, edges) {
      const numeral = englishNumeral(units, from)
      if (numeral) addEdge(edges, { from, to: numeral.to, senses: [], number: numeral.value, cost: 0.9 })
    },
    slips: false,
  }
}
