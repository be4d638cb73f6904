import { pointerTo } from '@jari/service/validate.ts'
import { isObject } from './merge-patch.ts'
import type { Json } from './merge-patch.ts'

/** One member that is another: its JSON pointer, and its values; a value that is missing was not there. */
export type Difference = { readonly pointer: string; readonly before?: Json; readonly after?: Json }

/** What differs between two documents, member by member; lists are compared whole. */
export function differences(before: Json | undefined, after: Json | undefined, path: readonly string[] = []): Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
    return names.flatMap((name) => differences(before[name], after[name], [...path, name]))
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [{ pointer: pointerTo(path), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}
