import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { filesAt, textsAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { noRelease, releaseFile, releasesFolder } from './layout.ts'

const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const CommitHash = z.string().regex(/^[0-9a-f]{40}$/)

/** release.yaml: what a release is made of and what is new in it. */
export const Release = z.object({
  apiVersion: z.literal('jari.dev/v1'),
  kind: z.literal('Release'),
  id: z.string().regex(/^\d{4,}(\.\d+)?-[0-9a-f]{7}$/),
  number: z.number(),
  sourceCommit: CommitHash,
  createdAt: z.iso.datetime({ offset: true }),
  rebuilt: z.array(z.string()),
  /** By image name; `sourceCommit` is the commit that the image was built from. */
  images: z.record(z.string(), z.object({ digest: Digest, sourceCommit: CommitHash.optional() })),
  changes: z.array(z.object({ commit: z.string(), author: z.string(), subject: z.string(), services: z.array(z.string()) })),
  migrations: z.array(z.unknown()),
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

/** The text of a release.yaml. */
export function releaseText(release: Release): string {
  return stringify(release, { indentSeq: false, lineWidth: 0 })
}

/** Every release in the repository at `commit`, lowest number first; the empty one is not among them. */
export async function releasesAt(folder: string, commit: string): Promise<Release[]> {
  const names = new Set((await filesAt(folder, commit, releasesFolder)).map((file) => file.slice(releasesFolder.length + 1).split('/')[0] ?? ''))
  const files = [...names].filter((name) => name !== noRelease && /^\d/.test(name)).map(releaseFile)
  const texts = await textsAt(folder, commit, files)
  return [...texts].map(([file, text]) => parseRelease(text, file)).toSorted((a, b) => a.number - b.number)
}

/** `0042-1a2b3c4` of 42 and a source commit. */
export function releaseId(number: number, sourceCommit: string): string {
  return `${String(number).padStart(4, '0')}-${sourceCommit.slice(0, 7)}`
}

/** The release a person means by an id, its number or its start; throws a Failure when there is none or several. */
export function findRelease(releases: readonly Release[], wanted: string): Release {
  const found = releases.filter(({ id, number }) => id === wanted || String(number) === wanted.replace(/^0+/, '') || id.startsWith(`${wanted}-`))
  if (found.length === 1) return found[0]!
  const known = releases.slice(-5).map(({ id }) => id).join(', ')
  throw new Failure(found.length === 0 ? `there is no release ${wanted} (newest: ${known || 'none'})` : `"${wanted}" could be ${found.map(({ id }) => id).join(' or ')}`)
}
