import type { Wish } from '../../mention.ts'
import { ReadingState } from '../state.ts'

/** What is known while a Korean sentence is read from left to right. */
export class KoreanState extends ReadingState {
  last: Last = 'other'
  /** Wishes said after a thing was complete: they may belong to the next. */
  trail: Wish[] = []
  /** What was said to be added just now: '얼음 추가 안 해도 돼요'. */
  putting: Wish[] = []
  just = false
  total = false
  negated = false
  amount: Wish['amount']
  undo = false
  bareput = false
  /** A group of choices named by itself: '당도는'. */
  hint: string | undefined
  /** A number said before the choice that it counts. */
  nextCount: number | undefined
  whole = false
  /** Something ordered before is spoken of: 아까 주문한. */
  known = false
  again = false
  at = 0
  /** Wishes that a number was said of. */
  readonly counted = new Set<Wish>()
  /** A thing that is no item was named, and a number may follow. */
  spare = false
  /** Something is told of what was named: 이, 가. */
  told = false
  /** Guests were spoken of, and how many they are may follow. */
  people = false
}

/** What the last token was, for the particle or the number that may follow it. */
type Last = 'item' | 'wish' | 'number' | 'pointer' | 'other'
