/** The part of an Argo CD 3.2 Application (GET /api/v1/applications) that the page reads. */
export type Application = {
  metadata: { name: string }
  status?: {
    sync?: { status?: string, revision?: string }
    health?: { status?: string, message?: string }
    conditions?: { type: string, message: string }[]
    history?: { revision?: string, deployedAt?: string }[]
    operationState?: Operation
    resources?: Resource[]
  }
}

export type Operation = {
  phase: string
  message?: string
  startedAt?: string
  finishedAt?: string
  retryCount?: number
  syncResult?: { revision?: string, resources?: OperationResource[] }
}

export type OperationResource = { group?: string, kind: string, name: string, status?: string, hookType?: string, hookPhase?: string, message?: string }

/** What is managed. `syncWave` is left out when it is 0, and may be for a hook. */
export type Resource = {
  group?: string
  kind: string
  name: string
  status?: string
  health?: { status?: string, message?: string }
  hook?: boolean
  requiresPruning?: boolean
  syncWave?: number
}

/** A node of GET /api/v1/applications/{name}/resource-tree. Since Argo CD 3 health of single objects is only there. */
export type TreeNode = {
  group?: string
  kind: string
  name: string
  uid?: string
  /** For a pod: "Status Reason", "Restart Count", "Containers". */
  info?: { name: string, value: string }[]
  parentRefs?: { uid?: string, kind: string, name: string }[]
  health?: { status?: string, message?: string }
}
