import { type KubeObject, titleOf } from '../object.ts'

/** The label that says which release an object came with. */
export const releaseLabel = 'jari.dev/release'

/**
 * Every object carries the label of the release, in its own metadata and nowhere else: in a pod template it would restart every
 * pod at every release, in a selector or a claim template it could never change.
 */
export function releaseLabelFaults(objects: readonly KubeObject[], release: string): string[] {
  return objects.flatMap((object) => {
    const faults: string[] = []
    const label = object.metadata.labels?.[releaseLabel]
    if (label === undefined) faults.push(`${titleOf(object)} has no label ${releaseLabel}`)
    else if (label !== release) faults.push(`${titleOf(object)} has the label ${releaseLabel}: ${label}, not ${release}`)
    const { metadata: _, ...rest } = object
    for (const path of placesOf(rest, [])) faults.push(`${titleOf(object)} has the label ${releaseLabel} in ${path}`)
    return faults
  })
}

function placesOf(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => placesOf(item, [...path, String(index)]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === releaseLabel ? [path.join('.')] : placesOf(inner, [...path, key])))
}
