import type { CartLine } from '../orders/cart.ts'

/** A reply in pieces: what is said is decided once, how it is said is each language's matter. */
export type ReplyPart =
  /** These lines are in the order now. */
  | { readonly kind: 'taken'; readonly lines: readonly CartLine[] }
  /** The order as it stands, read back. */
  | { readonly kind: 'order'; readonly lines: readonly CartLine[] }
  /** A required option of an item is missing. */
  | { readonly kind: 'askOption'; readonly item: string; readonly choices: readonly string[] }
  /** A name that fits several items. */
  | { readonly kind: 'askWhich'; readonly items: readonly string[] }
  /** More of one thing than the shop takes without asking. */
  | { readonly kind: 'askQuantity'; readonly item: string; readonly quantity: number }
  | { readonly kind: 'soldOut'; readonly item: string }
  | { readonly kind: 'notOnMenu' }
  /** Sent only when the guest says yes to this. */
  | { readonly kind: 'askConfirm' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'empty' }
  /** A question that somebody of the shop has to answer. */
  | { readonly kind: 'askStaff' }
  | { readonly kind: 'notUnderstood' }
  | { readonly kind: 'anythingElse' }

/** Names for the things in a reply, in the language of the reply. */
export type ReplyNames = {
  item(id: string): string
  choice(id: string): string
  /** Whether the item is counted in cups. */
  drink(id: string): boolean
}
