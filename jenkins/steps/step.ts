import type { ParseArgsOptionDescriptor } from 'node:util'
import type { Settings } from './settings.ts'

/** What every step is given. Time comes in here so that tests can hold it. */
export type Context = {
  /** The checkout of the repository that the step works on, absolute. */
  readonly checkout: string
  readonly settings: Settings
  /** Prints a line for people (nothing with --json). */
  readonly say: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

type Options = Readonly<Record<string, ParseArgsOptionDescriptor>>

/** The values of a step's options, as util.parseArgs gives them. */
export type Given<O extends Options> = {
  readonly [name in keyof O]?: O[name] extends { type: 'boolean' } ? boolean : O[name] extends { multiple: true } ? string[] : string
}

/** One step: its folder's name is the command's name, help.txt beside it is its help. */
export type Step<O extends Options = Options> = {
  readonly options: O
  /** Does the work; the answer is what `--json` prints. Throws a Failure, Usage or Refusal. */
  readonly run: (context: Context, given: Given<O>) => Promise<object>
}

/** A step whose options are not known to the compiler: the command line has checked what it is given. */
export type AnyStep = { readonly options: Options; readonly run: (context: Context, given: never) => Promise<object> }

/** Types a step's `given` by its options. */
export function defineStep<const O extends Options>(step: Step<O>): Step<O> {
  return step
}
