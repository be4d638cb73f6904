import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'yaml'
import { read } from '../../local/cluster/kubectl.ts'
import { deliveryState, readRuns } from '../../local/commands/state.ts'
import type { Platform } from '../../local/platform.ts'
import { startLoad } from '../../e2e/load.ts'
import { catchUp, push, runOf, touch } from '../../e2e/loop/change.ts'
import type { TestPlatform } from '../../e2e/platform.ts'
import { line, round } from './figures.ts'

/** Requests a second to dev while it is updated. */
export const rate = 50
/** An environment counts as Healthy when it stayed so for this long, in milliseconds; what is told is when that began. */
const held = 5000

/**
 * One changed line in apps/order under load: seconds from its merge on main to each stage's end and to dev Healthy,
 * which services got another image, and how many requests to dev failed.
 */
export async function measurePush(test: TestPlatform, say: (line: string) => void) {
  const before = await imagesOf(test, 'dev')
  const load = await startLoad(test.platform.ports.entrance, 'dev.jari.localhost', rate)
  try {
    await catchUp(test)
    await touch(test, 'order', `measured ${new Date().toISOString()}`)
    const commit = await push(test, 'Change one line of the order service')
    const pushed = Date.now()
    const since = (moment: number | string) => round(((typeof moment === 'string' ? Date.parse(moment) : moment) - pushed) / 1000)
    const devHealthySeconds = since(await healthySince(test.platform, 'dev', commit))
    await oldPodsGone(test.platform)
    const rolling = { ...(await load.stop()) }
    const run = await runOf(test, commit)
    if (run.result !== 'success') throw new Error(`the run of ${commit} ended with ${run.result}: ${run.error}`)
    const stages = run.stages.map(({ name, startedAt, finishedAt }) => ({ name, seconds: round((Date.parse(finishedAt ?? startedAt) - Date.parse(startedAt)) / 1000), endsAfter: since(finishedAt ?? startedAt) }))
    const after = await imagesOf(test, 'dev')
    const changed = Object.keys(after).filter((name) => after[name] !== before[name])
    say(line('run begins after', since(run.startedAt), 's'))
    for (const stage of stages) say(line(`stage ${stage.name}`, stage.seconds, `s, ends after ${stage.endsAfter} s`))
    say(line('merge to dev Healthy', devHealthySeconds, 's', '≤ 120'))
    say(line('services with another image', changed.join(', ') || 'none', '', 'order'))
    say(line('failed requests to dev', `${rolling.failed} of ${rolling.sent}`, '', '0'))
    return { push: { runBeginsAfter: since(run.startedAt), stages, devHealthySeconds }, images: { changed }, rolling }
  } finally {
    await load.stop()
  }
}

/** Digests of the release that an environment runs, by service. */
async function imagesOf(test: TestPlatform, environment: string): Promise<Record<string, string>> {
  const { environments } = await deliveryState(test.platform)
  const release = environments.find(({ name }) => name === environment)!.release
  await test.git('fetch', '--quiet', 'platform', 'main')
  const { images } = parse(await test.git('show', `FETCH_HEAD:gitops/releases/${release}/release.yaml`)) as { images: Record<string, { digest: string }> }
  return Object.fromEntries(Object.entries(images).map(([name, { digest }]) => [name, digest]))
}

/** When (Date.now()) an environment became Synced and Healthy with the release of `commit`. Throws when its run fails first, or after 10 minutes. */
async function healthySince(platform: Platform, environment: string, commit: string): Promise<number> {
  const until = Date.now() + 600_000
  let since: number | undefined
  for (;;) {
    const { environments } = await deliveryState(platform)
    const { release, sync, health } = environments.find(({ name }) => name === environment)!
    const now = Date.now()
    since = release.endsWith(`-${commit.slice(0, 7)}`) && sync === 'Synced' && health === 'Healthy' ? (since ?? now) : undefined
    if (since !== undefined && now - since >= held) return since
    const run = (await readRuns(platform)).find((one) => one.commit === commit)
    if (run?.result === 'failure') throw new Error(`the run of ${commit} failed in ${run.stage}: ${run.error}`)
    if (now > until) throw new Error(`${environment} is ${sync} and ${health} on ${release}, not Healthy with ${commit} after 10 minutes`)
    await sleep(250)
  }
}

/** Waits until no pod of dev is on its way out: only then can no request be lost to one any more. */
async function oldPodsGone(platform: Platform): Promise<void> {
  for (;;) {
    const pods = await read<{ items: { metadata: { deletionTimestamp?: string } }[] }>(platform, ['pods', '--namespace=jari-dev', '--selector=app.kubernetes.io/component=service'])
    if (pods?.items.every(({ metadata }) => metadata.deletionTimestamp === undefined)) return
    await sleep(1000)
  }
}
