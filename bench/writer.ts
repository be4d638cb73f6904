/**
 * Many writers at once against a real Gitea: pushes rejected by chance, failing hooks, cut connections, writers killed between any
 * two steps and started again with the same edit. Then one writer does the same edits undisturbed, and a naive loop (commit, push,
 * pull --rebase) does them under the same faults. Says what became of every edit; exits with 1 when one of ours is lost, doubled,
 * reverted or half-written, when an environment moved back, or when the crowd took longer than 4 times one writer.
 *
 *   npm run bench:writer                            20 writers, 200 edits: about 5 minutes
 *   npm run bench:writer -- --json                  prints one JSON object last
 *   npm run bench:writer -- --writers 4 --edits 16  fewer
 *   npm run bench:writer -- --apart                 writers that take no turns, as on machines of their own
 *   npm run bench:writer -- --seed N                the faults of an earlier run as far as chance goes
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { git } from '../jenkins/steps/git/git.ts'
import { deliveryRepository } from '../jenkins/steps/testing/delivery.ts'
import { createRepository, giteaBinary, startGitea, type TestGitea } from '../jenkins/steps/testing/gitea.ts'
import { wholeNumber } from '../local/commands/whole-number.ts'
import type { Platform } from '../local/platform.ts'
import { ensureTools } from '../local/tools/ensure.ts'
import { plainTell } from '../local/progress.ts'
import { type Crowd, letWrite } from './writer/crowd.ts'
import { type Wish, wishesOf } from './writer/edits.ts'
import { badLine, plantHooks } from './writer/faults.ts'
import { judge, type Verdict } from './writer/judge.ts'

type Figures = Verdict & { seconds: number; kills: number; cuts: number; failed: number }

/** Runs the measurement; see above for `args`. */
export async function bench(args: string[], platform: Platform): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, apart: { type: 'boolean', default: false }, writers: { type: 'string', default: '20' }, edits: { type: 'string', default: '200' }, kills: { type: 'string', default: '3' }, seed: { type: 'string' } },
  })
  const [writers, edits, kills] = [wholeNumber('--writers', values.writers), wholeNumber('--edits', values.edits), wholeNumber('--kills', values.kills, 0)]
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('--seed', values.seed, 0)
  if (giteaBinary() === undefined) process.env.JARI_BIN = await ensureTools(platform, ['gitea', 'kustomize'], plainTell(console.log))
  const random = randomOf(seed)
  const folder = await mkdtemp(join(tmpdir(), 'jari-bench-writer-'))
  try {
    await using gitea = await startGitea()
    await using project = await deliveryRepository()
    await gitea.call('pipeline', 'POST', '/orgs', { username: 'jari' })
    const commits: string[] = []
    for (let n = 0; n < writers; n++) commits.push(await project.commit(`Change ${n}`, { 'apps/order/main.ts': `// ${n}\n` }))
    const wishes = wishesOf(writers, edits, commits)
    const common = { token: await gitea.token('pipeline'), checkout: project.checkout, random, kills, apart: values.apart }
    const say = (line: string) => console.log(line)
    say(`seed ${seed}, ${writers} writers${values.apart ? ' that take no turns' : ''}, ${edits} edits, ${availableParallelism()} cores`)
    const run = async (name: string, crowd: Pick<Crowd, 'wishes' | 'naive'> & { faults: boolean }): Promise<Figures> => {
      const figures = await measure(gitea, name, { ...common, ...crowd, kills: crowd.faults ? kills : 0, cache: join(folder, name) }, crowd.faults)
      say(`${name}: ${JSON.stringify(figures)}`)
      return figures
    }
    const crowd = await run('crowd', { wishes, naive: false, faults: true })
    const one = await run('one', { wishes: [inOrder(wishes)], naive: false, faults: false })
    const naive = await run('naive', { wishes, naive: true, faults: true })
    const result = { ...crowd, oneWriterSeconds: one.seconds, ratio: crowd.seconds / one.seconds, writers, apart: values.apart, seed, naive: { ...naive, lost: naive.edits - naive.present } }
    const whole = crowd.present === edits && [crowd.duplicates, crowd.reverted, crowd.movedBack, crowd.mergeCommits, crowd.halfWritten, crowd.failed].every((count) => count === 0)
    say(`${crowd.present} of ${edits} exactly once: ${whole ? 'yes' : 'NO'}; ${result.ratio.toFixed(2)} times one writer (at most 4); the naive loop lost ${result.naive.lost}, doubled ${naive.duplicates}`)
    if (values.json) console.log(JSON.stringify(result))
    return whole && result.ratio <= 4 ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function measure(gitea: TestGitea, name: string, crowd: Omit<Crowd, 'url'>, faults: boolean): Promise<Figures> {
  const url = await createRepository(gitea, name)
  await git(crowd.checkout, ['push', '--quiet', url, 'HEAD:refs/heads/main'], { env: { JARI_FORGE_TOKEN: crowd.token } })
  const repository = join(gitea.repositories, 'jari', `${name}.git`)
  if (faults) await plantHooks(repository)
  await using line = await badLine(Number(new URL(url).port), faults ? 25 : Number.POSITIVE_INFINITY, crowd.random)
  const address = new URL(url)
  address.port = String(line.port)
  const went = await letWrite({ ...crowd, url: address.href })
  const copy = `${crowd.cache}-as-it-ended.git`
  await git(crowd.checkout, ['clone', '--quiet', '--bare', url, copy], { env: { JARI_FORGE_TOKEN: crowd.token } })
  return { ...(await judge(copy, crowd.wishes.flat())), ...went, cuts: line.cut() }
}

/** All wishes for one writer, releases in the order of their commits. */
function inOrder(wishes: readonly (readonly Wish[])[]): Wish[] {
  const most = Math.max(...wishes.map(({ length }) => length))
  return Array.from({ length: most }, (_, index) => wishes.flatMap((own) => own.slice(index, index + 1))).flat()
}

/** Numbers from 0 to 1 by the minimal standard generator (Park and Miller). */
function randomOf(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
