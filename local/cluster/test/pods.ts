import type { Platform } from '../../platform.ts'
import { read } from '../kubectl.ts'

type Status = { readonly ready: boolean; readonly restartCount: number; readonly containerID: string }
type Pod = { readonly status: { readonly containerStatuses?: readonly Status[] } }

/** Which container runs in the one pod with a label, and how often it was started again; null while there is none. */
export async function container(platform: Platform, namespace: string, label: string): Promise<{ id: string; restarts: number } | null> {
  const pods = await read<{ items: Pod[] }>(platform, ['pods', `--namespace=${namespace}`, `--selector=${label}`])
  const status = pods?.items[0]?.status.containerStatuses?.[0]
  return status ? { id: status.containerID, restarts: status.restartCount } : null
}
