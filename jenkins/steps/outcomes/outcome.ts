import { z } from 'zod'

/** What became of a release in an environment: one line of JSON in the note of the commit that moved it there. */
export const Outcome = z.object({
  environment: z.string(),
  release: z.string(),
  outcome: z.enum(['healthy', 'failed']),
  /** Which step says so. */
  step: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** From the moved link, in seconds. */
  seconds: z.number().optional(),
  /** Why it failed: one line. */
  cause: z.string().optional(),
})
export type Outcome = z.infer<typeof Outcome>

/** The outcome as a line of a note. */
export function lineOf(outcome: Outcome): string {
  return JSON.stringify(outcome)
}

/** The outcomes in a note; lines of others are passed over. */
export function outcomesIn(note: string): Outcome[] {
  return note.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    const read = Outcome.safeParse(JSON.parse(line))
    return read.success ? [read.data] : []
  })
}

/** Whether the newest of these already says what `outcome` says; a step that is done again adds nothing. */
export function says(outcomes: readonly Outcome[], { environment, release, outcome, step }: Outcome): boolean {
  const last = outcomes.filter((one) => one.environment === environment && one.step === step).at(-1)
  return last?.release === release && last.outcome === outcome
}
