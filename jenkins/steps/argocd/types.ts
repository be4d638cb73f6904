/** The parts of Argo CD's API objects that the steps read (applications API, version 3). */
export type Application = {
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string }
    readonly health?: { readonly status?: string }
    readonly conditions?: readonly { readonly type: string; readonly message: string; readonly lastTransitionTime?: string }[]
    readonly operationState?: OperationState
  }
}

export type OperationState = {
  readonly phase: 'Running' | 'Succeeded' | 'Failed' | 'Error' | 'Terminating'
  readonly message?: string
  readonly startedAt?: string
  readonly finishedAt?: string
  readonly retryCount?: number
  readonly operation?: { readonly sync?: { readonly revision?: string } }
  readonly syncResult?: { readonly revision?: string; readonly resources?: readonly SyncedResource[] }
}

export type SyncedResource = {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly status?: string
  readonly message?: string
  readonly hookPhase?: string
  readonly hookType?: string
}

/** One node of the resource tree: what is managed and what that made (ReplicaSets, Pods). */
export type TreeNode = {
  readonly group?: string
  readonly version?: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly uid?: string
  readonly parentRefs?: readonly { readonly kind: string; readonly name: string; readonly uid?: string }[]
  readonly health?: { readonly status?: string; readonly message?: string }
  readonly info?: readonly { readonly name: string; readonly value: string }[]
  readonly createdAt?: string
}

/** One managed object, parsed: what git wants and what the cluster has; undefined where there is none. */
export type ManagedObject = {
  readonly kind: string
  readonly name: string
  readonly hook: boolean
  readonly target: KubernetesObject | undefined
  readonly live: KubernetesObject | undefined
}

export type KubernetesObject = {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

export type Condition = { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }

export type Pod = KubernetesObject & {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid?: string }
  readonly spec: { readonly containers: readonly ContainerSpec[]; readonly initContainers?: readonly ContainerSpec[] }
  readonly status: {
    readonly phase?: string
    readonly conditions?: readonly Condition[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
  }
}

export type ContainerSpec = { readonly name: string; readonly image: string; readonly resources?: { readonly limits?: Readonly<Record<string, string>> } }

export type ContainerStatus = {
  readonly name: string
  readonly image?: string
  readonly ready: boolean
  readonly restartCount: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

export type ContainerState = {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly running?: { readonly startedAt?: string }
  readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string; readonly finishedAt?: string }
}

export type Event = { readonly reason?: string; readonly message?: string; readonly type?: string; readonly count?: number; readonly lastTimestamp?: string }
