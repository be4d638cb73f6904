import { Usage } from './outcome.ts'

/** The environment variables that steps read, each with what it is for. */
export const settingNames = {
  JARI_GIT_URL: 'the repository to fetch from and push to, without credentials',
  JARI_FORGE: 'which forge holds the pull requests ("gitea" or "github")',
  JARI_FORGE_URL: 'the address of the forge (of GitHub: https://api.github.com)',
  JARI_FORGE_TOKEN: 'the token for the forge and for git pushes',
  JARI_REGISTRY: 'host:port of the registry to push images to',
  ARGOCD_SERVER: 'the address of the Argo CD server',
  ARGOCD_TOKEN: 'a token for Argo CD that may read',
  JARI_ENTRANCE: 'the address of the entrance (ingress) of the environments',
  JARI_SIGNING_KEY: 'the private key that images are signed with: the text of a PEM, ECDSA on P-256',
  JARI_SIGNING_PASSWORD: 'the password of that key, if it has one',
  JARI_SIGNING_PUBLIC_KEY: 'the public key that images must be signed by: the text of a PEM',
  JARI_NOTIFY_URL: 'a webhook that is told what happens; often a secret itself',
  JARI_NOTIFY_TEMPLATE: 'in which form it is told ("generic" or "slack")',
  JARI_CACHE: 'the folder for caches',
} as const

export type SettingName = keyof typeof settingNames

/** Reads settings from an environment; asking for one that is missing names it and what it is for. */
export type Settings = {
  readonly get: (name: SettingName) => string
  readonly optional: (name: SettingName) => string | undefined
}

/** Settings of `env` (usually process.env). An empty value counts as missing. */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const optional = (name: SettingName) => env[name] || undefined
  const get = (name: SettingName) => {
    const value = optional(name)
    if (value === undefined) throw new Usage(`${name} is not set: ${settingNames[name]}`)
    return value
  }
  return { get, optional }
}
