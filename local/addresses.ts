import { readChoice } from './elsewhere/choice.ts'
import type { Platform } from './platform.ts'

/** Where the parts of a platform answer, as seen from this machine. */
export type Addresses = {
  /** The repository, without credentials. */
  readonly git: string
  readonly forge: string
  /** host:port */
  readonly registry: string
  readonly argocd: string
  readonly entrance: string
  /** Host names of environments, where they are not the usual ones. */
  readonly hosts: Readonly<Record<string, string>>
}

/** On this machine by the platform's ports, or what the user has chosen by --context, --registry and --git. */
export function addressesOf(platform: Platform): Addresses {
  const choice = readChoice(platform)
  if (choice) return choice
  const at = (port: number) => `http://127.0.0.1:${port}`
  const { gitea, registry, argocd, entrance } = platform.ports
  return { git: `${at(gitea)}/jari/jari.git`, forge: at(gitea), registry: `127.0.0.1:${registry}`, argocd: at(argocd), entrance: at(entrance), hosts: {} }
}
