import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { git } from '../git/git.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { route } from '../gitops/route.ts'

/** What an application manages, and the tree below that, as its API tells them. */
export type FakeObjects = { readonly resources: readonly object[]; readonly nodes: readonly object[]; readonly synced?: readonly object[] }

export type FakeArgoCD = AsyncDisposable & {
  readonly address: string
  /** Applications that are not Healthy, and how they are. */
  readonly health: Map<string, string>
  /** Applications of which there is more to tell. */
  readonly objects: Map<string, FakeObjects>
}

/** Answers as an Argo CD that has synced what main of `repository` says, in the form of its API. Applications are called `jari-<environment>`. */
export async function startArgoCD(repository: string): Promise<FakeArgoCD> {
  const health = new Map<string, string>()
  const objects = new Map<string, FakeObjects>()
  const answer = async (path: string): Promise<object> => {
    if (/^\/api\/v1\/applications(\?|$)/.test(path)) return { items: await Promise.all(route.map(({ environment }) => answer(`/api/v1/applications/jari-${environment}`))) }
    const [, name = '', part = ''] = /^\/api\/v1\/applications\/([^/?]+)\/?([^/?]*)/.exec(path) ?? []
    const revision = (await git(repository, ['rev-parse', 'main'])).trim()
    const object = JSON.stringify({ metadata: { labels: { 'jari.dev/release': await releaseRunning(repository, 'main', name.replace('jari-', '')) } } })
    const { resources = [], nodes = [], synced = [] } = objects.get(name) ?? {}
    if (part === 'resource-tree') return { nodes }
    if (part === 'managed-resources') return { items: [{ kind: 'Deployment', name: 'order', targetState: object, liveState: object }] }
    return { metadata: { name }, status: { resources, sync: { status: 'Synced', revision }, operationState: { phase: 'Succeeded', syncResult: { revision, resources: synced } }, health: { status: health.get(name) ?? 'Healthy' } } }
  }
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)), (error: Error) => response.writeHead(500).end(JSON.stringify({ message: error.message })))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, health, objects,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
