import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../outcome.ts'
import type { KubeObject } from './object.ts'
import { schemaLocation, type SchemaSources, writeSchemas } from './schemas.ts'
import { runTool } from './tool.ts'

type Report = { readonly resources?: readonly { readonly kind: string; readonly name: string; readonly status: string; readonly msg: string }[] }

/** What kubeconform finds wrong with the objects, in strict mode, by the schemas of the versions that the platform runs. */
export async function kubeconformFaults(objects: readonly KubeObject[], sources: SchemaSources): Promise<string[]> {
  if (objects.length === 0) return []
  const folder = await mkdtemp(join(tmpdir(), 'jari-schemas-'))
  try {
    await writeSchemas(folder, objects, sources)
    const list = objects.map((object) => JSON.stringify(object)).join('\n---\n')
    const { stdout, stderr } = await runTool('kubeconform', ['-strict', '-output', 'json', '-schema-location', schemaLocation(folder), '-'], list)
    if (!stdout.trimStart().startsWith('{')) throw new Failure(`kubeconform: ${stderr.trim() || stdout.trim()}`)
    const { resources = [] } = JSON.parse(stdout) as Report
    return resources.filter(({ status }) => status !== 'statusValid' && status !== 'statusSkipped').map(({ kind, name, msg }) => `${kind} ${name}: ${faultIn(msg)}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// Faults are nested: "… - at '/spec': 'allOf' failed - at '/spec/x': the fault"; those that only lead to others are left out.
function faultIn(message: string): string {
  const faults = message.split(/\s+- (?=at ')/).slice(1).filter((fault) => !/'(all|any|one)Of' failed/.test(fault))
  return faults.length > 0 ? faults.join('; ') : message
}
