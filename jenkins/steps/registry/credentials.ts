import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../outcome.ts'

type AuthFile = { auths?: Record<string, { auth?: string }> }

/** Where `buildah login` and `docker login` keep what they were told, in the order in which buildah looks. Source: containers-auth.json(5). */
export function authFiles(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME ?? homedir()
  if (env.REGISTRY_AUTH_FILE) return [env.REGISTRY_AUTH_FILE]
  const run = env.XDG_RUNTIME_DIR ?? `/run/containers/${process.getuid?.() ?? 0}`
  return [join(run, env.XDG_RUNTIME_DIR ? 'containers/auth.json' : 'auth.json'), join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'containers/auth.json'), join(env.DOCKER_CONFIG ?? join(home, '.docker'), 'config.json')]
}

/** `user:password` in base64, as somebody has signed in to the registry on this machine; undefined when nobody has. */
export function credentialsFor(registry: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  for (const file of authFiles(env)) {
    if (!existsSync(file)) continue
    const auth = read(file).auths?.[registry]?.auth
    if (auth) return auth
  }
  return undefined
}

function read(file: string): AuthFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AuthFile
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`)
  }
}
