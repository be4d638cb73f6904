import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../cluster/run.ts'
import { writeSecret } from '../cluster/secret-file.ts'
import { paths, type Platform } from '../platform.ts'
import { passwordOf, type Account } from './accounts.ts'

/** Where people and steps on the host reach the repository. */
export const hostUrl = (platform: Platform): string => `http://localhost:${platform.ports.gitea}/jari/jari.git`

const remote = 'platform'

/** Pushes the checkout's HEAD as the first main. Called once, on an empty repository: later that Gitea is the platform's truth. */
export async function firstPush(platform: Platform): Promise<void> {
  const helper = credentialsFile(platform, 'developer')
  await git(platform, ['-c', 'credential.helper=', '-c', `credential.helper=${helper}`, 'push', '--no-verify', hostUrl(platform), 'HEAD:refs/heads/main'])
}

/**
 * Sets the checkout's git remote `platform`, with the password of `developer` from a file, never in the URL.
 * Returns what a person has to run when the checkout has commits that the platform's main lacks; empty when there is none.
 */
export async function connectCheckout(platform: Platform): Promise<string[]> {
  if (!existsSync(join(platform.checkout, '.git'))) return []
  const url = hostUrl(platform)
  const present = (await git(platform, ['remote'])).split('\n').includes(remote)
  await git(platform, ['remote', present ? 'set-url' : 'add', remote, url])
  const helper = `credential.http://localhost:${platform.ports.gitea}.helper`
  // An empty helper first: those of the person's own settings are not asked and not told.
  await git(platform, ['config', '--replace-all', helper, ''])
  await git(platform, ['config', '--add', helper, credentialsFile(platform, 'developer')])
  await git(platform, ['fetch', '--quiet', remote, 'main'])
  const [ahead, behind] = (await git(platform, ['rev-list', '--left-right', '--count', 'HEAD...FETCH_HEAD'])).split('\t').map(Number)
  if (!ahead) return []
  return [...(behind ? [`git pull --rebase ${remote} main`] : []), `git push ${remote} HEAD:refs/for/main -o topic=NAME`]
}

/** Clones the newest commit of the platform's main into an empty folder. */
export async function cloneMain(platform: Platform, folder: string): Promise<void> {
  const helper = credentialsFile(platform, 'developer')
  const args = ['-c', 'credential.helper=', '-c', `credential.helper=${helper}`, 'clone', '--quiet', '--depth=1', '--branch=main', hostUrl(platform), folder]
  await run('git', args, { env: { GIT_TERMINAL_PROMPT: '0' }, timeout: 120_000 })
}

/** A credential helper of git that knows one account's password. */
function credentialsFile(platform: Platform, name: Account): string {
  const file = join(paths(platform).secrets, `${name}.git-credentials`)
  const url = new URL(hostUrl(platform))
  url.username = name
  url.password = passwordOf(platform, name)
  writeSecret(file, url.origin.replace('http://', `http://${name}:${url.password}@`))
  return `store --file='${file.replaceAll("'", String.raw`'\''`)}'`
}

async function git(platform: Platform, args: readonly string[]): Promise<string> {
  const env = { GIT_TERMINAL_PROMPT: '0' }
  return (await run('git', ['-C', platform.checkout, ...args], { env, timeout: 120_000 })).stdout.trim()
}
