import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { address, inNode, nodeName } from './layout.ts'
import { run } from './run.ts'

type Certificate = { readonly name: string; readonly ca: 'ca' | 'front-proxy-ca'; readonly subject: string; readonly names?: string }

const certificates: readonly Certificate[] = [
  {
    name: 'apiserver',
    ca: 'ca',
    subject: '/CN=kube-apiserver',
    names: `DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:localhost,IP:127.0.0.1,IP:${address.kubernetes},IP:${address.node}`,
  },
  { name: 'admin', ca: 'ca', subject: '/O=system:masters/CN=admin' },
  { name: 'apiserver-kubelet', ca: 'ca', subject: '/CN=kube-apiserver' },
  { name: 'controller-manager', ca: 'ca', subject: '/CN=system:kube-controller-manager' },
  { name: 'scheduler', ca: 'ca', subject: '/CN=system:kube-scheduler' },
  { name: 'proxy', ca: 'ca', subject: '/CN=system:kube-proxy' },
  { name: 'kube-router', ca: 'ca', subject: '/CN=kube-router' },
  { name: 'argocd', ca: 'ca', subject: '/CN=argocd' },
  { name: nodeName, ca: 'ca', subject: `/O=system:nodes/CN=system:node:${nodeName}`, names: `DNS:${nodeName},IP:${address.node},IP:127.0.0.1` },
  { name: 'front-proxy', ca: 'front-proxy-ca', subject: '/CN=front-proxy' },
]

/** Clients inside the node; `admin` is for the host and for people. */
const clients = ['controller-manager', 'scheduler', 'proxy', 'kube-router', 'argocd', nodeName]

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
/** The cluster's own authority is in the same folder, so a short life of its certificates would protect nothing. */
const days = '3650'

/** Makes keys, certificates and kubeconfigs once per state folder; written beside and renamed, so a half-made set is never used. */
export async function ensurePki(platform: Platform): Promise<void> {
  const { pki } = paths(platform)
  if (!existsSync(pki)) {
    const made = `${pki}.new`
    rmSync(made, { recursive: true, force: true })
    mkdirSync(made, { recursive: true, mode: 0o700 })
    await Promise.all(['ca', 'front-proxy-ca'].map((name) => authority(made, name)))
    for (const certificate of certificates) await issue(made, certificate)
    await run('openssl', ['genrsa', '-out', join(made, 'sa.key'), '2048'])
    renameSync(made, pki)
  }
  for (const user of clients) kubeconfig(pki, user, inNode.kubernetes)
  kubeconfig(pki, 'admin', platform.ports.kubernetes)
}

async function authority(folder: string, name: string): Promise<void> {
  await run('openssl', ['req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`, '-days', days], { cwd: folder })
}

async function issue(folder: string, { name, ca, subject, names }: Certificate): Promise<void> {
  await run('openssl', ['req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject], { cwd: folder })
  const extensions = ['keyUsage=digitalSignature', 'extendedKeyUsage=clientAuth,serverAuth', ...(names ? [`subjectAltName=${names}`] : [])]
  writeFileSync(join(folder, `${name}.ext`), `${extensions.join('\n')}\n`)
  const signed = ['-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-CAcreateserial', '-days', days, '-extfile', `${name}.ext`]
  await run('openssl', ['x509', '-req', '-in', `${name}.csr`, '-out', `${name}.crt`, ...signed], { cwd: folder })
  for (const rest of ['csr', 'ext']) rmSync(join(folder, `${name}.${rest}`))
}

function kubeconfig(pki: string, user: string, port: number): void {
  const data = (file: string) => readFileSync(join(pki, file)).toString('base64')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'local', cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority-data': data('ca.crt') } }],
    users: [{ name: user, user: { 'client-certificate-data': data(`${user}.crt`), 'client-key-data': data(`${user}.key`) } }],
    // Argo CD takes its own namespace from here.
    contexts: [{ name: 'local', context: { cluster: 'local', user, ...(user === 'argocd' ? { namespace: 'argocd' } : {}) } }],
    'current-context': 'local',
  }
  writeFileSync(join(pki, `${user}.kubeconfig`), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
}
