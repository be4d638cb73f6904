import type { Context } from '../step.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'
import { type Brought, type Differences, promotionEdit } from './edit.ts'

export type Promoted = { readonly outcome: 'promoted' | 'nothing' | 'proposed' | 'superseded'; readonly commit?: string; readonly pullRequest?: string }

/** Moves the environment in one commit on main. `since` is the commit that moved it last: the edit's id is of this very step onward. */
export async function promoteByWriter({ checkout, settings, say }: Context, environment: string, brought: Brought, by: string, since: string): Promise<Promoted> {
  const { release } = brought
  const differences: Differences = { added: [], removed: [], configuration: [] }
  const id = `promote-${environment}-${release.id}-after-${since.slice(0, 12)}`
  const { outcome, commit } = await write(remoteOf(checkout, settings), promotionEdit(id, environment, brought, by, differences))
  say(outcome === 'nothing' ? `${environment} is to run ${release.id} already` : `${environment} moves to ${release.id} (${commit.slice(0, 7)})`)
  return { outcome: outcome === 'nothing' ? 'nothing' : 'promoted', commit }
}
