import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { git } from '../git/git.ts'
import { isMachineWritten } from '../gitops/layout.ts'
import type { Settings } from '../settings.ts'

/** What checks have found nothing wrong with before, on this machine. */
export type Memory = {
  /** What the check said of these very files, if it has passed on them before. */
  readonly recall: (key: string) => Promise<string | undefined>
  readonly keep: (key: string, said: string) => Promise<void>
}

/** The memory in JARI_CACHE: a file for each check and set of files. */
export function memoryOf(settings: Settings): Memory {
  const folder = join(settings.optional('JARI_CACHE') ?? join(homedir(), '.cache/jari'), 'verified')
  return {
    recall: async (key) =>
      await readFile(join(folder, key), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      }),
    keep: async (key, said) => {
      await mkdir(folder, { recursive: true })
      const draft = join(folder, `${key}.${process.pid}`)
      await writeFile(draft, said)
      await rename(draft, join(folder, key))
    },
  }
}

/**
 * Names a check of a commit by all that its result depends on: the check and what it is run for, the Node that runs it, and every file
 * that people write. What machines write counts only where it is checked, too: they move links and add releases between a pull request
 * and its merge.
 */
export async function keyOf(checkout: string, commit: string, check: readonly string[], ofMachinesToo = false): Promise<string> {
  const entries = (await git(checkout, ['ls-tree', '-r', '-z', commit])).split('\0')
  const hash = createHash('sha256').update(JSON.stringify([process.version, ...check]))
  for (const entry of entries) if (ofMachinesToo || !isMachineWritten(entry.slice(entry.indexOf('\t') + 1))) hash.update(`${entry}\0`)
  return hash.digest('hex')
}

/** Names the steps that run here by their files: a check by their rules says something else when those change. */
export async function ownRules(): Promise<string> {
  const folder = join(import.meta.dirname, '..')
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob('**/*.{ts,json}', { cwd: folder })) files.push(file)
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(await readFile(join(folder, file)))
  return hash.digest('hex')
}
