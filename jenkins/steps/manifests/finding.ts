import type { KubeObject } from './object.ts'

/** Something wrong with the manifests: where, which rule says so, and what to do about it. */
export type Finding = {
  /** `overlays/dev on 0042-1a2b3c4`, `releases/0042-1a2b3c4`, `platform`. */
  readonly where: string
  readonly rule: string
  readonly message: string
}

/** What a check looked at and what it found. */
export type Checked = {
  readonly where: string
  readonly objects: readonly KubeObject[]
  readonly findings: readonly Finding[]
}

/** One line for people. */
export const findingLine = ({ where, rule, message }: Finding) => `${where}: ${message} [${rule}]`
