import { parse } from 'yaml'
import { z } from 'zod'
import { textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { withItem, withoutItems } from '../yaml/edit.ts'
import { holdsFile } from './layout.ts'

/** A hold keeps a release from being promoted: to one environment, or to any. */
export const Hold = z.object({
  release: z.string(),
  environment: z.string().optional(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime({ offset: true }),
})
export type Hold = z.infer<typeof Hold>

const empty = 'apiVersion: jari.dev/v1\nkind: Holds\nholds: []\n'

/** The holds in the text of holds.yaml. */
export function parseHolds(text: string): Hold[] {
  const read = z.object({ holds: z.array(Hold) }).safeParse(parse(text))
  if (read.success) return read.data.holds
  throw new Failure(`${holdsFile}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
}

/** The holds at `commit`. */
export async function holdsAt(folder: string, commit: string): Promise<Hold[]> {
  return parseHolds((await textAt(folder, commit, holdsFile)) ?? empty)
}

/** The hold that keeps `release` out of `environment`, or undefined. */
export function holdOn(holds: readonly Hold[], release: string, environment: string): Hold | undefined {
  return holds.find((hold) => hold.release === release && (hold.environment === undefined || hold.environment === environment))
}

/** The text with one hold more; unchanged when the same release is already held for the same environment. */
export function withHold(text: string | undefined, hold: Hold): string {
  const before = text ?? empty
  if (parseHolds(before).some((held) => held.release === hold.release && held.environment === hold.environment)) return before
  return withItem(before, 'holds', hold)
}

/** The text without the holds on `release` (only those for `environment` when given). */
export function withoutHold(text: string, release: string, environment?: string): string {
  parseHolds(text)
  return withoutItems(text, 'holds', (item) => {
    const hold = item as Hold
    return hold.release === release && (environment === undefined || hold.environment === environment)
  })
}
