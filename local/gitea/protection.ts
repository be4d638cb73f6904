import type { GiteaApi } from './api.ts'

const rules = '/repos/jari/jari/branch_protections'

/** What the pipeline writes on main by itself: releases, what dev and staging run, holds. Prod's link and objects are not among it. */
export const machineFiles = [
  'gitops/releases/**',
  'gitops/rendered/dev/**',
  'gitops/rendered/staging/**',
  'gitops/overlays/dev/release',
  'gitops/overlays/staging/release',
  'gitops/holds.yaml',
] as const

/** Statuses that a pull request needs: that it was verified, and that the gates let it pass. */
export const requiredStatuses = ['jari/verify', 'jari/gates'] as const

/**
 * Protects main where no rule does yet: everything comes by a pull request that another person approved and both statuses are green for,
 * merged by a release manager; only what machines write may be pushed. It holds for admins too. A rule that somebody changed stays as it is.
 */
export async function ensureProtection(api: GiteaApi): Promise<void> {
  if ((await api.ask('GET', `${rules}/main`)).status !== 404) return
  await api.must('POST', rules, {
    rule_name: 'main',
    enable_push: false,
    unprotected_file_patterns: machineFiles.join(';'),
    required_approvals: 1,
    dismiss_stale_approvals: true,
    block_on_rejected_reviews: true,
    enable_status_check: true,
    status_check_contexts: requiredStatuses,
    enable_merge_whitelist: true,
    merge_whitelist_teams: ['release-managers'],
    block_admin_merge_override: true,
  })
}

/** Lets `developer` push anything to main while `work` runs. For trials of what happens once something bad is on main; never part of `npm start`. */
export async function withoutProtection<T>(api: GiteaApi, work: () => Promise<T>): Promise<T> {
  await api.must('PATCH', `${rules}/main`, { enable_push: true, enable_push_whitelist: true, push_whitelist_usernames: ['developer'] })
  try {
    return await work()
  } finally {
    await api.must('PATCH', `${rules}/main`, { enable_push: false })
  }
}
