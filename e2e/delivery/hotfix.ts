import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { read } from '../../local/cluster/kubectl.ts'
import { prodRelease } from '../../local/commands/approve.ts'
import { catchUp, pushUnreviewed, runOf } from '../loop/change.ts'
import type { TestPlatform } from '../platform.ts'
import { approvePromotion, healthyWith, jari } from './by-hand.ts'
import type { Part, Say } from './check.ts'

const unreleased = 12
const touched = 'apps/order/main.ts'
const mended = 'apps/order/migrate.ts'

/** Puts twelve commits and a fix on main, brings only the fix to prod, and looks at what the images there were built from. */
export async function fixPast(test: TestPlatform, say: Say): Promise<Part> {
  const faults: string[] = []
  const expect = (holds: boolean, what: string) => {
    say(`${holds ? 'ok ' : 'NO '} ${what}`)
    if (!holds) faults.push(what)
  }
  await catchUp(test)
  const running = await prodRelease(test.platform)
  const mark = `trial-${Date.now()}`
  for (let n = 1; n <= unreleased; n++) {
    await appendFile(join(test.clone, touched), `// ${mark} ${n}\n`)
    await test.git('commit', '--quiet', '--all', '--message', `Not for prod yet, ${n}`)
  }
  await appendFile(join(test.clone, mended), `// the fix ${mark}\n`)
  const fix = await pushUnreviewed(test, 'Fix the migrations')
  const run = await runOf(test, fix, 15)
  if (run.result !== 'success') throw new Error(`the run of the fix ended with ${run.result}: ${run.error}`)

  const made = JSON.parse((await jari(test, 'hotfix', '--pick', fix, '--json')).trim().split('\n').at(-1)!) as { release: string; of: string }
  expect(made.of === running && made.release.startsWith(running.split('-')[0]!), `${made.release} is ${running}, which prod runs, with the fix`)
  await jari(test, 'await-healthy', '--env', 'dev', '--release', made.release)
  await jari(test, 'smoke', '--env', 'dev')
  await jari(test, 'promote', '--to', 'staging', '--release', made.release)
  await jari(test, 'await-healthy', '--env', 'staging', '--release', made.release)
  await jari(test, 'smoke', '--env', 'staging')
  await jari(test, 'promote', '--to', 'prod', '--release', made.release)
  await approvePromotion(test, made.release)
  await healthyWith(test, 'prod', made.release)

  await test.git('fetch', '--quiet', 'platform', 'main', `+refs/heads/hotfix/*:refs/remotes/hotfix/*`)
  const { sourceCommit, images } = parse(await test.git('show', `FETCH_HEAD:gitops/releases/${made.release}/release.yaml`)) as { sourceCommit: string; images: Record<string, { digest: string }> }
  const pods = await read<{ items: { spec: { containers: { image: string }[] } }[] }>(test.platform, ['pods', '--namespace=jari-prod', '--selector=app.kubernetes.io/name=order'])
  const runs = new Set(pods?.items.flatMap(({ spec }) => spec.containers.map(({ image }) => image)))
  expect([...runs].some((image) => image.endsWith(images.order!.digest)), `prod's pods run the order image of ${made.release}`)
  expect((await test.git('show', `${sourceCommit}:${mended}`)).includes(`the fix ${mark}`), 'it was built from the fix')
  const brought = (await test.git('show', `${sourceCommit}:${touched}`)).split('\n').filter((line) => line.includes(mark)).length
  expect(brought === 0, `and from ${brought} of the ${unreleased} commits that main has and prod has not`)
  const ahead = Number((await test.git('rev-list', '--count', '--no-merges', `${sourceCommit}..${fix}`, '--', touched)).trim())
  expect(ahead >= unreleased, `${ahead} commits of main that touch the same service are not in it`)
  return { figures: { release: made.release, unreleased: ahead, brought }, faults }
}
