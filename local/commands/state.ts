import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'

/** One environment as Argo CD and git see it. `health` and `sync` are Argo CD's words, or "unknown" with the reason why. */
export type EnvironmentState = { name: string; release: string; sync: string; health: string; url: string; reason: string | null }

/** What the delivery page knows, as far as commands need it: the environments, and what waits for a person. */
export type DeliveryState = { environments: EnvironmentState[]; promotion: { release: string; url: string } | null }

/** The same data that the delivery page shows. Throws when the page does not answer. */
export async function deliveryState(platform: Platform): Promise<DeliveryState> {
  const response = await fetch(`http://127.0.0.1:${platform.ports.delivery}/api/state`, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`the delivery page answers ${response.status}`)
  return (await response.json()) as DeliveryState
}

/** One run of the Jenkinsfile, as kept in `<state>/runs/<number>/run.json`. Times in ISO 8601. */
export type Run = {
  number: number
  commit: string
  startedAt: string
  finishedAt?: string | null
  result: 'running' | 'success' | 'failure' | 'superseded'
  stage?: string | null
  stages: { name: string; startedAt: string; finishedAt?: string | null; result: string }[]
  error?: string | null
}

/** All runs of the platform, oldest first. */
export async function readRuns(platform: Platform): Promise<Run[]> {
  const folder = paths(platform).runs
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw error
  })
  const runs: Run[] = []
  for (const name of names.filter((entry) => /^\d+$/.test(entry))) {
    const text = await readFile(join(folder, name, 'run.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (text) runs.push(JSON.parse(text) as Run)
  }
  return runs.sort((a, b) => a.number - b.number)
}
