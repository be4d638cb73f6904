import type { Stand } from '../reading/lattice.ts'
import { fineKey } from '../reading/sounds.ts'
import { Trie } from '../reading/trie.ts'
import { koreanWords, type WordRow } from './words.ts'

/** The words of the lexicon by their sound. */
export const words = new Trie<WordRow>()
for (const row of koreanWords) for (const word of row.words.split(',')) words.add(fineKey(word), row)

/** Words as they are written: '색이' sounds like '세기', but is not written so. */
export const writtenWords: ReadonlySet<string> = new Set(koreanWords.flatMap((row) => row.words.split(',').map((word) => word.replaceAll(' ', ''))))

/** How a word stands in a sentence. */
export const standOf = ({ sense, alone, noun }: WordRow): Stand => {
  if (noun) return 'noun'
  if (sense.is === 'particle' || sense.is === 'join' || sense.is === 'to' || sense.is === 'only') return 'particle'
  if (sense.is === 'act' && sense.act === 'is') return 'particle'
  if (sense.is === 'act') return alone ? 'whole' : 'noun'
  return alone ? 'whole' : sense.is === 'after' || sense.is === 'except' || sense.is === 'instead' || sense.is === 'at' ? 'other' : 'noun'
}
