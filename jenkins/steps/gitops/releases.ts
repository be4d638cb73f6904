import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { filesAt, textsAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { noRelease, releaseFile, releasesFolder } from './layout.ts'

const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const CommitHash = z.string().regex(/^[0-9a-f]{40}$/)

/** A migration that a release brings: what it does to a schema that older releases still use. */
export const ReleaseMigration = z.object({
  service: z.string(),
  file: z.string(),
  name: z.string().optional(),
  /** `expand` leaves all that older releases use; `contract` takes away what releases before `after` use. */
  phase: z.enum(['expand', 'contract']).optional(),
  after: z.string().optional(),
})

/** Versions of what a service offers to others, and the versions that it needs of them, by contract name: `1.2`. */
export const Contracts = z.object({ provides: z.record(z.string(), z.string()).optional(), needs: z.record(z.string(), z.string()).optional() })
export type Contracts = z.infer<typeof Contracts>

/** release.yaml: what a release is made of and what is new in it. */
export const Release = z.object({
  apiVersion: z.literal('jari.dev/v1'),
  kind: z.literal('Release'),
  id: z.string().regex(/^\d{4,}(\.\d+)?-[0-9a-f]{7}$/),
  number: z.number().int(),
  /** Of 0042.1: the first that was cut from 0042 itself, for a fix or for one service. */
  fix: z.number().int().positive().optional(),
  sourceCommit: CommitHash,
  createdAt: z.iso.datetime({ offset: true }),
  rebuilt: z.array(z.string()),
  /** By image name; `sourceCommit` is the commit that the image was built from. What is signed and attached to it is found by its digest. */
  images: z.record(z.string(), z.object({ digest: Digest, sourceCommit: CommitHash.optional() })),
  changes: z.array(z.object({ commit: z.string(), author: z.string(), subject: z.string(), services: z.array(z.string()) })),
  migrations: z.array(ReleaseMigration),
  /** By service, as declared in its contracts.json. */
  contracts: z.record(z.string(), Contracts).optional(),
  /** The release that a fix was added to, and the commits that were picked. */
  hotfix: z.object({ of: z.string(), picks: z.array(CommitHash) }).optional(),
  /** The release whose images are kept, and the one that the services' images are of. */
  partial: z.object({ of: z.string(), from: z.string(), services: z.array(z.string()) }).optional(),
})
export type Release = z.infer<typeof Release>
export type ReleaseImages = Release['images']

/** Reads a release.yaml; throws a Failure that names the file and the field. */
export function parseRelease(text: string, path: string): Release {
  const read = Release.safeParse(parse(text))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new Failure(`${path}: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** The text of a release.yaml: its keys in the order of the schema, whatever order they were put together in. */
export function releaseText(release: Release): string {
  return stringify(Release.parse(release), { indentSeq: false, lineWidth: 0 })
}

/** Every release in the repository at `commit`, lowest number first; the empty one is not among them. */
export async function releasesAt(folder: string, commit: string): Promise<Release[]> {
  const names = new Set((await filesAt(folder, commit, releasesFolder)).map((file) => file.slice(releasesFolder.length + 1).split('/')[0] ?? ''))
  const files = [...names].filter((name) => name !== noRelease && /^\d/.test(name)).map(releaseFile)
  const texts = await textsAt(folder, commit, files)
  return [...texts].map(([file, text]) => parseRelease(text, file)).toSorted(byNumber)
}

/** The order of releases by number: 0042, 0042.1, 0042.2, 0042.10, 0043. */
export function byNumber(a: Pick<Release, 'number' | 'fix'>, b: Pick<Release, 'number' | 'fix'>): number {
  return a.number - b.number || (a.fix ?? 0) - (b.fix ?? 0)
}

/** The number and the fix that an id begins with. */
export function numberOf(id: string): { number: number; fix?: number } {
  const [, number = '0', fix] = /^(\d+)(?:\.(\d+))?/.exec(id) ?? []
  return { number: Number(number), ...(fix === undefined ? {} : { fix: Number(fix) }) }
}

/** `0042-1a2b3c4` of 42 and a source commit, `0042.1-1a2b3c4` with fix 1. */
export function releaseId(number: number, sourceCommit: string, fix?: number): string {
  return `${String(number).padStart(4, '0')}${fix === undefined ? '' : `.${fix}`}-${sourceCommit.slice(0, 7)}`
}

/** The release a person means by an id, its number or its start; throws a Failure when there is none or several. */
export function findRelease(releases: readonly Release[], wanted: string): Release {
  const found = releases.filter(({ id, number, fix }) => id === wanted || (/^\d+(\.\d+)?$/.test(wanted) && byNumber({ number, fix }, numberOf(wanted)) === 0) || id.startsWith(`${wanted}-`))
  if (found.length === 1) return found[0]!
  const known = releases.slice(-5).map(({ id }) => id).join(', ')
  throw new Failure(found.length === 0 ? `there is no release ${wanted} (newest: ${known || 'none'})` : `"${wanted}" could be ${found.map(({ id }) => id).join(' or ')}`)
}
