import { Usage } from '../outcome.ts'
import type { Settings } from '../settings.ts'
import { gitea } from './gitea.ts'
import { github } from './github.ts'
import type { Forge } from './port.ts'

/** The forges that there are, by the name in JARI_FORGE. */
const forges = { gitea, github } as const

/** The forge that the settings name. */
export function openForge(settings: Settings): Forge {
  const kind = settings.get('JARI_FORGE')
  if (!(kind in forges)) throw new Usage(`JARI_FORGE is "${kind}": only ${Object.keys(forges).join(' and ')} are known`)
  return forges[kind as keyof typeof forges]({ address: settings.get('JARI_FORGE_URL'), repository: repositoryOf(settings.get('JARI_GIT_URL')), token: settings.get('JARI_FORGE_TOKEN') })
}

/** `owner/name` of a clone URL. */
export function repositoryOf(url: string): string {
  const found = /([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(url)?.[1]
  if (found === undefined) throw new Usage(`JARI_GIT_URL is "${url}": it must end in owner/name.git`)
  return found
}
