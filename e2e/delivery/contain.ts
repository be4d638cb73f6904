import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'yaml'
import { notesAt } from '../../jenkins/steps/outcomes/read.ts'
import { deliveryState } from '../../local/commands/state.ts'
import { catchUp, pushUnreviewed, runOf, touch } from '../loop/change.ts'
import type { TestPlatform } from '../platform.ts'
import { releaseOf } from './by-hand.ts'
import type { Plant } from './plants.ts'

/** What became of a planted cause. */
export type Contained = {
  readonly name: string
  readonly firstLine: string
  readonly named: boolean
  /** The release that was cut with it; none when it is in the overlay. */
  readonly release?: string
  /** Seconds from the verdict until dev was Healthy again with the release before. */
  readonly backAfter?: number
  /** What is not as it should be. */
  readonly faults: readonly string[]
}

/** What a plant may have changed. */
const touchable = ['Jenkinsfile', 'apps', 'gitops/base', 'gitops/overlays/dev/kustomization.yaml', 'gitops/rendered/dev']

/** Takes the clone's files back to a commit's, but for what machines wrote meanwhile. */
async function restore(test: TestPlatform, commit: string): Promise<void> {
  await catchUp(test)
  await test.git('checkout', '--quiet', commit, '--', ...touchable.filter((path) => !path.startsWith('gitops/rendered')))
}

/** The stage that finds most of these before dev does is left out, so that dev meets them. */
async function withoutVerification(test: TestPlatform): Promise<void> {
  const file = join(test.clone, 'Jenkinsfile')
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('jariVerify()', "echo 'not verified: a trial'"))
}

/** Plants a cause on the sound files and looks at what comes of it. */
export async function contain(test: TestPlatform, { name, cause, plant, meanwhile, inOverlay = false }: Plant, sound: string): Promise<Contained> {
  await restore(test, sound)
  const before = await links(test)
  await withoutVerification(test)
  await plant(test)
  const commit = await pushUnreviewed(test, `Plant ${name}`)
  const [run] = await Promise.all([runOf(test, commit, 15), meanwhile?.(test, commit)])
  const [firstLine = ''] = (run.error ?? '').split('\n')
  const faults: string[] = []
  const named = run.result === 'failure' && cause.test(firstLine)
  if (!named) faults.push(`the run ended with ${run.result}, and its first line does not name it: ${firstLine}`)
  const after = await links(test)
  for (const environment of ['staging', 'prod']) if (after[environment] !== before[environment]) faults.push(`${environment} moved from ${before[environment]} to ${after[environment]}`)
  if (inOverlay) return { name, firstLine, named, faults }
  const release = await releaseOf(test, commit)
  if (release === undefined) return { name, firstLine, named, faults: [...faults, 'no release was cut: it never came to dev'] }
  if (after.dev !== before.dev) faults.push(`dev is to run ${after.dev}, not ${before.dev} again`)
  if (!(await heldInDev(test)).includes(release)) faults.push(`${release} is not held`)
  const failedAt = await verdictOn(test, release)
  const backAfter = failedAt === undefined ? undefined : ((await healthyAgain(test, before.dev!)) - failedAt) / 1000
  if (backAfter === undefined) faults.push('no verdict on it was noted')
  return { name, firstLine, named, release, ...(backAfter === undefined ? {} : { backAfter }), faults }
}

/** Brings a good change of the order service to dev and staging and returns its commit. Throws if it does not get there, or one of the `bad` releases was anywhere else but in dev. */
export async function deliverGood(test: TestPlatform, after: { readonly sound: string; readonly bad: readonly string[] } | undefined): Promise<string> {
  if (after === undefined) await catchUp(test)
  else await restore(test, after.sound)
  await touch(test, 'order', `good ${new Date().toISOString()}`)
  const commit = await pushUnreviewed(test, 'A good change')
  const run = await runOf(test, commit, 15)
  if (run.result !== 'success') throw new Error(`the good change did not get to staging: ${run.error}`)
  const now = await links(test)
  for (const environment of ['dev', 'staging']) if (!now[environment]!.endsWith(`-${commit.slice(0, 7)}`)) throw new Error(`${environment} is to run ${now[environment]}, not the good change ${commit}`)
  for (const environment of ['staging', 'prod']) {
    const ran = await test.git('log', '--format=%H', '-p', 'FETCH_HEAD', '--', `gitops/overlays/${environment}/release`)
    const seen = after?.bad.filter((release) => ran.includes(release)) ?? []
    if (seen.length > 0) throw new Error(`${environment} has been on ${seen.join(', ')}`)
  }
  return commit
}

/** What each environment is to run, by main. */
async function links(test: TestPlatform): Promise<Record<string, string>> {
  await test.git('fetch', '--quiet', 'platform', 'main')
  const read = async (environment: string) => [environment, (await test.git('show', `FETCH_HEAD:gitops/overlays/${environment}/release`)).trim().split('/').at(-1)!] as const
  return Object.fromEntries(await Promise.all(['dev', 'staging', 'prod'].map(read)))
}

async function heldInDev(test: TestPlatform): Promise<string[]> {
  const { holds } = parse(await test.git('show', 'FETCH_HEAD:gitops/holds.yaml')) as { holds: { release: string; environment?: string }[] }
  return holds.filter(({ environment }) => environment === undefined || environment === 'dev').map(({ release }) => release)
}

/** When (Date.now()) a release was first said to have failed in dev. */
async function verdictOn(test: TestPlatform, release: string): Promise<number | undefined> {
  const here = 'refs/notes/seen'
  await test.git('fetch', '--quiet', 'platform', `+refs/notes/deployments:${here}`)
  const outcomes = [...(await notesAt(test.clone, here)).values()].flat().filter((one) => one.release === release && one.environment === 'dev' && one.outcome === 'failed')
  return outcomes.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b)[0]
}

/** When (Date.now()) dev is seen Synced and Healthy with a release. Rejects after 5 minutes. */
async function healthyAgain(test: TestPlatform, release: string): Promise<number> {
  const until = Date.now() + 300_000
  for (;;) {
    const dev = (await deliveryState(test.platform)).environments.find(({ name }) => name === 'dev')!
    if (dev.release === release && dev.sync === 'Synced' && dev.health === 'Healthy') return Date.now()
    if (Date.now() > until) throw new Error(`dev is ${dev.sync} and ${dev.health} on ${dev.release} 5 minutes after it was taken back to ${release}: ${dev.reason}`)
    await sleep(250)
  }
}
