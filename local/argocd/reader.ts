import { join } from 'node:path'
import { read } from '../cluster/kubectl.ts'
import { readSecret, writeSecret } from '../cluster/secret-file.ts'
import { waitUntil } from '../cluster/wait.ts'
import { paths, type Platform } from '../platform.ts'
import { ArgocdApi } from './api.ts'

const account = 'reader'

/** Makes the token of the account that may only read, unless Argo CD still takes the one in `<secrets>/argocd-reader.token`. */
export async function ensureReaderToken(platform: Platform): Promise<void> {
  const file = join(paths(platform).secrets, 'argocd-reader.token')
  const present = readSecret(file)
  if (present !== null && (await new ArgocdApi(platform.ports.argocd, present).ask('GET', '/applications?fields=items.metadata.name')).status === 200) return
  const admin = new ArgocdApi(platform.ports.argocd, await adminSession(platform))
  // The server takes up a new account from its settings within a moment.
  const known = await waitUntil(async () => (await admin.ask('GET', `/account/${account}`)).status === 200, 30_000, 250)
  if (!known) throw new Error(`Argo CD does not know the account ${account}; see the ConfigMap argocd-cm`)
  writeSecret(file, await admin.token(`/account/${account}/token`, { name: account, expiresIn: 0 }))
}

async function adminSession(platform: Platform): Promise<string> {
  const secret = await read<{ data: { password: string } }>(platform, ['secret', 'argocd-initial-admin-secret', '--namespace=argocd'])
  if (!secret) throw new Error('Argo CD has not made its first admin password (Secret argocd-initial-admin-secret in namespace argocd)')
  const password = Buffer.from(secret.data.password, 'base64').toString()
  return new ArgocdApi(platform.ports.argocd, null).token('/session', { username: 'admin', password })
}
