import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readSecret } from '../cluster/secret-file.ts'
import { paths, type Platform } from '../platform.ts'
import { asCommand, readChoice, type Choice } from './choice.ts'

export type Flags = { readonly context?: string | undefined; readonly registry?: string | undefined; readonly git?: string | undefined }

/** The files in the secrets folder that steps and the delivery page take their tokens from. */
export const tokenFiles = { forge: 'pipeline.token', argocd: 'argocd-reader.token' } as const

/** What the user has named: where things are, and the tokens for them. */
export type Given = { readonly choice: Choice; readonly tokens: { readonly forge: string; readonly argocd: string } }

/** How an account of Argo CD is made that may only read. */
const makeReader = `make an account that may only read:
       kubectl --namespace argocd patch configmap argocd-cm --type merge --patch '{"data":{"accounts.reader":"apiKey"}}'
       kubectl --namespace argocd patch configmap argocd-rbac-cm --type merge --patch '{"data":{"policy.jari.csv":"g, reader, role:readonly\\n"}}'
       argocd account generate-token --account reader`

/**
 * Puts together flags, environment variables and what an earlier start on this state folder has kept. A state folder is for one cluster,
 * registry and repository. Every fault names its flag or variable; what is at fault is left empty in `given`, so that the rest can be checked.
 */
export function takeGiven(platform: Platform, flags: Flags, env: NodeJS.ProcessEnv): { given: Given; faults: string[] } {
  const kept = readChoice(platform)
  const faults: string[] = []
  if (kept === null && existsSync(paths(platform).pki)) faults.push(`JARI_STATE: ${platform.state} holds a platform that runs on this machine; choose another folder and ports (JARI_STATE=… JARI_PORT=…)`)
  const flag = (name: keyof Flags, what: string): string => {
    const value = flags[name] ?? kept?.[name]
    if (!value) faults.push(`--${name} is missing: ${what}`)
    else if (kept && value !== kept[name]) faults.push(`--${name} ${hidden(value)}: the state folder ${platform.state} is for another one (${asCommand(kept)}); choose another folder (JARI_STATE=…)`)
    return value ?? ''
  }
  const variable = (name: string, before: string | null | undefined, what: string): string => {
    const value = env[name] || before
    if (!value) faults.push(`${name} is not set: ${what}`)
    return value || ''
  }
  const secret = (name: keyof typeof tokenFiles) => readSecret(join(paths(platform).secrets, tokenFiles[name]))
  const checked = (value: string, fits: (value: string) => boolean, fault: string): string => {
    if (value === '' || fits(value)) return value
    faults.push(fault)
    return ''
  }
  const address = (name: string, value: string) => checked(value.replace(/\/$/, ''), isAddress, `${name} is "${hidden(value)}": an address that begins with http:// or https://`)
  const context = flag('context', 'the context of your kubeconfig')
  const host = flag('registry', 'host[:port] of the registry that images are pushed to and pulled from')
  const registry = checked(host, isHost, `--registry ${host}: only a host with or without a port, e.g. registry.example.com:5000`)
  const git = flag('git', 'the address of the repository, e.g. https://git.example.com/shop/jari.git')
  const repository = checked(git, isRepository, `--git ${hidden(git)}: an address of the form https://HOST/OWNER/NAME.git, without user or password`)
  const choice: Choice = {
    kubeconfig: env.KUBECONFIG || kept?.kubeconfig || join(homedir(), '.kube/config'),
    context, registry,
    git: repository,
    forge: address('JARI_FORGE_URL', env.JARI_FORGE_URL || kept?.forge || forgeOf(repository)),
    argocd: address('ARGOCD_SERVER', variable('ARGOCD_SERVER', kept?.argocd, "the address of Argo CD's server, e.g. https://argocd.example.com")),
    entrance: address('JARI_ENTRANCE', variable('JARI_ENTRANCE', kept?.entrance, 'the address at which the ingress controller answers, e.g. http://203.0.113.7')),
    hosts: kept?.hosts ?? {},
  }
  const tokens = {
    forge: variable('JARI_FORGE_TOKEN', secret('forge'), 'a token of the user that pushes and opens pull requests (Gitea: scopes write:repository, write:issue, read:user, read:organization)'),
    argocd: variable('ARGOCD_TOKEN', secret('argocd'), makeReader),
  }
  return { given: { choice, tokens }, faults }
}

const isHost = (registry: string) => /^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/.test(registry)
const isAddress = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

function isRepository(git: string): boolean {
  if (!isAddress(git)) return false
  const { username, password, pathname } = new URL(git)
  return username === '' && password === '' && /^\/.*[^/]+\/[^/]+$/.test(pathname)
}

/** The address without what may be a password in it. */
function hidden(git: string): string {
  return git.replace(/\/\/[^/@]*@/, '//…@')
}

/** `https://host/prefix/owner/name.git` → `https://host/prefix` */
function forgeOf(git: string): string {
  return git.replace(/\/[^/]+\/[^/]+\/?$/, '')
}
