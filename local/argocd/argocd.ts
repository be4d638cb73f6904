import { createHash } from 'node:crypto'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../cluster/addons.ts'
import { apply, read } from '../cluster/kubectl.ts'
import { nodePaths, users } from '../cluster/layout.ts'
import type { Report } from '../cluster/node.ts'
import { componentServes } from '../cluster/serving.ts'
import { cloneUrl } from '../gitea/accounts.ts'
import { cloneMain } from '../gitea/checkout.ts'
import { paths, type Platform } from '../platform.ts'
import { ensureReaderToken } from './reader.ts'

/** Puts Argo CD's kinds and settings into the cluster, unless this cluster has exactly them, and lets its processes start. */
export async function installArgocd(platform: Platform, readToken: string): Promise<void> {
  prepareFolders(platform)
  const { argocdConfigured } = nodePaths(platform)
  const stamp = await stampOf(platform, readToken)
  if (existsSync(argocdConfigured) && readFileSync(argocdConfigured, 'utf8') === stamp) return
  const manifests = join(paths(platform).share, 'argocd', 'manifests')
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } }
  const [kinds, settings] = await Promise.all(['crds', 'base/config'].map((folder) => build(platform, join(manifests, folder))))
  await apply(platform, [namespace])
  await apply(platform, kinds ?? '')
  await apply(platform, settings ?? '', { namespace: 'argocd', manager: 'argocd-installation' })
  await apply(platform, [...firstAccounts, repository(readToken)])
  writeFileSync(argocdConfigured, stamp)
}

/** Waits for Argo CD, makes the readers' token and, on a cluster that has not got it, applies what the platform's main says. */
export async function connectArgocd(platform: Platform, report: Report): Promise<void> {
  await componentServes(platform, 'argocd-server', `http://127.0.0.1:${platform.ports.argocd}/healthz`)
  await ensureReaderToken(platform)
  if (await read(platform, ['applications.argoproj.io', 'platform', '--namespace=argocd'])) return
  report("applying the platform from the repository's main; from here on Argo CD keeps it")
  const clone = mkdtempSync(join(paths(platform).run, 'main-'))
  try {
    await cloneMain(platform, clone)
    await apply(platform, await build(platform, clone))
  } finally {
    rmSync(clone, { recursive: true })
  }
}

/** Changes when the cluster, Argo CD's build or the credential does. */
async function stampOf(platform: Platform, readToken: string): Promise<string> {
  const cluster = await read<{ metadata: { uid: string } }>(platform, ['namespace', 'kube-system'])
  const credential = createHash('sha256').update(readToken).digest('hex')
  return JSON.stringify({ cluster: cluster?.metadata.uid, build: realpathSync(join(paths(platform).bin, 'argocd')), credential })
}

/** Folders and the kubeconfig of the user that Argo CD runs as. */
function prepareFolders(platform: Platform): void {
  const { argocd, kubeconfig } = nodePaths(platform)
  for (const folder of ['', 'tls', 'ssh', 'tmp']) {
    mkdirSync(join(argocd, folder), { recursive: true })
    chownSync(join(argocd, folder), users.argocd, users.argocd)
  }
  const own = join(argocd, 'kubeconfig')
  copyFileSync(kubeconfig('argocd'), own)
  chownSync(own, users.argocd, users.argocd)
  chmodSync(own, 0o400)
}

/** What has to be there before the platform's own settings come from git, so that a token can be made; git says the same. */
const firstAccounts = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data: { 'accounts.reader': 'apiKey' } },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-rbac-cm', namespace: 'argocd' }, data: { 'policy.jari.csv': 'g, reader, role:readonly\n' } },
]

const repository = (token: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'repository', namespace: 'argocd', labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
  data: Object.fromEntries(Object.entries({ type: 'git', url: cloneUrl, username: 'argocd', password: token }).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
})
