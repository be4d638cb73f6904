import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Hold, withHold } from '../gitops/holds.ts'
import { holdsFile, renderedFolder } from '../gitops/layout.ts'
import { readLink } from '../gitops/link.ts'
import { moveEnvironment } from '../gitops/transition.ts'
import { holdsText } from '../hold/edit.ts'
import { Failure } from '../outcome.ts'
import { compare, type Differences, texts } from '../promote/edit.ts'
import type { Edit } from '../writer/edit.ts'

/** The edit that takes an environment from the release that is `hold`s to `to`, and holds it, in one commit. `differences` is filled with what the last application changed. */
export function rollbackEdit(id: string, environment: string, to: string, hold: Hold, differences: Differences = { added: [], removed: [], configuration: [] }): Edit {
  return {
    id,
    apply: async (worktree) => {
      const now = await readLink(worktree, environment)
      if (now !== hold.release && now !== to) throw new Failure(`${environment} was moved to ${now} meanwhile: look again before going back`)
      const old = await texts(join(worktree, renderedFolder(environment)))
      if (now !== to) await moveEnvironment(worktree, environment, to, hold.by)
      Object.assign(differences, compare(old, await texts(join(worktree, renderedFolder(environment)))))
      await writeFile(join(worktree, holdsFile), withHold(await holdsText(worktree), hold))
      return {
        subject: `Roll ${environment} back to ${to}`,
        body: `${hold.release} is held: ${hold.reason}`,
        trailers: { 'Jari-Release': to, 'Jari-Environment': environment, 'Jari-Promoted-By': hold.by },
      }
    },
  }
}
