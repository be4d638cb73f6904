import { Failure } from '../outcome.ts'
import { credentialsFor } from './credentials.ts'

/** Asks a registry: `path` begins after the registry's address, or is a whole URL that the registry gave. */
export type Registry = (path: string, init?: RequestInit) => Promise<Response>

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/** Whether a registry (host[:port]) is on this machine: then it is spoken to by plain HTTP, as every client of registries does. */
export const isLoopback = (registry: string): boolean => loopback.test(registry)

/** Where a registry's API begins. */
export const originOf = (registry: string): string => `${isLoopback(registry) ? 'http' : 'https'}://${registry}`

/**
 * A registry's API with the rights of whoever has signed in on this machine. When asked to, it fetches a token first
 * (distribution specification: token authentication), and keeps it for the next calls.
 */
export function registryClient(registry: string, env: NodeJS.ProcessEnv = process.env): Registry {
  let authorization: string | undefined
  const send = (path: string, init: RequestInit): Promise<Response> => {
    const url = new URL(path, originOf(registry))
    // A registry may name another host for an upload: that one is told no token.
    const told = authorization !== undefined && url.origin === new URL(originOf(registry)).origin
    const headers = { ...(init.headers as Record<string, string> | undefined), ...(told ? { authorization: authorization! } : {}) }
    return fetch(url, { signal: AbortSignal.timeout(600_000), ...init, headers }).catch((error: Error) => {
      throw new Failure(`the registry ${registry} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`)
    })
  }
  return async (path, init = {}) => {
    const answer = await send(path, init)
    if (answer.status !== 401) return answer
    const challenge = answer.headers.get('www-authenticate') ?? ''
    await answer.body?.cancel()
    authorization = await authorize(registry, challenge, credentialsFor(registry, env))
    return await send(path, init)
  }
}

async function authorize(registry: string, challenge: string, credentials: string | undefined): Promise<string> {
  const basic = credentials === undefined ? undefined : `Basic ${credentials}`
  const signIn = `sign in with: buildah login ${registry}`
  if (/^basic /i.test(challenge)) {
    if (basic === undefined) throw new Failure(`the registry ${registry} wants a user and a password: ${signIn}`)
    return basic
  }
  const asked = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
  if (!/^bearer /i.test(challenge) || !asked.realm) throw new Failure(`the registry ${registry} answers 401 and asks for what is not known here: ${challenge || 'nothing'}`)
  const url = new URL(asked.realm)
  for (const name of ['service', 'scope'] as const) if (asked[name]) url.searchParams.set(name, asked[name])
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000), headers: basic === undefined ? {} : { authorization: basic } })
  const { token, access_token } = (answer.ok ? await answer.json() : {}) as { token?: string; access_token?: string }
  const given = token ?? access_token
  if (given === undefined) throw new Failure(`the registry ${registry} gives no token (${answer.status} from ${url.origin}): ${signIn}`)
  return `Bearer ${given}`
}
