import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ArgocdApi } from '../../local/argocd/api.ts'
import { asAccount } from '../../local/gitea/accounts.ts'
import { withoutProtection } from '../../local/gitea/protection.ts'
import { catchUp, patch } from '../../e2e/loop/change.ts'
import { secret, type TestPlatform } from '../../e2e/platform.ts'
import { line, percentile, round } from './figures.ts'

const commits = 20
/** What a change of dev's overlay touches: its kustomization and what it renders to. */
const kustomization = 'gitops/overlays/dev/kustomization.yaml'
const rendered = 'gitops/rendered/dev'

/**
 * Seconds from the end of `git push` until Argo CD has compared dev with that very commit (noticed), and until dev is Synced to it.
 * Each commit changes an object of dev's overlay, so each is a whole sync with its migrations. They are authored as the pipeline's
 * own, like the commits that move a release, so that no run of the pipeline competes for the processors; an overlay's settings are
 * for people to change, so main's rules are lifted meanwhile.
 */
export const measureSynced = (test: TestPlatform, say: (line: string) => void) => withoutProtection(asAccount(test.platform, 'jari-admin'), () => measure(test, say))

async function measure(test: TestPlatform, say: (line: string) => void) {
  const argocd = new ArgocdApi(test.platform.ports.argocd, await secret(test.platform, 'argocd-reader.token'))
  const file = join(test.clone, kustomization)
  await catchUp(test)
  const before = await readFile(file, 'utf8')
  const base = (await test.git('rev-parse', 'HEAD')).trim()
  const noticed: number[] = []
  const synced: number[] = []
  try {
    for (let i = 1; i <= commits; i++) {
      await writeFile(file, before)
      await patch(test, 'dev', '{kind: Deployment, name: web}', JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', annotations: { 'jari.dev/measured': `${Date.now()}-${i}` } } }))
      const { seconds, noticedSeconds } = await pushAndWait(test, argocd, `Measure ${i}`)
      noticed.push(noticedSeconds)
      synced.push(seconds)
    }
  } finally {
    await test.git('checkout', '--quiet', base, '--', kustomization, rendered)
    await pushAndWait(test, argocd, 'Take the measured annotation back')
  }
  const of = (values: number[]) => ({ p50: percentile(values, 0.5), p95: percentile(values, 0.95) })
  say(line('commits', commits))
  say(line('commit to noticed, p50 / p95', `${of(noticed).p50} / ${of(noticed).p95}`, 's'))
  say(line('commit to Synced, p50 / p95', `${of(synced).p50} / ${of(synced).p95}`, 's', 'p95 ≤ 8'))
  return { synced: { count: commits, ...of(synced), noticed: of(noticed) } }
}

async function pushAndWait(test: TestPlatform, argocd: ArgocdApi, subject: string): Promise<{ seconds: number; noticedSeconds: number }> {
  await test.git('add', kustomization, rendered)
  await test.git('-c', 'user.name=pipeline', '-c', 'user.email=pipeline@jari.invalid', 'commit', '--quiet', '--message', subject)
  await test.git('push', '--quiet', 'platform', 'HEAD:main')
  const pushed = performance.now()
  const commit = (await test.git('rev-parse', 'HEAD')).trim()
  const seconds = () => round((performance.now() - pushed) / 1000, 2)
  let noticedSeconds: number | undefined
  for (; performance.now() - pushed < 300_000; await sleep(100)) {
    const { status, body } = await argocd.ask('GET', '/applications/jari-dev')
    if (status !== 200) throw new Error(`Argo CD answered ${status} for jari-dev`)
    const { sync } = (body as { status: { sync: { revision?: string; status: string } } }).status
    if (sync.revision !== commit) continue
    noticedSeconds ??= seconds()
    if (sync.status === 'Synced') return { seconds: seconds(), noticedSeconds }
  }
  throw new Error(`dev is not Synced to ${commit} after 5 minutes`)
}
