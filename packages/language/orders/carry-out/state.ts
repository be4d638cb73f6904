import type { CartLine, DraftLine } from '../cart.ts'
import type { OrderContext, Pending } from '../context.ts'
import type { Wish } from '../mention.ts'
import type { Menu } from '../menu.ts'

/** What is known while a sentence is carried out, on a copy of the cart. */
export class CarryOut {
  readonly menu: Menu
  readonly context: OrderContext
  readonly out: Outcome
  /** Lines touched by the thing before, for what is said without a name. */
  before: DraftLine[] = []
  /** Whether what was touched before was put in by this sentence. */
  source: DraftLine[] = []
  /** A rejected item that the next one takes the place of. */
  place: DraftLine[] = []
  parts: DraftLine | undefined
  /** What a choice takes the place of was said. */
  exchanged = false
  /** How many there were before they were told apart. */
  partsOf = 1
  pendingHere: number[] = []
  /** How many of the source are exchanged, where not all, and how many there were. */
  taken: number | undefined
  had = 0
  /** The item before was named by its kind and a word of its name. */
  kind: string | undefined
  /** Wishes said before there was anything to put them on. */
  early: Wish[] = []

  constructor(cart: readonly CartLine[], context: OrderContext, menu: Menu) {
    this.menu = menu
    this.context = context
    this.out = { lines: cart.map(line => ({ ...line, options: [...line.options], fresh: false })), touched: [], pending: [...(context.pending ?? [])], unavailable: [], changed: false, said: [], lost: 0, ...(context.wished && { wished: context.wished }) }
  }
}

export function settle(s: CarryOut, lines: DraftLine[]): void {
  s.out.changed = true
  touch(s, lines)
}

export function touch(s: CarryOut, lines: readonly DraftLine[]): void {
  s.before = [...lines]
  for (const line of lines) {
    const at = s.out.touched.indexOf(line)
    if (at >= 0) s.out.touched.splice(at, 1)
    s.out.touched.push(line)
  }
}

export function lose(s: CarryOut): void {
  s.out.lost += 1
}

export type Outcome = {
  lines: DraftLine[]
  /** Lines touched, in the order of touching; the last is what 그거 means. */
  touched: DraftLine[]
  pending: Pending[]
  unavailable: { item?: string }[]
  /** Something was done. */
  changed: boolean
  /** More of one thing than the store takes without asking. */
  tooMany?: { item: string; quantity: number }
  /** The choices that were set. */
  said: string[][]
  /** The countable choice that was put in last. */
  wished?: readonly string[]
  /** How much was wished of the last choice. */
  amount?: 'none' | 'light' | 'extra'
  /** Mentions that nothing could be made of. */
  lost: number
}
