import type { Deed, Mention, Wish } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { ReadingState } from '../state.ts'

/** What is known while an English sentence is read from left to right. */
export class EnglishState extends ReadingState {
  deed: Deed = 'want'
  /** Options are expected: after with, add, no, extra. */
  options = false
  /** What 'no' and 'without' say of the whole list that follows. */
  listAmount: Wish['amount']
  /** What 'extra' and 'light' say of the next one. */
  nextAmount: Wish['amount']
  count: { value: number; token: Token } | undefined
  definite = false
  reject = false
  started = false
  /** Nothing that counts was said in this clause yet. */
  opening = true
  toward = false
  /** What 'no' was last said of, and where that ended. */
  refused: { choices: readonly string[]; to: number } | undefined
  /** What is done from the next thing on: 'make it two burritos, one with …'. */
  after: Deed | undefined
  article = false
  /** 'and' stands right before. */
  and = false
  incomplete = false
  /** The thing that a list of options was begun for. */
  withSaid: Mention | undefined
  /** A phrase was broken off before its noun. */
  dangling = false
  made = false
  onlySaid = false
  instead = false
  /** It is asked how something is: what follows asks for nothing. */
  asked = false
  skipNext = false
  /** How many of each choice that follows: 'two pumps each of …'. */
  countEach: number | undefined
  /** The place right after a 'no'. */
  noHere = -1
}
