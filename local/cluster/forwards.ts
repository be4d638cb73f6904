import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'
import { address, inNode } from './layout.ts'

/** Where each forwarded port of the host leads inside the node. */
export const forwarded = {
  entrance: { host: address.entrance, port: 80 },
  gitea: { host: '127.0.0.1', port: inNode.gitea },
  argocd: { host: '127.0.0.1', port: inNode.argocd },
  registry: { host: '127.0.0.1', port: inNode.registry },
  kubernetes: { host: '127.0.0.1', port: inNode.kubernetes },
} as const

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
