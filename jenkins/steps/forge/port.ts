/** A pull request as the steps need it. */
export type PullRequest = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly url: string
  /** The branch that is to be merged, and its newest commit. */
  readonly branch: string
  readonly commit: string
  readonly author: string
}

export type StatusState = 'pending' | 'success' | 'failure'
export type Status = { readonly context: string; readonly state: string; readonly description: string }
export type Comment = { readonly id: number; readonly author: string; readonly text: string }

/** What the steps need of a forge. Every call throws a Failure that names the forge's answer. */
export type Forge = {
  /** The name of the user whose token is used. */
  readonly user: () => Promise<string>
  /** The pull request of that number, open or not. */
  readonly pullRequest: (number: number) => Promise<PullRequest>
  /** Opens a pull request from `branch` to main. */
  readonly openPullRequest: (branch: string, title: string, body: string) => Promise<PullRequest>
  /** Changes the text of one that is open. */
  readonly describe: (number: number, title: string, body: string) => Promise<void>
  /** The open pull requests to main whose branch begins with `prefix`, newest first. */
  readonly listOpen: (prefix: string) => Promise<PullRequest[]>
  readonly comment: (number: number, text: string) => Promise<void>
  readonly comments: (number: number) => Promise<Comment[]>
  readonly editComment: (id: number, text: string) => Promise<void>
  readonly close: (number: number) => Promise<void>
  /** Merges in the name of the token's user; waits while the forge still checks for conflicts. `commit` is the head that was looked at. */
  readonly merge: (number: number, commit: string) => Promise<void>
  readonly deleteBranch: (branch: string) => Promise<void>
  /** Sets a commit status, for example `jari/gates`; a long description is cut. */
  readonly setStatus: (commit: string, context: string, state: StatusState, description: string) => Promise<void>
  /** The newest status of each context. */
  readonly statuses: (commit: string) => Promise<Status[]>
}

/**
 * Opens the pull request of a branch. When somebody opens one at the same time (a run and the periodic gates may both promote), theirs is
 * taken if it is the older, with this text: a forge may refuse the second or make both.
 */
export async function ensurePullRequest(forge: Forge, branch: string, title: string, body: string): Promise<PullRequest> {
  const opened = await forge.openPullRequest(branch, title, body).catch((error: unknown) => ({ error }))
  const [oldest] = (await forge.listOpen(branch)).filter((request) => request.branch === branch).toSorted((a, b) => a.number - b.number)
  if ('error' in opened && oldest === undefined) throw opened.error
  if (oldest === undefined || ('number' in opened && opened.number === oldest.number)) return opened as PullRequest
  if ('number' in opened) await forge.close(opened.number)
  await forge.describe(oldest.number, title, body)
  return oldest
}

/** Sets the status unless the commit has exactly it: forges keep every one that was ever set. */
export async function ensureStatus(forge: Forge, commit: string, context: string, state: StatusState, description: string): Promise<void> {
  const present = (await forge.statuses(commit)).find((status) => status.context === context)
  if (present?.state !== state || present.description !== shortened(description)) await forge.setStatus(commit, context, state, shortened(description))
}

/** As many characters as every forge takes for a status (GitHub: 140). */
export const shortened = (description: string) => (description.length > 140 ? `${description.slice(0, 139)}…` : description)
