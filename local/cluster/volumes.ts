import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { databases, namespaces } from './environments.ts'
import { kubectl, read } from './kubectl.ts'
import { nodeName } from './layout.ts'

type Volume = { readonly metadata: { readonly name: string }; readonly spec: { readonly claimRef?: { readonly uid?: string } }; readonly status: { readonly phase: string } }

/**
 * One folder and one PersistentVolume for each database of each environment; makes the folders, returns the objects to apply.
 * A volume names the claim it is for, so that a cluster that is built anew binds each database to the folder that holds its data.
 */
export function volumes(platform: Platform): object[] {
  const all = namespaces.flatMap((namespace) => databases.map((service) => volume(platform, namespace, `${service}-db`)))
  for (const { spec } of all) mkdirSync(spec.local.path, { recursive: true, mode: 0o750 })
  return all
}

/** Frees volumes for the claim they are for: one that was deleted leaves its uid behind, and the volume would wait for that very claim for ever. */
export async function freeVolumes(platform: Platform): Promise<void> {
  const now = await read<{ items: Volume[] }>(platform, ['persistentvolumes'])
  const left = (now?.items ?? []).filter(({ spec, status }) => spec.claimRef?.uid && ['Released', 'Failed'].includes(status.phase))
  for (const { metadata } of left)
    await kubectl(platform, ['patch', 'persistentvolume', metadata.name, '--type=merge', '--patch', JSON.stringify({ spec: { claimRef: { uid: null, resourceVersion: null } } })])
}

function volume(platform: Platform, namespace: string, database: string) {
  const name = `${namespace}-${database}`
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, labels: { 'app.kubernetes.io/part-of': 'jari' } },
    spec: {
      capacity: { storage: '2Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'local',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: `data-${database}-0` },
      local: { path: join(paths(platform).volumes, namespace, database) },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [nodeName] }] }] } },
    },
  }
}
