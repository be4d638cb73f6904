import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Edit } from '../writer/edit.ts'

/** An edit for tests that shows a lost or doubled one: each adds its own line to the same file. */
export function appendLine(id: string): Edit {
  return {
    id,
    apply: async (worktree) => {
      const file = join(worktree, 'gitops/rendered/list.txt')
      if ((await readFile(file, 'utf8')).split('\n').includes(`${id} once more`)) return undefined
      await appendFile(file, `${id}\n`)
      return { subject: `Add ${id}`, trailers: { 'Jari-Release': id } }
    },
  }
}
