import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type KubeObject, titleOf } from '../object.ts'

type Rule = { readonly host?: string }

/** An environment answers under its own name only: the name of another one would take over its guests. */
export async function hostFaults(overlay: string, objects: readonly KubeObject[]): Promise<string[]> {
  const { data } = parse(await readFile(join(overlay, 'environment.yaml'), 'utf8')) as { data: { host: string } }
  return objects
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap((object) => ((object['spec'] as { rules?: readonly Rule[] }).rules ?? []).flatMap(({ host }) => (host === data.host ? [] : [`${titleOf(object)} answers under ${host ?? 'every name'}, not under ${data.host} alone`])))
}
