import { mkdir } from 'node:fs/promises'
import { git } from '../../../jenkins/steps/git/git.ts'
import { notesRef } from '../../../jenkins/steps/outcomes/read.ts'
import type { Gitea } from '../gitea/ask.ts'
import { SourceError } from '../request.ts'
import type { Sources } from '../sources.ts'

/** Where main and the notes of deployments stand; `notes` is null before anything was noted. */
export type Refs = { readonly tip: string, readonly notes: string | null }

/** The repository as the page has it: bare, and brought up to date when Gitea has something newer. */
export type Mirror = { readonly folder: string, readonly fresh: () => Promise<Refs> }

/** Fixes are on branches of their own, and what an environment runs may be one. */
const wanted = ['+refs/heads/main:refs/heads/main', '+refs/heads/hotfix/*:refs/heads/hotfix/*', '+refs/notes/*:refs/notes/*']

export function mirrorOf(gitea: Gitea, source: Sources['gitea'], folder: string): Mirror {
  let held: Refs | undefined
  let fetching: Promise<void> | undefined

  async function fetch(): Promise<void> {
    await mkdir(folder, { recursive: true })
    await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main'])
    await git(folder, ['fetch', '--quiet', '--prune', '--no-tags', '--no-write-fetch-head', source.git, ...wanted], { env: { JARI_FORGE_TOKEN: await source.token() } })
  }

  return {
    folder,
    async fresh() {
      const refs = await refsOf(gitea, source.branch)
      if (held?.tip === refs.tip && held.notes === refs.notes) return refs
      // one fetch at a time; whoever comes meanwhile fetches after it, since it may have begun too early
      while (fetching !== undefined) await fetching
      fetching = fetch().finally(() => { fetching = undefined })
      await fetching
      held = refs
      return refs
    },
  }
}

async function refsOf(gitea: Gitea, branch: string): Promise<Refs> {
  const [main, notes] = await Promise.all([
    gitea.json<{ commit: { id: string } }>(`${gitea.repo}/branches/${encodeURIComponent(branch)}`),
    gitea.json<{ ref: string, object: { sha: string } }[] | null>(`${gitea.repo}/git/${notesRef}`).catch(absent),
  ])
  return { tip: main.commit.id, notes: notes?.find(({ ref }) => ref === notesRef)?.object.sha ?? null }
}

function absent(error: unknown): null {
  if (error instanceof SourceError && error.status === 404) return null
  throw error
}
