import { isAncestor } from '../git/read.ts'
import { byNumber, numberOf, type Release } from '../gitops/releases.ts'
import { type Migration, migrationsAt, newIn } from '../workspace/migrations.ts'

/** The migrations that each service of a release runs, from the commits that its images were built from. */
export async function migrationsOf(checkout: string, release: Pick<Release, 'images' | 'sourceCommit'>): Promise<Migration[]> {
  const byCommit = new Map<string, string[]>()
  for (const [service, { sourceCommit = release.sourceCommit }] of Object.entries(release.images)) byCommit.set(sourceCommit, [...(byCommit.get(sourceCommit) ?? []), service])
  return (await Promise.all([...byCommit].map(([commit, services]) => migrationsAt(checkout, commit, services)))).flat()
}

/** The migrations that run when an environment goes from one release to another; all when it runs none. */
export async function migrationsBetween(checkout: string, running: Pick<Release, 'images' | 'sourceCommit'> | undefined, release: Pick<Release, 'images' | 'sourceCommit'>): Promise<Migration[]> {
  const now = await migrationsOf(checkout, release)
  return running === undefined ? now : newIn(now, await migrationsOf(checkout, running))
}

/** Contract migrations of `release` that would take away what the running release still uses, one line each. */
export async function contractRefusals(checkout: string, releases: readonly Release[], running: Release, release: Release, environment: string): Promise<string[]> {
  const refused: string[] = []
  for (const { service, name, phase, after = '' } of await migrationsBetween(checkout, running, release))
    if (phase === 'contract' && !(await reaches(checkout, releases, running, after)))
      refused.push(`migration ${name} of ${service} takes away what releases before ${after} use, and ${environment} runs ${running.id}: bring ${after} or a newer one there first`)
  return refused
}

/** Why `to` cannot run any more on the schema that `running` has left: what it uses is gone. */
export async function goneFor(checkout: string, releases: readonly Release[], running: Release, to: Release): Promise<string[]> {
  const gone: string[] = []
  for (const { service, name, phase, after = '' } of newIn(await migrationsOf(checkout, running), await migrationsOf(checkout, to)))
    if (phase === 'contract' && !(await reaches(checkout, releases, to, after))) gone.push(`migration ${name} of ${service} has taken away what ${to.id} uses (it needs ${after} or newer)`)
  return gone
}

/** Whether a release is the one named `after`, or contains it. One that is not kept any more counts by its number. */
async function reaches(checkout: string, releases: readonly Release[], release: Release, after: string): Promise<boolean> {
  const named = releases.find(({ id, number, fix }) => id === after || byNumber({ number, ...(fix === undefined ? {} : { fix }) }, numberOf(after)) === 0)
  return named === undefined ? byNumber(release, numberOf(after)) >= 0 : await isAncestor(checkout, named.sourceCommit, release.sourceCommit)
}
