import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KubeObject } from '../object.ts'
import { renderedFiles } from '../rendered.ts'

/** The committed files of an environment are what its overlay renders to. */
export async function renderedFileFaults(folder: string, objects: readonly KubeObject[]): Promise<string[]> {
  const wanted = renderedFiles(objects)
  const present = (await readdir(folder).catch(absent)).filter((name) => name.endsWith('.yaml'))
  const faults = present.filter((name) => !wanted.has(name)).map((name) => `${name} is not rendered any more (npx jari render)`)
  for (const [name, text] of wanted) {
    if (!present.includes(name)) faults.push(`${name} is missing (npx jari render)`)
    else if ((await readFile(join(folder, name), 'utf8')) !== text) faults.push(`${name} differs from what the overlay renders to (npx jari render)`)
  }
  return faults.sort()
}

function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

/** What Argo CD's sync view says is of this environment and of the release that its link names; nothing is said of one that was never moved. */
export async function runningFileFaults(folder: string, environment: string, release: string): Promise<string[]> {
  const text = await readFile(join(folder, 'running.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return []
  const said = JSON.parse(text) as { environment?: unknown; release?: unknown }
  return said.environment === environment && said.release === release ? [] : [`running.json says that ${String(said.environment)} runs ${String(said.release)}, and the link that ${environment} runs ${release}`]
}
