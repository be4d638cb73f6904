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

/** The branch of a promotion is promote/ENVIRONMENT/RELEASE, in the repository itself, towards the branch that Argo CD follows. */
export function releaseOfPromotion(pull: Pull, environment: string, branch: string): string | null {
  const prefix = `promote/${environment}/`
  const ours = pull.base.ref === branch && pull.head.repo?.full_name === pull.base.repo.full_name
  return ours && pull.head.ref.startsWith(prefix) ? pull.head.ref.slice(prefix.length) : null
}
