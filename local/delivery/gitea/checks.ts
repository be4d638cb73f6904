import type { Gitea } from './ask.ts'

/** A required or reported check of a commit. `state` is Gitea's: pending, success, error, failure, warning, skipped; or missing. */
export type Check = { context: string, state: string, description: string, required: boolean }

type Status = { context: string, status: string, description: string }
type Branch = { enable_status_check?: boolean, status_check_contexts?: string[] | null }

/** What the page asks for whatever the branch's rules say: the gates of a promotion. */
const always = ['jari/gates']

/** What the branch requires of a commit and what was reported for it. */
export async function readChecks(gitea: Gitea, branch: string, commit: string): Promise<Check[]> {
  const [rules, { statuses }] = await Promise.all([
    gitea.json<Branch>(`${gitea.repo}/branches/${encodeURIComponent(branch)}`),
    gitea.json<{ statuses: Status[] | null }>(`${gitea.repo}/commits/${commit}/status`),
  ])
  return checksOf(rules, statuses ?? [])
}

/** Required checks first; one that nobody reported yet is "missing". */
export function checksOf(rules: Branch, statuses: readonly Status[]): Check[] {
  const required = new Set([...always, ...(rules.enable_status_check ? rules.status_check_contexts ?? [] : [])])
  const reported = new Map(statuses.map((status) => [status.context, status]))
  return [...new Set([...required, ...reported.keys()])].map((context) => {
    const { status = 'missing', description = '' } = reported.get(context) ?? {}
    return { context, state: status, description, required: required.has(context) }
  })
}

/** Every required check is green, and no other has failed. */
export function passed(checks: readonly Check[]): boolean {
  return firstOpen(checks) === undefined
}

/** The first check that stands in the way. */
export function firstOpen(checks: readonly Check[]): Check | undefined {
  return checks.find(({ required, state }) => required ? state !== 'success' : state === 'failure' || state === 'error')
}
