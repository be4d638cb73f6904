/** Where things are in the repository. */
export const releasesFolder = 'gitops/releases'
export const holdsFile = 'gitops/holds.yaml'
export const freezesFile = 'gitops/freezes.yaml'
export const installationFile = 'gitops/platform/installation.yaml'

export const overlayFolder = (environment: string) => `gitops/overlays/${environment}`
export const environmentFile = (environment: string) => `${overlayFolder(environment)}/environment.yaml`
/** The pointer: a symbolic link to the release that the environment runs. */
export const linkOf = (environment: string) => `${overlayFolder(environment)}/release`
export const renderedFolder = (environment: string) => `gitops/rendered/${environment}`
/** Which release an environment runs and who brought it, for Argo CD's sync view; written with each transition. */
export const runningFile = (environment: string) => `${renderedFolder(environment)}/running.json`
export const releaseFolder = (id: string) => `${releasesFolder}/${id}`
export const releaseFile = (id: string) => `${releaseFolder(id)}/release.yaml`

/** What the link of an environment says to name a release, and back. */
export const linkTarget = (id: string) => `../../releases/${id}`
export const releaseOfLink = (target: string) => target.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** The release that a fresh platform starts with: it holds nothing. */
export const noRelease = '0000-none'

/** Whether only machines write this path: a commit that touches nothing else starts no build. */
export function isMachineWritten(path: string): boolean {
  return /^gitops\/(releases|rendered)\//.test(path) || /^gitops\/overlays\/[^/]+\/release$/.test(path) || path === holdsFile
}
