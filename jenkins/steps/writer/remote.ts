import { join } from 'node:path'
import type { Settings } from '../settings.ts'
import type { Remote } from './writer.ts'

/** The platform's repository as the writer's remote. */
export function remoteOf(checkout: string, settings: Settings): Remote {
  const cache = settings.optional('JARI_CACHE')
  return { url: settings.get('JARI_GIT_URL'), checkout, ...(cache === undefined ? {} : { cache: join(cache, 'writer') }) }
}
