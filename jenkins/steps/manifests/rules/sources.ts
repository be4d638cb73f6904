import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Fields of a kustomization that name files or folders, and that kustomize would fetch from elsewhere when they are addresses. */
const fields = ['resources', 'components', 'bases', 'crds', 'configurations', 'generators', 'transformers', 'validators', 'openapi', 'helmCharts', 'helmChartInflationGenerator', 'patches', 'replacements'] as const
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
    for (const field of fields)
      for (const text of stringsIn(kustomization?.[field])) if (address.test(text)) faults.push(`${file} takes ${text} from another place (${field}): what runs here is in this repository`)
  }
  return faults
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('\n') ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'patch' || key === 'target' || key === 'value' ? [] : stringsIn(inner)))
}
