import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from './outcome.ts'

/** What steps hand on to later ones: files in `.jari/` of the checkout, which git ignores. */
export const handoffs = {
  plan: z.object({
    /** The commit that was planned. */
    commit: z.string(),
    /** The release that the changes were counted from; null when there is none yet. */
    baseRelease: z.string().nullable(),
    /** That release's source commit. */
    sinceCommit: z.string().nullable(),
    /** That release's images: a service that is not touched keeps its digest. */
    baseImages: z.record(z.string(), z.object({ digest: z.string(), sourceCommit: z.string().optional() })),
    /** Services whose images are built anew. */
    services: z.array(z.string()),
    /** By service (or `manifests`), the changed files that touch it. */
    why: z.record(z.string(), z.array(z.string())),
    /** Environments whose overlay people changed: that acts at once, so they are awaited. */
    environments: z.array(z.string()),
    /** Set when the commit merges a promotion: that environment is awaited. */
    promotion: z.object({ environment: z.string(), release: z.string() }).optional(),
    /** No release is to be cut. */
    nothing: z.boolean(),
    /** Only machines changed something: there is nothing to verify either. */
    botOnly: z.boolean(),
  }),
  images: z.record(z.string(), z.object({ digest: z.string(), sourceCommit: z.string().optional() })),
  release: z.object({ id: z.string(), superseded: z.string().optional() }),
} as const

export type HandoffName = keyof typeof handoffs
export type Handoff<N extends HandoffName> = z.infer<(typeof handoffs)[N]>
export type Plan = Handoff<'plan'>

const fileOf = (checkout: string, name: HandoffName) => join(checkout, '.jari', `${name}.json`)

/** Leaves a result for later steps; never half-written. */
export async function leave<N extends HandoffName>(checkout: string, name: N, value: Handoff<N>): Promise<void> {
  const file = fileOf(checkout, name)
  await mkdir(join(checkout, '.jari'), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`)
  await rename(`${file}.new`, file)
}

/** Takes what an earlier step left, or undefined when it left nothing. */
export async function taken<N extends HandoffName>(checkout: string, name: N): Promise<Handoff<N> | undefined> {
  const file = fileOf(checkout, name)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const read = handoffs[name].safeParse(JSON.parse(text))
  if (!read.success) throw new Failure(`${file}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
  return read.data as Handoff<N>
}

/** As `taken`, but its absence is a failure that names the step to run first. */
export async function take<N extends HandoffName>(checkout: string, name: N, step: string): Promise<Handoff<N>> {
  const value = await taken(checkout, name)
  if (value === undefined) throw new Failure(`.jari/${name}.json is missing: run "jari ${step}" first`)
  return value
}

/** Forgets what earlier runs left, so that nothing old is taken for new. */
export async function forget(checkout: string, names: readonly HandoffName[]): Promise<void> {
  for (const name of names) await rm(fileOf(checkout, name), { force: true })
}
