import type { Plan } from '../handoff.ts'
import { changedFiles, isAncestor, textAt } from '../git/read.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { linkOf, overlayFolder } from '../gitops/layout.ts'
import { type Release, releasesAt } from '../gitops/releases.ts'
import { route } from '../gitops/route.ts'
import { changesBetween, lockOf, type Lockfile, parseLockfile } from '../workspace/lockfile.ts'
import { servicesAt, workspacesAt, type Workspace } from '../workspace/packages.ts'
import { touchedBy } from '../workspace/touched.ts'

/**
 * What `commit` brings beyond the newest release that it contains. `tip` is the commit whose releases count: main's newest,
 * since a release is committed after the commit that it releases.
 */
export async function planOf(checkout: string, commit: string, tip: string): Promise<Plan> {
  const base = await baseRelease(checkout, commit, tip)
  const services = await servicesAt(checkout, commit)
  const promotion = await promotionBy(checkout, commit)
  const found = promotion === undefined ? {} : { promotion }
  if (base === undefined) {
    const why = Object.fromEntries(services.map((service) => [service, ['there is no earlier release']]))
    return { commit, baseRelease: null, sinceCommit: null, baseImages: {}, services, why, environments: [], nothing: false, botOnly: false, ...found }
  }
  const workspaces = await workspacesAt(checkout, commit)
  const files = await changedFiles(checkout, base.sourceCommit, commit)
  const lockChanges = files.includes('package-lock.json') ? await lockComparison(checkout, base.sourceCommit, commit, workspaces) : () => []
  const touched = touchedBy(files, services, workspaces, lockChanges)
  const why: Record<string, string[]> = Object.fromEntries([...touched.services].map(([service, causes]) => [service, [...causes]]))
  for (const service of services) if (base.images[service] === undefined) why[service] = [`${base.id} has no image of it`]
  const rebuilt = services.filter((service) => why[service] !== undefined)
  if (touched.manifests.length > 0) why.manifests = [...touched.manifests]
  const nothing = rebuilt.length === 0 && touched.manifests.length === 0
  const environments = await overlaysTouched(checkout, commit, touched.byPeople, promotion?.environment)
  return { commit, baseRelease: base.id, sinceCommit: base.sourceCommit, baseImages: base.images, services: rebuilt, why, environments, nothing, botOnly: touched.byPeople.length === 0, ...found }
}

/** The newest release that `commit` contains; releases of other lines of history, or mixed of two, do not count. */
export async function baseRelease(checkout: string, commit: string, tip: string): Promise<Release | undefined> {
  for (const release of (await releasesAt(checkout, tip)).filter(({ partial }) => partial === undefined).toReversed())
    if (await isAncestor(checkout, release.sourceCommit, commit)) return release
  return undefined
}

/** The environment whose link this commit moves against its first parent: a merged pull request of a promotion. */
async function promotionBy(checkout: string, commit: string): Promise<Plan['promotion']> {
  for (const { environment } of route.filter(({ byPullRequest }) => byPullRequest)) {
    const [now, before] = [await textAt(checkout, commit, linkOf(environment)), await textAt(checkout, `${commit}^1`, linkOf(environment))]
    if (before !== undefined && now !== undefined && now !== before) return { environment, release: await releaseRunning(checkout, commit, environment) }
  }
  return undefined
}

/** Environments that a person's change of an overlay reached at once: by its files, or by this very commit moving a link outside a promotion. */
async function overlaysTouched(checkout: string, commit: string, byPeople: readonly string[], promoted: string | undefined): Promise<string[]> {
  const own = await changedFiles(checkout, `${commit}^1`, commit)
  return route
    .map(({ environment }) => environment)
    .filter((environment) => environment !== promoted && (byPeople.some((file) => file.startsWith(`${overlayFolder(environment)}/`)) || own.includes(linkOf(environment))))
}

async function lockComparison(checkout: string, from: string, to: string, workspaces: readonly Workspace[]): Promise<(service: string) => string[]> {
  const before = await lockAt(checkout, from)
  const after = await lockAt(checkout, to)
  if (before === undefined || after === undefined) return () => ['what cannot be compared']
  return (service) => {
    const app = `apps/${service}`
    const dev = workspaces.some(({ folder, hasBuild }) => folder === app && hasBuild)
    const [old, now] = [lockOf(before, app, { dev }), lockOf(after, app, { dev })]
    const changes = changesBetween(old, now)
    // a workspace's own entry (its ranges) shapes the image too
    return changes.length > 0 || JSON.stringify(old) === JSON.stringify(now) ? changes : ['the same packages by other ranges']
  }
}

async function lockAt(checkout: string, commit: string): Promise<Lockfile | undefined> {
  const text = await textAt(checkout, commit, 'package-lock.json')
  return text === undefined ? undefined : parseLockfile(text)
}
