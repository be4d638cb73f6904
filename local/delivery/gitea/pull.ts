/** The part of a Gitea 1.26 pull request that the page reads. */
export type Pull = {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  merged: boolean
  merged_at: string | null
  merged_by: { login: string } | null
  merge_commit_sha: string | null
  mergeable: boolean
  draft: boolean
  user: { login: string }
  created_at: string
  head: { ref: string, sha: string, repo: { full_name: string } | null }
  base: { ref: string, repo: { full_name: string, default_merge_style?: string } }
}

/** What a pull request does to an environment: brings a release to it, or takes it back to one that ran before. */
export type Move = { kind: 'promotion' | 'rollback', release: string }

/** The branch is promote/ENVIRONMENT/RELEASE or rollback/ENVIRONMENT/RELEASE, in the repository itself, towards the branch that Argo CD follows; null for any other. */
export function moveOf({ head, base }: Pull, environment: string, branch: string): Move | null {
  if (base.ref !== branch || head.repo?.full_name !== base.repo.full_name) return null
  const [verb, place, release, ...rest] = head.ref.split('/')
  if (place !== environment || release === undefined || rest.length > 0) return null
  return verb === 'promote' ? { kind: 'promotion', release } : verb === 'rollback' ? { kind: 'rollback', release } : null
}
