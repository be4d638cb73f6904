import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Hold, withHold } from '../gitops/holds.ts'
import { holdsFile } from '../gitops/layout.ts'
import type { Edit } from '../writer/edit.ts'

/** The text of holds.yaml in a checkout; undefined when there is none yet. */
export async function holdsText(worktree: string): Promise<string | undefined> {
  return await readFile(join(worktree, holdsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** The edit that adds a hold; none when the release is held already. */
export function holdEdit(hold: Hold): Edit {
  return {
    id: `hold-${hold.release}-${hold.environment ?? 'all'}-${hold.at}`,
    apply: async (worktree) => {
      const before = await holdsText(worktree)
      const after = withHold(before, hold)
      if (after === before) return undefined
      await writeFile(join(worktree, holdsFile), after)
      return { subject: `Hold ${hold.release}`, body: hold.reason, trailers: trailersOf(hold) }
    },
  }
}

const trailersOf = ({ release, environment, by }: Hold) => ({ 'Jari-Release': release, ...(environment === undefined ? {} : { 'Jari-Environment': environment }), 'Jari-Promoted-By': by })
