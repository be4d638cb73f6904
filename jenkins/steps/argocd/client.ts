import { Failure } from '../outcome.ts'
import type { Settings } from '../settings.ts'
import type { Application, Event, KubernetesObject, ManagedObject, Pod, TreeNode } from './types.ts'

type RawManaged = { kind: string; name: string; hook?: boolean; targetState?: string; liveState?: string }
type LogLine = { result?: { content?: string } }

/** Argo CD did not answer, or not with what was asked for; `status` is 0 when there was no answer. */
export class ArgoFailure extends Failure {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** Argo CD's API, read-only. Source: its OpenAPI document (/swagger.json). */
export class ArgoCD {
  readonly #server: string
  readonly #token: string

  constructor(settings: Settings) {
    this.#server = settings.get('ARGOCD_SERVER').replace(/\/$/, '')
    this.#token = settings.get('ARGOCD_TOKEN')
  }

  /** The application as Argo CD knows it; with `refresh` it first looks at git again. */
  async application(name: string, { refresh = false } = {}): Promise<Application> {
    return (await this.#json(`/applications/${name}${refresh ? '?refresh=normal' : ''}`)) as Application
  }

  async tree(name: string): Promise<readonly TreeNode[]> {
    return ((await this.#json(`/applications/${name}/resource-tree`)) as { nodes?: TreeNode[] }).nodes ?? []
  }

  async managed(name: string): Promise<ManagedObject[]> {
    const { items = [] } = (await this.#json(`/applications/${name}/managed-resources`)) as { items?: RawManaged[] }
    return items.map((item) => ({ kind: item.kind, name: item.name, hook: item.hook ?? false, target: parsed(item.targetState), live: parsed(item.liveState) }))
  }

  /** An object of the tree as the cluster has it, or undefined when it is gone. */
  async object(application: string, { namespace = '', name, group = '', version = 'v1', kind }: TreeNode): Promise<KubernetesObject | undefined> {
    const query = new URLSearchParams({ namespace, resourceName: name, version, group, kind })
    const answer = await this.#json(`/applications/${application}/resource?${query}`).catch(absent)
    return parsed((answer as { manifest?: string } | undefined)?.manifest)
  }

  /** As `object`, of a pod. */
  async pod(application: string, node: TreeNode): Promise<Pod | undefined> {
    return (await this.object(application, node)) as Pod | undefined
  }

  /** What the cluster reported about an object, oldest first. */
  async events(application: string, node: Pick<TreeNode, 'name' | 'namespace' | 'uid'>): Promise<Event[]> {
    const query = new URLSearchParams({ resourceName: node.name, resourceNamespace: node.namespace ?? '', resourceUID: node.uid ?? '' })
    const { items } = (await this.#json(`/applications/${application}/events?${query}`)) as { items?: Event[] | null }
    return (items ?? []).toSorted((a, b) => (a.lastTimestamp ?? '').localeCompare(b.lastTimestamp ?? ''))
  }

  /** The last lines of a container's log, oldest first; of its life before the last restart with `previous`. None when there is no log. */
  async logs(application: string, pod: { name: string; namespace: string }, container: string, previous: boolean): Promise<string[]> {
    const query = new URLSearchParams({ namespace: pod.namespace, podName: pod.name, container, tailLines: '20', follow: 'false', previous: String(previous) })
    const answer = await this.#get(`/applications/${application}/logs?${query}`)
    if (!answer.ok) return []
    const lines = (await answer.text()).split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as LogLine).result?.content ?? '')
    return lines.filter((line) => line.trim() !== '')
  }

  async #json(path: string): Promise<unknown> {
    const answer = await this.#get(path)
    if (answer.ok) return await answer.json()
    const { message = '' } = (await answer.json().catch(() => ({}))) as { message?: string }
    if (answer.status === 401) throw new ArgoFailure('Argo CD does not accept the token: check ARGOCD_TOKEN', 401)
    throw new ArgoFailure(`Argo CD answers ${answer.status} to ${path.split('?')[0]}: ${message}`, answer.status)
  }

  async #get(path: string): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}` }
    return await fetch(`${this.#server}/api/v1${path}`, { headers, signal: AbortSignal.timeout(20_000) }).catch((error: Error) => {
      throw new ArgoFailure(`Argo CD at ${this.#server} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`, 0)
    })
  }
}

function parsed(text: string | undefined): KubernetesObject | undefined {
  return text === undefined || text === '' || text === 'null' ? undefined : (JSON.parse(text) as KubernetesObject)
}

function absent(error: unknown): undefined {
  if (error instanceof ArgoFailure && error.status !== 0 && error.status !== 401) return undefined
  throw error
}
