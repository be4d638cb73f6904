import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Fields of a kustomization whose entries are files or folders, which kustomize fetches from elsewhere when they are addresses. */
const fields = ['resources', 'components', 'bases', 'crds', 'configurations', 'generators', 'transformers', 'validators', 'helmCharts', 'helmChartInflationGenerator'] as const
/** Fields whose entries name a file as their `path`; the rest of them are names inside objects. */
const withPath = ['patches', 'replacements', 'openapi'] as const
const address = /^(?:[a-z][a-z0-9+.-]*:)?\/\/|^[\w.-]+@[\w.-]+:|^[a-z]+::|[?&]ref=|^(?:[\w-]+\.)+[a-z]{2,}\//i

/**
 * Kustomizations that take something from another repository: Argo CD's list of permitted repositories does not hold for what kustomize
 * fetches, and what is fetched is in no review. Looked at before anything is built.
 *
 * @param folder an overlay, or base and components of a release
 */
export async function sourceFaults(folder: string): Promise<string[]> {
  const faults: string[] = []
  for (const file of (await readdir(folder, { recursive: true })).filter((path) => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path)).sort()) {
    const kustomization = parse(await readFile(join(folder, file), 'utf8')) as Record<string, unknown> | null
    const named = [...fields.map((field) => [field, stringsIn(kustomization?.[field])] as const), ...withPath.map((field) => [field, pathsIn(kustomization?.[field])] as const)]
    for (const [field, texts] of named)
      for (const text of texts) if (address.test(text)) faults.push(`${file} takes ${text} from another place (${field}): what runs here is in this repository`)
  }
  return faults
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

const pathsIn = (value: unknown) => [value].flat().flatMap((entry) => (typeof entry === 'object' && entry !== null && 'path' in entry && typeof entry.path === 'string' ? [entry.path] : []))
