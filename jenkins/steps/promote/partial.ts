import { isDeepStrictEqual } from 'node:util'
import { git } from '../git/git.ts'
import { remoteBranches } from '../git/branches.ts'
import { mainTip } from '../git/main.ts'
import { isAncestor, textAt } from '../git/read.ts'
import { installationAt, releaseRunning } from '../gitops/environments.ts'
import { releaseFile } from '../gitops/layout.ts'
import { numberOf, parseRelease, type Release, releasesAt } from '../gitops/releases.ts'
import { migrationsBetween } from '../gates/schema.ts'
import { Failure, Refusal, Usage } from '../outcome.ts'
import { changesIn } from '../release/changelog.ts'
import { fixId, writeRelease } from '../release/cut.ts'
import type { Context } from '../step.ts'
import type { Brought } from './edit.ts'

/**
 * The release that is what `environment` runs, with the images of `services` as `from` has them: 0042.1 of 0042 and 0045. Its base and
 * components are those of 0042. One that is in an open promotion already is taken as it is.
 */
export async function partialRelease(context: Context, environment: string, from: Release, services: readonly string[]): Promise<Brought> {
  const { checkout, settings, now } = context
  const tip = await mainTip(checkout, settings)
  const releases = await releasesAt(checkout, tip)
  const runningId = await releaseRunning(checkout, tip, environment)
  const running = releases.find(({ id }) => id === runningId)
  if (running === undefined) throw new Failure(`${environment} runs no release yet: there is nothing to add a service to`)
  for (const service of services) {
    if (from.images[service] === undefined) throw new Usage(`${from.id} has no ${service}: its images are ${Object.keys(from.images).join(', ')}`)
    if (from.images[service].digest === running.images[service]?.digest) throw new Refusal(`${service} is not promoted to ${environment}`, [`${environment} runs the same ${service} already (${running.id})`])
    const [has, wants] = [running.images[service]?.sourceCommit, from.images[service].sourceCommit]
    if (has !== undefined && wants !== undefined && (await isAncestor(checkout, wants, has))) throw new Refusal(`${service} is not promoted to ${environment}`, [`${environment} runs a newer ${service} than ${from.id} has`])
  }
  const partial = { of: running.id, from: from.id, services: services.toSorted() }
  const open = await openPartials(checkout, settings.get('JARI_GIT_URL'), environment)
  const images = { ...running.images, ...pick(from.images, services) }
  // whoever may push a branch could have written something else into it: only one with exactly these images is taken
  const release = open.find((one) => isDeepStrictEqual([one.partial, one.images, one.sourceCommit], [partial, images, running.sourceCommit])) ?? {
    ...running,
    ...numberOf(fixId(releases, running.id, running.sourceCommit, open.map(({ id }) => id))),
    id: fixId(releases, running.id, running.sourceCommit, open.map(({ id }) => id)),
    createdAt: new Date(now()).toISOString(),
    rebuilt: [],
    images,
    changes: await changesOf(checkout, running, from, services),
    migrations: (await migrationsBetween(checkout, running, from)).filter(({ service }) => services.includes(service)),
    contracts: { ...running.contracts, ...pick(from.contracts ?? {}, services) },
    partial,
  }
  const { registry } = await installationAt(checkout, running.sourceCommit)
  return { release, write: async (worktree) => await writeRelease(checkout, worktree, release, registry) }
}

/** The partial release of an open promotion, if it is exactly what `partialRelease` would make of what runs now. */
export async function openPartial(context: Context, environment: string, id: string): Promise<Brought | undefined> {
  const { checkout, settings } = context
  const partial = (await openPartials(checkout, settings.get('JARI_GIT_URL'), environment)).find((one) => one.id === id)?.partial
  const from = (await releasesAt(checkout, await mainTip(checkout, settings))).find((one) => one.id === partial?.from)
  if (partial === undefined || from === undefined) return undefined
  const made = await partialRelease(context, environment, from, partial.services)
  return made.release.id === id ? made : undefined
}

/** What changed of these services from the images that run to those that come. */
async function changesOf(checkout: string, running: Release, from: Release, services: readonly string[]): Promise<Release['changes']> {
  const changes = new Map<string, Release['changes'][number]>()
  for (const service of services) {
    const [since, to] = [running.images[service]?.sourceCommit ?? running.sourceCommit, from.images[service]?.sourceCommit ?? from.sourceCommit]
    for (const change of await changesIn(checkout, `${since}..${to}`, to)) if (change.services.includes(service)) changes.set(change.commit, change)
  }
  return [...changes.values()]
}

/** The releases for single services in open promotions of the environment. */
async function openPartials(checkout: string, url: string, environment: string): Promise<Release[]> {
  const branches = await remoteBranches(checkout, url, [`promote/${environment}/*`])
  const found: Release[] = []
  for (const { name, commit } of branches.filter(({ name }) => numberOf(name.split('/').at(-1) ?? '').fix !== undefined)) {
    await git(checkout, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', url, `+refs/heads/${name}:refs/jari/${name}`])
    const path = releaseFile(name.split('/').at(-1) ?? '')
    const text = await textAt(checkout, commit, path)
    const release = text === undefined ? undefined : parseRelease(text, path)
    if (release !== undefined && name.endsWith(`/${release.id}`)) found.push(release)
  }
  return found.filter(({ partial }) => partial !== undefined)
}

const pick = <T>(record: Readonly<Record<string, T>>, names: readonly string[]) => Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)))
