import type { Dictionary } from '../text/dictionary.ts'
import type { SimilarNames } from '../text/similar.ts'
import type { Unit } from '../text/units.ts'
import { expand } from './expand.ts'
import type { Edges } from './lattice/edges.ts'
import type { Menu } from './menu.ts'
import type { Tag, WordSense } from './words.ts'

/** The words of a language made ready for look-up; made once, as it is the same for every menu. */
export type Lexicon = {
  readonly words: Dictionary<WordSense>
  /** Words that are worth recognising though misheard; none that drops or sends an order. */
  readonly similar: SimilarNames<WordSense>
  /** Adds what else can begin at a unit: numbers, and verbs where they are made of stems and endings. */
  readonly addEdges: (units: readonly Unit[], from: number, edges: Edges, menu: Menu) => void
  /** Whether recognisers let final consonants slip into the next syllable. */
  readonly slips: boolean
}

export function addTags(words: Dictionary<WordSense>, table: Readonly<Partial<Record<Tag, readonly string[]>>>): void {
  for (const [tag, forms] of Object.entries(table)) {
    const sense: WordSense = { kind: 'tag', tag: tag as Tag }
    for (const form of new Set(forms.flatMap(expand))) words.add(form, sense)
  }
}
