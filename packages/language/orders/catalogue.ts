import type { Concept } from './concepts.ts'

/** Names as the shop wrote them, by language. */
export type ShopNames = { readonly [language: string]: readonly string[] | undefined }

export type MenuItem = {
  readonly id: string
  readonly names: ShopNames
  readonly category?: string
  /** Minor units of the menu's currency. */
  readonly price?: number
  /** Ids of the option groups that the item has. */
  readonly options?: readonly string[]
  readonly soldOut?: boolean
}
export type MenuChoice = { readonly id: string; readonly names: ShopNames }
export type MenuOption = {
  readonly id: string
  readonly required?: boolean
  /** How many choices, or how many times each where it is countable. */
  readonly max?: number
  readonly countable?: boolean
  readonly choices: readonly MenuChoice[]
}
export type MenuCatalogue = { readonly kind?: string; readonly currency?: string; readonly items: readonly MenuItem[]; readonly options: readonly MenuOption[] }

/** A choice as it was compiled. */
export type Choice = { readonly id: string; readonly group: string; readonly concept: Concept | undefined; readonly also?: Concept; readonly names: ShopNames }
export type Group = { readonly id: string; readonly required: boolean; readonly max: number; readonly countable: boolean; readonly choices: readonly Choice[] }
export type Item = {
  readonly id: string
  readonly names: ShopNames
  readonly groups: readonly string[]
  readonly soldOut: boolean
  readonly category: string
  /** The words that its names are made of. */
  readonly words: ReadonlySet<string>
  /** Words that one of its names ends in. */
  readonly heads: ReadonlySet<string>
}

/** What a run of text can mean in the catalogue. */
export type Sense =
  /** The whole name of an item; `near` for a spelling or short form that the shop did not write. */
  | { readonly kind: 'item'; readonly item: string; readonly near: boolean; readonly with?: readonly string[] }
  /** A word of items' names. */
  | { readonly kind: 'word'; readonly word: string }
  /** A word that names a group of choices rather than one: '당도'. */
  | { readonly kind: 'group'; readonly group: string }
  /** The name of a choice; `near` for a synonym; `part` for one word of its name. */
  | { readonly kind: 'choice'; readonly choice: string; readonly near: boolean; readonly part: boolean }
