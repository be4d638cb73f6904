import type { KeyObject } from 'node:crypto'
import type { Settings } from '../settings.ts'
import { privateKey } from './signature.ts'

/**
 * The key that images are signed with, or undefined when there is none. It is taken out of the environment, so that no build script
 * and no tool that is started afterwards gets to see it.
 */
export function takeSigningKey(settings: Settings, env: NodeJS.ProcessEnv = process.env): KeyObject | undefined {
  const [pem, password] = [settings.optional('JARI_SIGNING_KEY'), settings.optional('JARI_SIGNING_PASSWORD')]
  delete env.JARI_SIGNING_KEY
  delete env.JARI_SIGNING_PASSWORD
  return pem === undefined ? undefined : privateKey(pem, password)
}
