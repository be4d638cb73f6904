/** A pull request as the steps need it. */
export type PullRequest = {
  readonly number: number
  readonly title: string
  readonly url: string
  /** The branch that is to be merged, and its newest commit. */
  readonly branch: string
  readonly commit: string
  readonly author: string
}

export type StatusState = 'pending' | 'success' | 'failure'

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
  /** The open pull requests whose branch begins with `prefix`, newest first. */
  readonly listOpen: (prefix: string) => Promise<PullRequest[]>
  readonly comment: (number: number, text: string) => Promise<void>
  readonly close: (number: number) => Promise<void>
  /** Merges in the name of the token's user; waits while the forge still checks for conflicts. `commit` is the head that was looked at. */
  readonly merge: (number: number, commit: string) => Promise<void>
  readonly deleteBranch: (branch: string) => Promise<void>
  /** The newest state of a commit status, or undefined when it was never set. */
  readonly status: (commit: string, context: string) => Promise<StatusState | undefined>
  /** Sets a commit status, for example `jari/gates`. */
  readonly setStatus: (commit: string, context: string, state: StatusState, description: string) => Promise<void>
}
