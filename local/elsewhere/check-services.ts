import { git as runGit } from '../../jenkins/steps/git/git.ts'
import { repositoryOf } from '../../jenkins/steps/forge/open.ts'
import { isLoopback, registryClient } from '../../jenkins/steps/registry/client.ts'
import type { Given } from './given.ts'

type Answer = { readonly status: number; readonly body: Record<string, unknown> }

/** Every fault of registry, forge, Argo CD and entrance, each naming its flag or variable. What is not given is not asked. */
export async function serviceFaults(given: Given): Promise<string[]> {
  const { choice, tokens } = given
  const checks = [
    choice.registry && registryFaults(given),
    choice.git && tokens.forge && repositoryFaults(given),
    choice.git && choice.forge && tokens.forge && forgeFaults(given),
    choice.argocd && argocdFaults(given),
    choice.entrance && entranceFaults(given),
  ]
  return (await Promise.all(checks.filter((check) => check !== ''))).flat()
}

async function registryFaults({ choice: { registry } }: Given): Promise<string[]> {
  const answer = await registryClient(registry)('/v2/', { signal: AbortSignal.timeout(15_000) }).catch((error: Error) => error)
  if (answer instanceof Error) return [`--registry ${registry}: ${answer.message}${isLoopback(registry) ? '' : ' (spoken to by HTTPS)'}`]
  if (answer.status === 401) return [`--registry ${registry}: it does not take the password that somebody signed in with: buildah login ${registry}`]
  return answer.ok ? [] : [`--registry ${registry}: /v2/ answers ${answer.status}: this is no registry`]
}

async function repositoryFaults({ choice: { git }, tokens }: Given): Promise<string[]> {
  const answer = await runGit('/', ['ls-remote', '--heads', git], { env: { JARI_FORGE_TOKEN: tokens.forge } }).catch((error: Error) => error)
  return answer instanceof Error ? [`--git ${git}: it cannot be read with JARI_FORGE_TOKEN (make an empty repository there, or check the token): ${answer.message.split('\n')[0]}`] : []
}

async function forgeFaults({ choice: { git, forge }, tokens }: Given): Promise<string[]> {
  const headers = { authorization: `token ${tokens.forge}` }
  const version = await ask(`${forge}/api/v1/version`)
  if (version instanceof Error) return [`--git ${git}: the forge at ${forge} does not answer (JARI_FORGE_URL names another address): ${version.message}`]
  if (version.status !== 200 || typeof version.body.version !== 'string') return [`--git ${git}: ${forge} is no Gitea (${version.status} from /api/v1/version); other forges are not known yet`]
  const user = await ask(`${forge}/api/v1/user`, headers)
  if (user instanceof Error || user.status !== 200) return [`JARI_FORGE_TOKEN: ${forge} does not take it (${user instanceof Error ? user.message : user.status} from /api/v1/user; scopes write:repository, write:issue, read:user, read:organization)`]
  const repository = await ask(`${forge}/api/v1/repos/${repositoryOf(git)}`, headers)
  if (repository instanceof Error || repository.status !== 200) return [`--git ${git}: the user ${String(user.body.login)} of JARI_FORGE_TOKEN does not see it`]
  const permissions = repository.body.permissions as { push?: boolean } | undefined
  return permissions?.push ? [] : [`JARI_FORGE_TOKEN: the user ${String(user.body.login)} may not push to ${git}`]
}

async function argocdFaults({ choice: { argocd }, tokens }: Given): Promise<string[]> {
  const version = await ask(`${argocd}/api/version`)
  if (version instanceof Error) return [`ARGOCD_SERVER: ${argocd} does not answer: ${version.message}`]
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(String(version.body.Version ?? '')) ?? []
  if (version.status !== 200 || major === undefined) return [`ARGOCD_SERVER: ${argocd} is no Argo CD (${version.status} from /api/version)`]
  const faults = Number(major) < 3 || (Number(major) === 3 && Number(minor) < 2) ? [`ARGOCD_SERVER: Argo CD 3.2 or later is needed, this is ${major}.${minor}`] : []
  if (tokens.argocd === '') return faults
  const list = await ask(`${argocd}/api/v1/applications?fields=items.metadata.name`, { authorization: `Bearer ${tokens.argocd}` })
  if (list instanceof Error || list.status !== 200) faults.push(`ARGOCD_TOKEN: Argo CD does not let it read (${list instanceof Error ? list.message : list.status}); it is a token of an account with role:readonly`)
  return faults
}

async function entranceFaults({ choice: { entrance } }: Given): Promise<string[]> {
  const answer = await ask(`${entrance}/`)
  return answer instanceof Error ? [`JARI_ENTRANCE: nothing answers at ${entrance}: ${answer.message}`] : []
}

/** Whether the token could also change things: it should not. */
export async function mayWrite({ choice: { argocd }, tokens }: Given): Promise<boolean> {
  const answer = await ask(`${argocd}/api/v1/account/can-i/applications/sync/*`, { authorization: `Bearer ${tokens.argocd}` })
  return !(answer instanceof Error) && answer.body.value === 'yes'
}

/** Asks with a limit of 15 s; an Error means that nothing answered. A body that is not JSON is taken as empty. */
export async function ask(url: string, headers: Record<string, string> = {}, body?: object): Promise<Answer | Error> {
  try {
    const init = body === undefined ? { headers } : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(15_000) })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Record<string, unknown>) : {} }
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error }
    return new Error(cause?.message || message, { cause: error })
  }
}
