import type { ContainerStatus, Pod } from '../argocd/types.ts'
import { type Cause, seconds } from './cause.ts'

const pullTroubles = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'ImageInspectError', 'RegistryUnavailable']
const startTroubles = ['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'StartError']

/** What is wrong with a pod, or undefined while it may still be starting. */
export function podCause(pod: Pod): Cause | undefined {
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]
  for (const status of statuses) {
    const cause = pullCause(pod, status) ?? startCause(pod, status) ?? crashCause(pod, status)
    if (cause !== undefined) return cause
  }
  return unschedulable(pod) ?? unreadyCause(pod)
}

// Longer than a service takes from its start to its database on a slow machine, shorter than a Deployment's progress deadline.
function unreadyCause(pod: Pod): Cause | undefined {
  const status = pod.status.containerStatuses?.find(({ ready, state }) => !ready && state?.running !== undefined)
  if (status === undefined) return undefined
  const { name, uid } = pod.metadata
  return {
    key: `unready ${status.name} ${name}`,
    text: `container ${status.name} of pod ${name} runs and does not get ready`,
    patience: seconds(75),
    isVague: true,
    log: { pod: name, container: status.name, previous: false },
    events: { name, ...(uid === undefined ? {} : { uid }) },
  }
}

function pullCause(pod: Pod, status: ContainerStatus): Cause | undefined {
  const waiting = status.state?.waiting
  if (waiting?.reason === undefined || !pullTroubles.includes(waiting.reason)) return undefined
  const image = imageOf(pod, status)
  const { name, uid } = pod.metadata
  return { key: `pull ${image}`, text: `image ${image} cannot be pulled (pod ${name}): ${waiting.message ?? waiting.reason}`, patience: seconds(8), events: { name, ...(uid === undefined ? {} : { uid }) } }
}

function startCause(pod: Pod, status: ContainerStatus): Cause | undefined {
  const waiting = status.state?.waiting
  if (waiting?.reason === undefined || !startTroubles.includes(waiting.reason)) return undefined
  return { key: `start ${status.name} ${waiting.reason}`, text: `container ${status.name} of pod ${pod.metadata.name} cannot start: ${waiting.message ?? waiting.reason}`, patience: seconds(15) }
}

// The first crash may be a database that is not there yet; the second one is the container's own.
function crashCause(pod: Pod, status: ContainerStatus): Cause | undefined {
  const ended = status.state?.terminated ?? status.lastState?.terminated
  if (ended === undefined || ended.exitCode === 0 || status.ready || pod.status.phase === 'Failed') return undefined
  const previous = status.state?.terminated === undefined && status.state?.running !== undefined
  const { name, uid } = pod.metadata
  const how = ended.reason === 'OOMKilled' ? `ran out of memory (limit ${limitOf(pod, status.name)})` : `crashes at start with exit code ${ended.exitCode}`
  return {
    key: `crash ${status.name}`,
    text: `container ${status.name} of pod ${name} ${how}`,
    patience: status.restartCount >= 2 ? seconds(3) : seconds(30),
    log: { pod: name, container: status.name, previous },
    events: { name, ...(uid === undefined ? {} : { uid }) },
  }
}

function unschedulable(pod: Pod): Cause | undefined {
  const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')
  if (condition === undefined) return undefined
  return { key: `schedule ${pod.metadata.name}`, text: `pod ${pod.metadata.name} fits on no node: ${condition.message ?? condition.reason}`, patience: seconds(45) }
}

function imageOf(pod: Pod, status: ContainerStatus): string {
  const specs = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  return specs.find(({ name }) => name === status.name)?.image ?? status.image ?? status.name
}

function limitOf(pod: Pod, container: string): string {
  return pod.spec.containers.find(({ name }) => name === container)?.resources?.limits?.memory ?? 'none'
}
