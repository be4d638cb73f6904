export type Json = string | number | boolean | null | Json[] | { [member: string]: Json }

/** JSON Merge Patch (RFC 7396): objects go into objects, null removes a member, everything else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const members = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name)
    else members.set(name, mergePatch(members.get(name), value))
  }
  // Own members whatever their names: a member called __proto__ stays data.
  return Object.fromEntries(members)
}

export function isObject(value: Json | undefined): value is { [member: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
