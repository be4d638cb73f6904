/** Why an environment does not get healthy. */
export type Cause = {
  /** The same as long as it is the same trouble: how long it lasts is counted by it. */
  readonly key: string
  /** What a person needs to know, in one line. */
  readonly text: string
  /** How long it may last before it counts, in milliseconds: some troubles pass by themselves. */
  readonly patience: number
  /** Where more can be read: a container's log. */
  readonly log?: { readonly pod: string; readonly container: string; readonly previous: boolean }
  /** It says what happens and not why: what came with the release besides images is told, too. */
  readonly isVague?: true
  /** The object whose events may say more. */
  readonly events?: { readonly name: string; readonly uid?: string }
}

export const seconds = (count: number) => count * 1_000
