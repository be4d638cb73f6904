import type { ArgoCD } from '../argocd/client.ts'
import type { TreeNode } from '../argocd/types.ts'
import type { Attempts } from './attempts.ts'
import type { Cause } from './cause.ts'
import type { Observation } from './observation.ts'

/** Where it failed, and what came with the release besides images, as `kind-name`; told when the cause alone does not explain it. */
export type Place = { readonly application: string; readonly environment: string; readonly changed: readonly string[] }

/**
 * The failure's text: the cause in the first line, with the last line of the log that says most; then the log and the
 * events, for whoever reads on.
 */
export async function explained(argo: ArgoCD, { application, environment, changed }: Place, cause: Cause, { tree, pods }: Observation, attempts: Attempts): Promise<string> {
  const job = /^(?:hook|degraded Job\/?) ?(.+)$/.exec(cause.key)?.[1]
  const workload = /^degraded (\w+)\/(.+)$/.exec(cause.key)
  const suspect = cause.log?.pod ?? pods.find(({ owner }) => owner?.kind === workload?.[1] && owner?.name === workload?.[2])?.pod.metadata.name
  const pod = suspect === undefined ? podOfJob(tree, job) : tree.find(({ kind, name }) => kind === 'Pod' && name === suspect)
  const log = pod === undefined ? [] : await logOf(argo, application, pod, cause, pods)
  const lines = log.length === 0 && job !== undefined ? attempts.linesOf(job) : log
  // as the tree has it, with its namespace: Argo CD knows no other
  const events = await eventsOf(argo, application, tree.find(({ kind, name }) => kind === 'Pod' && name === cause.events?.name) ?? pod)
  // the newest one: while it starts, everything refuses connections
  const probe = events.findLast((event) => /probe failed/.test(event) && /^(Unhealthy|Killing)/.test(event))
  // what a service says it lacks is nearer to the cause than what fails for the lack of it
  const clear = lines.findLast((line) => /not ready: /.test(line)) ?? lines.findLast((line) => /error|fatal|cannot|failed|refused|denied|exception/i.test(line))
  // of a container that ended the last thing it said tells more than the probe that found nobody there
  const hasEnded = cause.log !== undefined && !cause.isVague
  const line = clear ?? (hasEnded || probe === undefined ? lines.findLast((line) => !/"level":"(info|debug|trace)"/.test(line)) : undefined)
  const said = line === undefined ? undefined : readable(line)
  const more = (cause.isVague ? [probe, said] : [said ?? probe]).filter((part) => part !== undefined)
  const came = changed.length === 0 ? '' : ` (changed with it: ${changed.join(', ')})`
  return [`${[`${environment}: ${oneLine(cause.text)}`, ...more].join(': ')}${came}`, ...section('last lines of its log', lines), ...section('events', events)].join('\n')
}

/** The newest pod of a job: the one whose attempt failed last. */
function podOfJob(tree: readonly TreeNode[], job: string | undefined): TreeNode | undefined {
  if (job === undefined) return undefined
  const pods = tree.filter(({ kind, parentRefs }) => kind === 'Pod' && parentRefs?.some((parent) => parent.kind === 'Job' && parent.name === job))
  return pods.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '')).at(-1)
}

async function logOf(argo: ArgoCD, application: string, pod: TreeNode, { log }: Cause, pods: Observation['pods']): Promise<string[]> {
  const live = pods.find((suspect) => suspect.pod.metadata.name === pod.name)?.pod ?? (await argo.pod(application, pod))
  const container = log?.container ?? live?.spec.containers[0]?.name
  if (container === undefined) return []
  const place = { name: pod.name, namespace: pod.namespace ?? '' }
  const lines = await argo.logs(application, place, container, log?.previous ?? false)
  return lines.length > 0 || log === undefined ? lines : await argo.logs(application, place, container, !log.previous)
}

async function eventsOf(argo: ArgoCD, application: string, object: TreeNode | undefined): Promise<string[]> {
  if (object === undefined) return []
  const events = await argo.events(application, object).catch(() => [])
  const oldestFirst = events.toSorted((a, b) => (a.lastTimestamp ?? '').localeCompare(b.lastTimestamp ?? ''))
  return oldestFirst.filter(({ type }) => type !== 'Normal').map(({ reason, message = '', count }) => `${reason}: ${oneLine(message)}${count !== undefined && count > 1 ? ` (${count} times)` : ''}`)
}

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`  ${title}:`, ...lines.slice(-10).map((line) => `    ${line}`)])

/** A log line as a person reads it: of a JSON line (pino) its message and error. */
export function readable(line: string): string {
  if (!line.startsWith('{')) return oneLine(line)
  try {
    const { msg, err, error } = JSON.parse(line) as { msg?: string; err?: { message?: string }; error?: string }
    return oneLine([msg, err?.message ?? error].filter((part) => part !== undefined && part !== '').join(': ')) || line
  } catch {
    return line // not JSON after all: shown as it is
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
