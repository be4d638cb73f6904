/** The members that differ, each with what it was and what it is; for the audit trail. */
export function difference<Thing extends object>(before: Thing, after: Thing): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(after) as (keyof Thing & string)[]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]))
}
