import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

export type Target = Readonly<Record<string, unknown>>
export type Patch = { readonly path?: string; readonly patch?: string; readonly target?: Target; readonly options?: unknown }
export type Image = { readonly name: string; readonly newName?: string; readonly newTag?: string; readonly digest?: string }

/** The fields of a kustomization that the checks look at. */
export type Kustomization = {
  readonly namespace?: string
  readonly resources?: readonly string[]
  readonly components?: readonly string[]
  readonly patches?: readonly Patch[]
  readonly replacements?: readonly unknown[]
  readonly images?: readonly Image[]
}

/** Reads a folder's kustomization.yaml. */
export async function readKustomization(folder: string): Promise<Kustomization> {
  return parse(await readFile(join(folder, 'kustomization.yaml'), 'utf8')) as Kustomization
}

/** Writes a folder's kustomization.yaml anew (of a copy: comments are lost). */
export async function writeKustomization(folder: string, kustomization: Kustomization): Promise<void> {
  await writeFile(join(folder, 'kustomization.yaml'), stringify(kustomization))
}

/** How findings call a patch: by its file, or its place in the list. */
export function patchTitle({ path, target }: Patch, index: number): string {
  const aim = target ? ` (target ${Object.entries(target).map(([key, value]) => `${key}: ${String(value)}`).join(', ')})` : ''
  return `patch ${path ?? `number ${index + 1}`}${aim}`
}
