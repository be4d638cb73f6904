import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'

/** The cluster, registry and forge of the user that a state folder is for. Holds no secret. */
export type Choice = {
  /** KUBECONFIG: one file or several, as kubectl takes them. */
  readonly kubeconfig: string
  readonly context: string
  /** host[:port]; images are called `<registry>/jari/<name>@sha256:…`, on this machine and in the cluster alike. */
  readonly registry: string
  /** The repository's address without credentials, on this machine and for Argo CD alike. */
  readonly git: string
  /** The forge's address: that of the repository without its owner and name, unless told otherwise. */
  readonly forge: string
  readonly argocd: string
  /** Where the cluster's ingress answers. */
  readonly entrance: string
  /** Host names by environment, as the repository's overlays name them; empty until it has been read. */
  readonly hosts: Readonly<Record<string, string>>
}

const fileOf = (platform: Platform) => join(platform.state, 'elsewhere.json')

/** What this state folder is for, or null when its platform runs on this machine. */
export function readChoice(platform: Platform): Choice | null {
  try {
    return JSON.parse(readFileSync(fileOf(platform), 'utf8')) as Choice
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Remembers it; a reader never sees half of it. */
export function writeChoice(platform: Platform, choice: Choice): void {
  mkdirSync(platform.state, { recursive: true, mode: 0o711 })
  const file = fileOf(platform)
  writeFileSync(`${file}.new`, `${JSON.stringify(choice, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

/** The choice as one types it. */
export const asCommand = ({ context, registry, git }: Choice): string => `npm start -- --context ${context} --registry ${registry} --git ${git}`
