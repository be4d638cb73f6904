import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'

/** Addresses inside the node's own network; the same in every node. */
export const address = {
  node: '10.99.0.1',
  nodeNetwork: '10.99.0.1/24',
  pods: '10.244.0.0/24',
  services: '10.96.0.0/16',
  dns: '10.96.0.10',
  entrance: '10.96.0.80',
  kubernetes: '10.96.0.1',
} as const

/** Ports on 127.0.0.1 inside the node. */
export const inNode = { registry: 5000, gitea: 3000, argocd: 8088, etcd: 2379, kubernetes: 6443, webhook: 9000 } as const

/** The node's name in Kubernetes and its host name. */
export const nodeName = 'node1'

/** Users that exist only inside the node's mount namespace. */
export const users = { git: 10003, argocd: 10004 } as const

/** Folders that unprivileged processes of the node reach although the state folder is closed to them. */
export const opened = {
  gitea: '/run/jari/gitea',
  giteaStatic: '/run/jari/gitea-static',
  bin: '/run/jari/bin',
  argocd: '/run/jari/argocd',
} as const

/** The places that only the node itself uses, beside those of `paths`. */
export function nodePaths(platform: Platform) {
  const { run, pki, log } = paths(platform)
  const at = (...parts: string[]) => join(platform.state, ...parts)
  return {
    /** What the supervisor starts from: the platform and the fingerprint of its components. */
    description: join(run, 'platform.json'),
    /** What the supervisor writes on each change. */
    state: join(run, 'node.json'),
    supervisorLog: join(log, 'node.log'),
    podLogs: join(log, 'pods'),
    containerdSocket: join(run, 'containerd.sock'),
    config: at('etc'),
    containerd: at('containerd'),
    kubelet: at('kubelet'),
    cni: at('cni'),
    argocd: at('argocd'),
    /** Present once Argo CD's objects are in this cluster; its processes start only then. */
    argocdConfigured: at('argocd', 'configured'),
    kubeconfig: (user: string) => join(pki, `${user}.kubeconfig`),
  }
}
