import { createHash } from 'node:crypto'
import { menuDocumentSchema } from '@jari/contract/menu.ts'
import type { MenuDocument } from '@jari/contract/menu.ts'
import { mergePatch } from './merge-patch.ts'
import type { Json } from './merge-patch.ts'

/** A change as menus are worked out from it. `storeIds` null: all stores. `effectiveAt` in milliseconds. */
export type PlannedChange = { readonly id: string; readonly patch: Json; readonly storeIds: readonly string[] | null; readonly effectiveAt: number; readonly undone: boolean }

const empty: Json = { currency: 'KRW', categories: {}, stations: {}, options: {}, items: {} }

/** Those that make up a store's menu at a time, in the order in which they apply. `storeId` null: a store without changes of its own. */
export function changesAt(changes: readonly PlannedChange[], storeId: string | null, at: number): PlannedChange[] {
  const meant = changes.filter((change) => !change.undone && change.effectiveAt <= at && (change.storeIds === null || (storeId !== null && change.storeIds.includes(storeId))))
  return meant.toSorted((a, b) => a.effectiveAt - b.effectiveAt || (a.id < b.id ? -1 : 1))
}

/** The menu that changes add up to, unchecked. */
export function foldMenu(changes: readonly PlannedChange[]): Json {
  return changes.reduce<Json>((document, { patch }) => mergePatch(document, patch), empty)
}

/** What the version of a menu is called that these changes make. */
export function versionOf(changes: readonly PlannedChange[]): string {
  return createHash('sha256').update(changes.map(({ id }) => id).join(' ')).digest('base64url').slice(0, 16)
}

/** A fault of a menu: the path of the member and what is wrong. */
export type MenuFault = { readonly path: readonly PropertyKey[]; readonly detail: string }

/** The document, or what is wrong with it: its form, and names of things that are not there. */
export function readMenu(json: Json): { document: MenuDocument } | { faults: MenuFault[] } {
  const result = menuDocumentSchema.safeParse(json)
  if (!result.success) {
    return {
      faults: result.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ path: [...issue.path, key], detail: 'is not known here' })) : [{ path: issue.path, detail: issue.message }],
      ),
    }
  }
  const faults = danglingNames(result.data)
  return faults.length ? { faults } : { document: result.data }
}

function danglingNames(menu: MenuDocument): MenuFault[] {
  const faults: MenuFault[] = []
  const owner = new Map<string, string>()
  for (const [optionId, option] of Object.entries(menu.options)) {
    for (const [i, { id }] of option.choices.entries()) {
      if (owner.has(id)) faults.push({ path: ['options', optionId, 'choices', i, 'id'], detail: `is a choice of ${owner.get(id)} too` })
      owner.set(id, optionId)
    }
    if (option.default !== null && !option.choices.some(({ id }) => id === option.default)) faults.push({ path: ['options', optionId, 'default'], detail: 'is none of its choices' })
  }
  for (const [itemId, item] of Object.entries(menu.items)) {
    if (!Object.hasOwn(menu.categories, item.category)) faults.push({ path: ['items', itemId, 'category'], detail: 'is no category of the menu' })
    for (const [i, id] of item.options.entries()) if (!Object.hasOwn(menu.options, id)) faults.push({ path: ['items', itemId, 'options', i], detail: 'is no option of the menu' })
    for (const [i, id] of item.stations.entries()) if (!Object.hasOwn(menu.stations, id)) faults.push({ path: ['items', itemId, 'stations', i], detail: 'is no station of the menu' })
  }
  return faults
}
