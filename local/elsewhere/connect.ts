import { namespaces } from '../cluster/environments.ts'
import { secrets } from '../cluster/secrets.ts'
import type { Platform } from '../platform.ts'
import type { Given } from './given.ts'
import { readObject, type Kubectl } from './kubectl.ts'

type Named = { readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } }
type Secret = Named & { readonly data?: Readonly<Record<string, string>> }
type List<T> = { readonly items: readonly T[] }

/**
 * Makes the Secrets that the environments need, with their namespaces, where they are missing. What is there stays: it may be
 * sealed, or from an earlier state folder. Returns the names of those made.
 */
export async function ensureSecrets(platform: Platform, kubectl: Kubectl): Promise<string[]> {
  const there = new Set<string>()
  const look = async (namespace: string, args: readonly string[]) => {
    const lines = (await kubectl(['get', ...args, '--ignore-not-found', '-o', 'name'])).split('\n')
    for (const line of lines.filter((one) => one !== '')) there.add(`${namespace} ${line}`)
  }
  await Promise.all([look('', ['namespaces']), ...namespaces.map((namespace) => look(namespace, ['secrets', `--namespace=${namespace}`]))])
  const absent = (secrets(platform) as Named[]).filter(({ kind, metadata }) => !there.has(`${metadata.namespace ?? ''} ${kind.toLowerCase()}/${metadata.name}`))
  if (absent.length > 0) await kubectl(['apply', '--server-side', '--field-manager=jari-start', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: absent }))
  return absent.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
}

/**
 * Lets Argo CD read the repository when strangers may not: a Secret of type repository, unless it knows a credential for that address.
 * `readToken` should be one that may only read. Returns what was done.
 */
export async function ensureRepositoryCredential(kubectl: Kubectl, { choice, tokens }: Given, readToken: string | undefined): Promise<'public' | 'known' | 'made' | 'made with the token that writes'> {
  const open = await fetch(`${choice.git}/info/refs?service=git-upload-pack`, { redirect: 'manual', signal: AbortSignal.timeout(15_000) })
  await open.body?.cancel()
  if (open.ok) return 'public'
  const known = await readObject<List<Secret>>(kubectl, ['secrets', '--namespace=argocd', '--selector=argocd.argoproj.io/secret-type in (repository,repo-creds)'])
  const url = ({ data }: Secret) => Buffer.from(data?.url ?? '', 'base64').toString()
  const own = known?.items.find(({ metadata }) => metadata.name === name)
  const others = (known?.items ?? []).filter((secret) => secret !== own)
  if (others.some((secret) => url(secret) !== '' && choice.git.startsWith(url(secret)))) return 'known'
  if (own && url(own) === choice.git && readToken === undefined) return 'known'
  const values = { type: 'git', url: choice.git, username: 'argocd', password: readToken ?? tokens.forge }
  const secret = {
    apiVersion: 'v1', kind: 'Secret',
    metadata: { name, namespace: 'argocd', labels: { 'argocd.argoproj.io/secret-type': 'repository', 'app.kubernetes.io/part-of': 'jari' } },
    data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
  }
  await kubectl(['apply', '--server-side', '--field-manager=jari-start', '-f', '-'], JSON.stringify(secret))
  return readToken === undefined ? 'made with the token that writes' : 'made'
}

const name = 'jari-repository'

/** Applies the platform of a checkout unless the cluster has it: from then on Argo CD keeps it as main says. Returns whether it was needed. */
export async function applyPlatform(kubectl: Kubectl, folder: string): Promise<boolean> {
  if (await readObject(kubectl, ['application.argoproj.io', 'platform', '--namespace=argocd'])) return false
  await kubectl(['apply', '--server-side', '--field-manager=jari-start', '-k', folder])
  return true
}
