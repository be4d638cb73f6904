import type { Word } from './words.ts'

/** What words of Argo CD and Kubernetes mean, and what to do about it: the first that fits counts. */
const hints: readonly (readonly [RegExp, Word])[] = [
  [/ImagePullBackOff|ErrImagePull|InvalidImageName|Back-off pulling image|Failed to pull image/i, 'hintImage'],
  [/OOMKilled/i, 'hintMemory'],
  [/CreateContainerConfigError|(secret|configmap) "[^"]+" not found|couldn't find key/i, 'hintConfig'],
  [/Unschedulable|nodes are available|Insufficient (cpu|memory)/i, 'hintSchedule'],
  [/CrashLoopBackOff|back-off \d+\S* restarting/i, 'hintCrash'],
  [/backoff limit|Job .*failed|-migrate/i, 'hintMigration'],
  [/ValidatingAdmissionPolicy|admission webhook|denied the request|forbidden|not permitted in project|violates PodSecurity/i, 'hintPolicy'],
  [/kustomize build|does not exist in the repository|failed to generate manifest/i, 'hintRender'],
  [/probe failed|Readiness|Liveness/i, 'hintProbe'],
  [/progress deadline/i, 'hintProgress'],
]

/** What to do about what was said; null when these words are not known. */
export function hintFor(message: string): Word | null {
  return hints.find(([pattern]) => pattern.test(message))?.[1] ?? null
}
