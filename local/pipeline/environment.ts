import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addressesOf } from '../addresses.ts'
import { secretFile } from '../cluster/secret-file.ts'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import { signingKeys } from './signing.ts'

/** Ids by which vars ask for secrets, and the files in the secrets folder that hold them. */
const credentials = { 'jari-forge-token': 'pipeline.token', 'jari-argocd-token': 'argocd-reader.token' } as const

/** Variables of this process that scripts see too: who runs them, language, how packages are reached, and who is told what happens. Everything else stays outside. */
const passedOn = /^(HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|XDG_\w+|https?_proxy|no_proxy|all_proxy|npm_config_(registry|cache|userconfig|cafile)|node_extra_ca_certs|ssl_cert_(file|dir)|git_ssl_cainfo|curl_ca_bundle|registry_auth_file|docker_config|jari_notify_(url|template))$/i

export type StepEnvironment = { readonly environment: Record<string, string>; readonly secrets: Record<string, string> }

/**
 * The environment in which the pipeline's scripts run on this platform, and the secrets they can ask for by withCredentials.
 * Throws an Error naming a secret that is not there yet.
 */
export async function stepEnvironment(platform: Platform, env: NodeJS.ProcessEnv = process.env): Promise<StepEnvironment> {
  const { checkout, cache } = platform
  const { git, forge, registry, argocd, entrance } = addressesOf(platform)
  const { key, publicKey } = signingKeys(platform)
  const inherited = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && passedOn.test(entry[0]))
  const environment = {
    ...Object.fromEntries(inherited),
    PATH: [join(checkout, 'node_modules/.bin'), paths(platform).bin, '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'].join(':'),
    CI: 'true',
    JARI_GIT_URL: git,
    JARI_FORGE: 'gitea',
    JARI_FORGE_URL: forge,
    JARI_REGISTRY: registry,
    ARGOCD_SERVER: argocd,
    JARI_ENTRANCE: entrance,
    JARI_CACHE: cache,
    JARI_SIGNING_PUBLIC_KEY: publicKey,
  }
  const secrets = Object.entries(credentials).map(async ([id, file]) => [id, await secretOf(join(paths(platform).secrets, file))] as const)
  return { environment, secrets: { ...Object.fromEntries(await Promise.all(secrets)), 'jari-signing-key': key } }
}

/** Where the repository is, and the variables by which git's credentials reach it. */
export function repositoryOf(environment: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>) {
  const { JARI_GIT_URL: url } = environment
  if (!url) throw new Error('JARI_GIT_URL is not set: the repository that the pipeline runs for')
  const token = secrets['jari-forge-token']
  return { url, env: token === undefined ? {} : { JARI_FORGE_TOKEN: token } }
}

/** The secret that signs Gitea's webhooks to the pipeline, made when first asked for. */
export function webhookSecret(platform: Platform): string {
  return secretFile(join(paths(platform).secrets, 'webhook.secret'))
}

async function secretOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`the secret ${file} is not there`, { cause: error }) : error
  })
  return text.trim()
}
