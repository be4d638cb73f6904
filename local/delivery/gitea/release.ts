import type { ReleaseAt } from '../argocd/environment.ts'
import { SourceError } from '../request.ts'
import type { Gitea } from './ask.ts'

/** Tells from git which release an environment's link named at a revision. What a commit holds never changes, so answers are kept. */
export function releaseReader(gitea: Gitea): ReleaseAt {
  const known = new Map<string, Promise<string | null>>()
  return (environment, revision) => {
    // When Argo CD cannot read a revision it gives the branch's name: what that means moves on.
    if (!/^[0-9a-f]{40}$/.test(revision)) return orNull(read(gitea, environment, revision))
    const key = `${environment} ${revision}`
    const answer = known.get(key) ?? read(gitea, environment, revision)
    if (known.size > 1000) known.clear()
    known.set(key, answer)
    return orNull(answer, () => known.delete(key))
  }
}

/** When Gitea does not answer, the page says so in its own place, and the next look asks again. */
async function orNull(answer: Promise<string | null>, failed: () => void = () => {}): Promise<string | null> {
  try {
    return await answer
  } catch (error) {
    failed()
    if (error instanceof SourceError) return null
    throw error
  }
}

async function read(gitea: Gitea, environment: string, revision: string): Promise<string | null> {
  try {
    const file = await gitea.json<{ type: string, target: string | null }>(`${gitea.repo}/contents/gitops/overlays/${environment}/release?ref=${encodeURIComponent(revision)}`)
    return file.type === 'symlink' ? file.target?.split('/').at(-1) ?? null : null
  } catch (error) {
    // A revision from before the environment had a link.
    if (error instanceof SourceError && error.status === 404) return null
    throw error
  }
}
