import type { Choice, Item, Menu, MenuDocument, MenuItem, MenuOption } from '@jari/contract/menu.ts'
import type { Desk } from '@jari/contract/desk.ts'
import type { LocalTime } from '../../store-clock.ts'
import { left, stockOf } from '../desk/desk.ts'

/** A menu as one store has it, made ready to look things up in. */
export type StoreMenu = {
  /** Names this state of the menu. */
  readonly version: string
  readonly document: MenuDocument
  readonly items: ReadonlyMap<string, Item>
  readonly options: ReadonlyMap<string, MenuOption>
  /** Each choice with the option it belongs to. */
  readonly choices: ReadonlyMap<string, { readonly optionId: string; readonly choice: Choice }>
}

export function storeMenu(document: MenuDocument, version: string): StoreMenu {
  const options = new Map(Object.entries(document.options).map(([id, option]) => [id, { id, ...option }]))
  const choices = new Map([...options.values()].flatMap((option) => option.choices.map((choice) => [choice.id, { optionId: option.id, choice }] as const)))
  return { version, document, items: new Map(Object.entries(document.items)), options, choices }
}

/** True if the item is served at this time of day. */
export function servedAt({ hours }: Item, time: string): boolean {
  return hours === null || hours.some(({ from, to }) => (from < to ? from <= time && time < to : from <= time || time < to))
}

/** The menu as guests see it at this moment: with what the kitchen says of each item. */
export function shownMenu(storeId: string, { document, version, options }: StoreMenu, desk: Desk, { time }: LocalTime): Menu {
  const items = Object.entries(document.items).map(([id, item]): MenuItem => {
    const stock = stockOf(desk, id)
    const remaining = stock?.remaining ?? null
    const soldOut = left(desk, id) === 0
    return { id, ...item, available: item.available && !soldOut && servedAt(item, time), soldOut, remaining }
  })
  return {
    storeId,
    currency: document.currency,
    version,
    categories: positioned(document.categories).map(({ id, names }) => ({ id, names })),
    stations: positioned(document.stations).map(({ id, names }) => ({ id, names })),
    options: [...options.values()],
    items: items.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
  }
}

function positioned<Entry extends { position: number }>(entries: Readonly<Record<string, Entry>>): (Entry & { id: string })[] {
  return Object.entries(entries).map(([id, entry]) => ({ id, ...entry })).toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}
