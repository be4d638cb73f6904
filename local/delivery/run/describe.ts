import type { Gitea } from '../gitea/ask.ts'
import { SourceError } from '../request.ts'
import type { Describe } from './runs.ts'

/** Asks Gitea once for each commit: subjects never change. */
export function commitReader(gitea: Gitea): Describe {
  const known = new Map<string, { subject: string, author: string }>()
  return async (commit) => {
    const before = known.get(commit)
    if (before !== undefined) return before
    try {
      const read = await gitea.json<{ commit: { message: string, author: { name: string } } }>(`${gitea.repo}/git/commits/${encodeURIComponent(commit)}?stat=false&verification=false&files=false`)
      const about = { subject: read.commit.message.split('\n')[0] ?? '', author: read.commit.author.name }
      if (known.size > 500) known.clear()
      known.set(commit, about)
      return about
    } catch (error) {
      // The run is shown by its commit alone; whether Gitea answers is shown in its own place.
      if (error instanceof SourceError) return null
      throw error
    }
  }
}
