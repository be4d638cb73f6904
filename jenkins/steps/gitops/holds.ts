import { isMap, isSeq, parseDocument } from 'yaml'
import { z } from 'zod'
import { textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
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
const style = { indentSeq: false, lineWidth: 0 } as const

/** The holds in the text of holds.yaml. */
export function parseHolds(text: string): Hold[] {
  const read = z.object({ holds: z.array(Hold) }).safeParse(parseDocument(text).toJS())
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
  const document = parseDocument(text ?? empty)
  if (parseHolds(text ?? empty).some((held) => held.release === hold.release && held.environment === hold.environment)) return text ?? empty
  const list = document.get('holds')
  if (!isSeq(list)) throw new Failure(`${holdsFile}: holds is no list`)
  list.flow = false
  list.add(document.createNode(hold))
  return document.toString(style)
}

/** The text without the holds on `release` (only those for `environment` when given). */
export function withoutHold(text: string, release: string, environment?: string): string {
  const document = parseDocument(text)
  const list = document.get('holds')
  if (!isSeq(list)) throw new Failure(`${holdsFile}: holds is no list`)
  const before = list.items.length
  list.items = list.items.filter((item) => !isMap(item) || item.get('release') !== release || (environment !== undefined && item.get('environment') !== environment))
  if (list.items.length === before) return text
  if (list.items.length === 0) list.flow = true
  return document.toString(style)
}
