import { unlink } from '../korean/hangul.ts'
import { syllableSound } from '../korean/sound.ts'
import type { Mood } from '../korean/verbs.ts'
import { type Gap, type Unit, type Utterance, gap } from '../text/units.ts'
import type { Sense } from './catalogue.ts'
import { plainTokens, tokensOf } from './lattice/read.ts'
import type { Lexicon } from './lexicon.ts'
import type { Menu } from './menu.ts'
import type { Counter, Does, Tag, WordSense } from './words.ts'

/** A stretch of the utterance with everything it can mean. Without senses, tags and the rest it is a stretch that nothing explains. */
export type Token = {
  readonly from: number
  readonly to: number
  readonly text: string
  /** What stands before it. */
  readonly gap: Gap
  readonly senses: readonly Sense[]
  readonly tags: ReadonlySet<Tag>
  readonly verb?: { readonly does: ReadonlySet<Does>; readonly mood: Mood; readonly polite: boolean }
  readonly particle?: (WordSense & { kind: 'particle' })['role']
  readonly ordinal?: number
  /** A number, with what it counts where that is said. */
  readonly number?: number
  readonly counter?: Counter
  readonly known: boolean
  readonly cost: number
}

/**
 * Splits an utterance into the tokens that explain most of it at the least cost (a shortest path over all matches). Where something stays
 * unexplained, Korean is also read with final consonants that slipped into the next syllable put back ('자니요' is 잔이요).
 */
export function tokenize(utterance: Utterance, menu: Menu, lexicon: Lexicon): Token[] {
  let best = tokensOf(utterance.units, menu, lexicon)
  if (!lexicon.slips || utterance.units.length > longestSlipped) return best
  let units = utterance.units
  for (let round = 0; round < mostSlips; round += 1) {
    const [cost, from, to] = doubtOf(best)
    const better = relinked(units, from, to).map(([at, other]) => ({ at, units: other, tokens: plainTokens(other, menu, lexicon) })).filter(({ at, tokens }) => tokens.every(token => token.to <= at || token.from > at + 1 || (token.known && !(token.verb && token.to - token.from === 1)))).sort((a, b) => doubtOf(a.tokens)[0] - doubtOf(b.tokens)[0])[0]
    if (!better || doubtOf(better.tokens)[0] > cost - 0.8) break
    best = better.tokens
    units = better.units
  }
  return best
}

/** Longer utterances than this, in units, are taken as they are. */
const longestSlipped = 80

/** So many final consonants are put back in one utterance. */
const mostSlips = 2

/** What the tokens cost, and where the dearest one is. */
function doubtOf(tokens: readonly Token[]): [cost: number, from: number, to: number] {
  let cost = 0
  let at = -1
  let end = -1
  let most = 1.6
  for (const token of tokens) {
    const own = token.known ? token.cost : 2.4 + 1.3 * (token.to - token.from - 1)
    cost += own
    if (own > most && (!token.known || own > 1.75)) {
      most = own
      at = token.from
      end = token.to
    }
  }
  return [cost, at, end]
}

/** The units with a consonant put back in or before the units `from` to `to`: an open syllable before one that begins with it. */
function relinked(units: readonly Unit[], from: number, to: number): [at: number, units: Unit[]][] {
  const out: [number, Unit[]][] = []
  if (from < 0) return out
  for (let first = Math.max(0, from - 1); first <= Math.min(units.length - 2, to - 1, from + 3); first += 1) {
    const [one, two] = [units[first], units[first + 1]]
    if (one?.kind !== 'hangul' || two?.kind !== 'hangul' || two.gap > gap.none) continue
    const pair = unlink(one.text, two.text)
    if (!pair) continue
    const next = [...units]
    next[first] = { ...one, text: pair[0], sound: syllableSound(pair[0]) }
    next[first + 1] = { ...two, text: pair[1], sound: syllableSound(pair[1]) }
    out.push([first, next])
  }
  return out
}
