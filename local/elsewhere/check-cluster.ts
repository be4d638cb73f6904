import type { Choice } from './choice.ts'
import type { Kubectl } from './kubectl.ts'
import { readObject } from './kubectl.ts'

/** Everything that has to be in the cluster: what kubectl calls it, what it is for, and what to do when it is missing. */
const needed: readonly (readonly [object: string, remedy: string])[] = [
  ['namespace/argocd', 'install Argo CD 3.2 or later into it: https://argo-cd.readthedocs.io/en/stable/getting_started/'],
  ...['applications', 'applicationsets', 'appprojects'].map((name) => [`customresourcedefinition.apiextensions.k8s.io/${name}.argoproj.io`, 'install Argo CD 3.2 or later'] as const),
  ['namespace/ingress', 'the ingress controller runs in this namespace: network policies let only it reach the services'],
  ['ingressclass.networking.k8s.io/traefik', 'install an ingress controller with this class, e.g. Traefik by its Helm chart into namespace ingress'],
  ['storageclass.storage.k8s.io/local', 'the databases ask for this storage class: make one of that name with the provisioner you have'],
]

/** What this user has to be allowed for the first start; from then on Argo CD does the work. */
const rights = ['namespaces', 'validatingadmissionpolicies.admissionregistration.k8s.io', 'appprojects.argoproj.io', 'secrets']

/** This machine's processor as Kubernetes calls it. */
const architecture = process.arch === 'x64' ? 'amd64' : process.arch

type Application = { readonly spec: { readonly source?: { readonly repoURL?: string } } }

/** Every fault of the cluster, each naming what to do; none when the platform can go onto it. */
export async function clusterFaults(kubectl: Kubectl, choice: Choice): Promise<string[]> {
  const { context, kubeconfig, git } = choice
  const contexts = await names(kubectl, ['config', 'get-contexts', '-o', 'name']).catch((error: Error) => error)
  if (contexts instanceof Error) return [`KUBECONFIG: ${kubeconfig} cannot be read: ${lastLine(contexts)}`]
  if (!contexts.includes(context)) return [`--context ${context}: ${kubeconfig} has no such context (there ${contexts.length === 0 ? 'is none' : `are: ${contexts.join(', ')}`}; KUBECONFIG names another file)`]
  const admission = await kubectl(['get', '--raw', '/apis/admissionregistration.k8s.io/v1']).catch((error: Error) => error)
  if (admission instanceof Error) return [`--context ${context}: the cluster's API does not answer: ${lastLine(admission)}`]
  const { resources } = JSON.parse(admission) as { resources: { name: string }[] }
  const faults = resources.some(({ name }) => name === 'validatingadmissionpolicies') ? [] : [`--context ${context}: Kubernetes 1.30 or later is needed: the cluster has no ValidatingAdmissionPolicy`]
  const present = await names(kubectl, ['get', ...needed.map(([object]) => object), '--ignore-not-found', '-o', 'name'])
  for (const [object, remedy] of needed) if (!present.includes(object)) faults.push(`--context ${context}: the cluster has no ${object}: ${remedy}`)
  const dns = await names(kubectl, ['get', 'pods', '--namespace=kube-system', '--selector=k8s-app=kube-dns', '-o', 'name'])
  if (dns.length === 0) faults.push(`--context ${context}: no pod in kube-system is labelled k8s-app=kube-dns: network policies let pods ask only those for names`)
  const architectures = new Set((await kubectl(['get', 'nodes', '-o', 'jsonpath={.items[*].status.nodeInfo.architecture}'])).split(' '))
  if (!architectures.has(architecture)) faults.push(`--context ${context}: its nodes are ${[...architectures].join(', ')}; images are built for this machine's ${architecture}`)
  for (const resource of rights) {
    const may = await kubectl(['auth', 'can-i', 'create', resource, '--all-namespaces']).then(() => true, () => false)
    if (!may) faults.push(`--context ${context}: its user may not create ${resource}; the first start needs it`)
  }
  if (!present.some((name) => name.endsWith('/applications.argoproj.io')) || !present.includes('namespace/argocd')) return faults
  const other = await readObject<Application>(kubectl, ['application.argoproj.io', 'platform', '--namespace=argocd'])
  const repository = other?.spec.source?.repoURL
  if (repository !== undefined && repository !== git) faults.push(`--git ${git}: the cluster's Application argocd/platform follows ${repository}: it is another installation's`)
  return faults
}

async function names(kubectl: Kubectl, args: readonly string[]): Promise<string[]> {
  return (await kubectl(args)).split('\n').filter((line) => line !== '')
}

const lastLine = (error: Error) => error.message.trim().split('\n').at(-1) ?? ''
