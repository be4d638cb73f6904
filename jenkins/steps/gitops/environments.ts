import { parse } from 'yaml'
import { z } from 'zod'
import { filesAt, textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { environmentFile, installationFile, linkOf, releaseOfLink } from './layout.ts'

const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true')
const EnvironmentData = z.object({
  name: z.string(),
  namespace: z.string(),
  host: z.string(),
  application: z.string(),
  /** How long a release must have been Healthy in the environment before: `30m`, `1h30m`. */
  soak: z.string().regex(/^(\d+[smhd])+$/).default('0s'),
  /** Whether a release that does not get Healthy, or fails its smoke test, is taken back by itself. */
  automaticRollback: yesNo.default(false),
  /** Whether images must be signed and have a bill of materials that fits. */
  signatures: yesNo.default(false),
})
export type Environment = z.infer<typeof EnvironmentData>

const InstallationData = z.object({ repoURL: z.string(), registry: z.string() })
export type Installation = z.infer<typeof InstallationData>

/** The names of the environments, in the order of the alphabet. */
export async function environmentNames(folder: string, commit: string): Promise<string[]> {
  const files = await filesAt(folder, commit, 'gitops/overlays')
  return files.map((file) => /^gitops\/overlays\/([^/]+)\/environment\.yaml$/.exec(file)?.[1]).filter((name) => name !== undefined)
}

/** What environment.yaml of the environment says at `commit`. */
export async function environmentAt(folder: string, commit: string, name: string): Promise<Environment> {
  const path = environmentFile(name)
  const text = await textAt(folder, commit, path)
  if (text === undefined) throw new Failure(`there is no environment "${name}" (there are: ${(await environmentNames(folder, commit)).join(', ') || 'none'})`)
  return dataOf(EnvironmentData, text, path)
}

/** What gitops/platform/installation.yaml says at `commit`. */
export async function installationAt(folder: string, commit: string): Promise<Installation> {
  const text = await textAt(folder, commit, installationFile)
  if (text === undefined) throw new Failure(`${installationFile} is missing`)
  return dataOf(InstallationData, text, installationFile)
}

/** The release that the link of the environment names at `commit`; it need not exist. */
export async function releaseRunning(folder: string, commit: string, environment: string): Promise<string> {
  const target = await textAt(folder, commit, linkOf(environment))
  if (target === undefined) throw new Failure(`${linkOf(environment)} is missing`)
  return releaseOfLink(target)
}

function dataOf<T>(schema: z.ZodType<T>, text: string, path: string): T {
  const read = schema.safeParse((parse(text) as { data?: unknown } | null)?.data)
  if (read.success) return read.data
  throw new Failure(`${path}: data.${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
}
