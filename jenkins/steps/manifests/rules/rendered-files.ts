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
