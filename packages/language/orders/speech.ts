import type { Gap } from '../text/units.ts'
import type { Lexicon } from './lexicon.ts'
import type { About, Reading } from './mention.ts'
import type { Menu } from './menu.ts'
import type { Token } from './tokens.ts'

/** All that understanding orders in one language takes. */
export type Speech = {
  readonly makeLexicon: () => Lexicon
  readonly read: (tokens: readonly Token[], menu: Menu, about: About, end: Gap) => Reading
  /** Words that mean something by themselves, and so are no short form of a choice. */
  readonly known: ReadonlySet<string>
  /** Food and drink by which compound names are taken apart. */
  readonly food: readonly string[]
}
