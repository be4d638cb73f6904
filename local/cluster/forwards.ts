import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'
import type { Platform } from '../platform.ts'
import { address, inNode } from './layout.ts'

/** Where each forwarded port of the host leads inside the node. */
export const forwarded = {
  entrance: { host: address.entrance, port: 80 },
  gitea: { host: '127.0.0.1', port: inNode.gitea },
  argocd: { host: '127.0.0.1', port: inNode.argocd },
  registry: { host: '127.0.0.1', port: inNode.registry },
  kubernetes: { host: '127.0.0.1', port: inNode.kubernetes },
} as const

/** Ports on 127.0.0.1 inside the node that its own processes listen on: those of `inNode`, of etcd, Argo CD, Redis and Kubernetes. */
const own: readonly number[] = [...Object.values(inNode), 2380, 5556, 6379, 7001, 8081, 8082, 8083, 8084, 10248, 10249, 10250, 10256, 10257, 10259, 12345, 12346]

/**
 * The host's ports of what answers on the node's own loopback, name by name: inside the node they lead to the same places, so that an
 * address of the host can be given to Argo CD or a webhook too. One that a process of the node needs for itself is left out.
 */
export function relayed(ports: Platform['ports']): { name: keyof typeof forwarded; port: number }[] {
  return (['gitea', 'argocd', 'registry'] as const).map((name) => ({ name, port: ports[name] })).filter(({ port }) => !own.includes(port))
}

/**
 * A server that joins each connection to a new one to `target`, byte for byte; each side may end first.
 * When the target cannot be reached the caller's connection is closed.
 */
export function forwardTo(target: NetConnectOpts): Server {
  return createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ ...target, allowHalfOpen: true })
    far.setNoDelay(true)
    join(near, far)
    join(far, near)
  })
}

function join(from: Socket, to: Socket): void {
  from.pipe(to)
  // A reset on one side is told to the other; there is nobody else to tell.
  from.on('error', () => to.destroy())
  from.on('close', (failed) => {
    if (failed) to.destroy()
  })
}
