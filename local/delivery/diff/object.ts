import { parseDiff, type DiffLine, type FileDiff } from './parse.ts'

/** What a promotion does to one Kubernetes object of the environment. */
export type ObjectDiff = FileDiff & {
  kind: string
  name: string
  added: number
  removed: number
  /** Nothing but the labels that name the release changes: true of every object in every promotion, and no news. */
  labelsOnly: boolean
}

/** What a pull request changes in an environment, object by object, those that change most about it first. */
export type Difference = {
  /** The release before and after, from the environment's link; null where the link is not touched. */
  from: string | null
  to: string | null
  objects: ObjectDiff[]
  /** Everything else that the pull request touches. */
  others: FileDiff[]
}

/** Reads a pull request's difference for one environment. */
export function differenceOf(text: string, environment: string): Difference {
  const rendered = `gitops/rendered/${environment}/`
  const link = `gitops/overlays/${environment}/release`
  // what Argo CD's sync view says of the release is no object
  const files = parseDiff(text).filter(({ path }) => path !== `${rendered}running.json`)
  const linkLines = files.filter(({ path }) => path === link).flatMap(linesOf)
  const objects = files.filter(({ path }) => path.startsWith(rendered)).map((file) => objectOf(file, file.path.slice(rendered.length)))
  return {
    from: releaseIn(linkLines, 'removed'),
    to: releaseIn(linkLines, 'added'),
    objects: objects.toSorted((a, b) => weight(a) - weight(b) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name)),
    others: files.filter(({ path }) => path !== link && !path.startsWith(rendered)),
  }
}

const releaseLabels = /^\s*(jari\.dev\/release|app\.kubernetes\.io\/version): /

function objectOf(file: FileDiff, base: string): ObjectDiff {
  const changed = linesOf(file).filter(({ kind }) => kind !== 'same')
  const [, lower = base, name = ''] = /^([^-]+)-(.*)\.ya?ml$/.exec(base) ?? []
  return {
    ...file,
    kind: kinds.get(lower) ?? lower,
    name,
    added: changed.filter(({ kind }) => kind === 'added').length,
    removed: changed.filter(({ kind }) => kind === 'removed').length,
    labelsOnly: file.change === 'changed' && changed.length > 0 && changed.every(({ text }) => releaseLabels.test(text)),
  }
}

function linesOf({ hunks }: FileDiff): DiffLine[] {
  return hunks.flatMap(({ lines }) => lines)
}

/** The link's content is a path such as ../../releases/0042-1a2b3c4. */
function releaseIn(lines: readonly DiffLine[], kind: DiffLine['kind']): string | null {
  return lines.find((line) => line.kind === kind)?.text.trim().split('/').at(-1) ?? null
}

/** Workloads come first: they are what a person approves. */
function weight({ kind, labelsOnly, change }: ObjectDiff): number {
  if (labelsOnly) return 3
  return workloads.has(kind) ? 0 : change === 'removed' ? 1 : 2
}

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])

/** File names carry kinds in lower case; this is how they are written. */
const kinds = new Map([
  ...workloads, 'ConfigMap', 'HorizontalPodAutoscaler', 'Ingress', 'NetworkPolicy', 'PersistentVolumeClaim',
  'PodDisruptionBudget', 'Secret', 'SealedSecret', 'Service', 'ServiceAccount',
].map((kind) => [kind.toLowerCase(), kind]))
