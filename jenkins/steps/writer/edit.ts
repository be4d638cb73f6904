/** What a machine wants to change in the repository: an instruction that can be applied to any tip, not a text difference. */
export type Edit = {
  /** The same for every attempt and every restart of one transition: it makes the edit land exactly once. */
  readonly id: string
  /** The commit that the decision was made on; the edit is looked for in the history after it (all of it if absent). */
  readonly base?: string
  /**
   * Changes files in `worktree`, a checkout of `tip` (only gitops/ is there), and answers what the commit should say;
   * undefined means that nothing needs to change. Called again with the new tip when the remote moved. Throws to give up.
   */
  readonly apply: (worktree: string, tip: string) => Promise<Message | undefined>
}

/** The commit's message: one subject line, a body that says why, and trailers (Jari-Release, Jari-Environment, …). */
export type Message = {
  readonly subject: string
  readonly body?: string
  readonly trailers: Readonly<Record<string, string>>
}

/** The trailer that holds an edit's id. */
export const editTrailer = 'Jari-Edit'

/** The whole text of a commit's message. */
export function messageText(edit: string, message: Message): string {
  const trailers = Object.entries({ [editTrailer]: edit, ...message.trailers }).map(([key, value]) => `${key}: ${oneLine(value)}`)
  return [oneLine(message.subject), ...(message.body === undefined ? [] : [message.body.trim()]), trailers.join('\n')].join('\n\n') + '\n'
}

// A value with a line break could add a trailer of its own.
function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}
