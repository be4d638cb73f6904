import { stringify } from 'yaml'
import { Failure } from '../outcome.ts'
import { type KubeObject, titleOf } from './object.ts'

/**
 * What `gitops/rendered/<environment>/` holds: one file an object, `<kind>-<name>.yaml` in lower case → text, in the order of the names.
 * The same objects give the same bytes. Throws a Failure when two objects would have one file.
 */
export function renderedFiles(objects: readonly KubeObject[]): Map<string, string> {
  const files = new Map<string, KubeObject>()
  for (const object of objects) {
    const name = `${object.kind}-${object.metadata.name}.yaml`.toLowerCase()
    const other = files.get(name)
    if (other) throw new Failure(`${titleOf(object)} (${object.apiVersion}) and ${titleOf(other)} (${other.apiVersion}) would both be rendered to ${name}`)
    files.set(name, object)
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, object]) => [name, stringify(object, { indentSeq: false, lineWidth: 0 })]))
}
