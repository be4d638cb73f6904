import type { MenuChangeRequest } from '@jari/contract/menu.ts'
import type { Fault } from '@jari/contract/problem.ts'
import { belongsToStore } from '@jari/service/caller.ts'
import type { Caller } from '@jari/service/caller.ts'
import { problems } from '@jari/service/problems.ts'
import { pointerTo } from '@jari/service/validate.ts'
import { differences } from './difference.ts'
import type { Difference } from './difference.ts'
import { changesAt, foldMenu, readMenu } from './menu-at.ts'
import type { MenuFault, PlannedChange } from './menu-at.ts'
import { isObject } from './merge-patch.ts'
import type { Json } from './merge-patch.ts'

/** What a store may have of its own: managers change nothing else. */
const overridable = new Set(['price', 'available', 'hours'])

/** Throws what a caller may not change: owners everything of their brand, managers prices, availability and hours in their stores. */
export function checkMayChange(request: MenuChangeRequest, caller: Caller): void {
  const { storeIds } = request
  const foreign = (storeIds ?? []).flatMap((id, i): Fault[] => (belongsToStore(caller, id) ? [] : [{ in: 'body', pointer: `#/storeIds/${i}`, detail: 'is none of your stores' }]))
  if (foreign.length) throw problems.invalid(foreign)
  if (caller.kind === 'staff' && caller.role === 'owner') return
  if (!storeIds) throw problems.invalid([{ in: 'body', pointer: '#/storeIds', detail: 'must name your stores: only owners change the menu of all' }])
  const faults = [...notOverrides(request.patch as Json)]
  if (faults.length) throw problems.invalid(faults)
}

function* notOverrides(patch: Json): Generator<Fault> {
  const fault = (path: string[]): Fault => ({ in: 'body', pointer: pointerTo(['patch', ...path]), detail: 'is the brand’s: only owners change it' })
  if (!isObject(patch)) return
  for (const [part, items] of Object.entries(patch)) {
    if (part !== 'items' || !isObject(items)) yield fault([part])
    else {
      for (const [id, item] of Object.entries(items)) {
        if (!isObject(item)) yield fault([part, id])
        else for (const member of Object.keys(item)) if (!overridable.has(member)) yield fault([part, id, member])
      }
    }
  }
}

/**
 * What is wrong with menus from `at` (milliseconds) on, if these are the changes: every menu is looked at that will ever
 * be, for every store that has changes of its own and for those that have none.
 */
export function faultsFrom(changes: readonly PlannedChange[], at: number): MenuFault[] {
  const times = [at, ...changes.map(({ effectiveAt }) => effectiveAt).filter((time) => time > at)]
  for (const storeId of storesOf(changes)) {
    for (const time of times) {
      const read = readMenu(foldMenu(changesAt(changes, storeId, time)))
      if ('faults' in read) return read.faults
    }
  }
  return []
}

/** Throws invalid naming the members of the patch that would make a menu unusable, now or when a planned change takes effect. */
export function checkChange(changes: readonly PlannedChange[], next: PlannedChange, now: number): void {
  const faults = faultsFrom([...changes, next], Math.max(now, next.effectiveAt))
  if (faults.length) throw problems.invalid(faults.map(({ path, detail }) => ({ in: 'body', pointer: pointerTo(['patch', ...path]), detail })))
}

/** What a change would do when it takes effect, store by store; stores that it leaves as they are are left out. */
export function previewChange(changes: readonly PlannedChange[], next: PlannedChange, now: number): { storeId: string | null; differences: Difference[] }[] {
  const at = Math.max(now, next.effectiveAt)
  const all = [...changes, next]
  const stores = next.storeIds ?? storesOf(all)
  return stores
    .map((storeId) => ({ storeId, differences: differences(foldMenu(changesAt(changes, storeId, at)), foldMenu(changesAt(all, storeId, at))) }))
    .filter((store) => store.differences.length > 0)
}

/** Stores that have changes of their own, and null for all others. */
function storesOf(changes: readonly PlannedChange[]): (string | null)[] {
  return [null, ...new Set(changes.filter(({ undone }) => !undone).flatMap(({ storeIds }) => storeIds ?? []))]
}
