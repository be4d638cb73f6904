import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git, tryGit } from '../../jenkins/steps/git/git.ts'
import type { Platform } from '../platform.ts'
import { removeLocks } from './checkout.ts'

/** A commit of main that a run is for: a delivery takes people's changes to dev and staging, a promotion looks after prod. */
export type Target = { readonly commit: string; readonly kind: 'delivery' | 'promotion' }

/** By whom the machine's commits are. */
const pipelineEmail = 'pipeline@jari.invalid'
/** The pointer of prod: a commit of main that moves it is a merged promotion. */
const prodPointer = 'gitops/overlays/prod/release'

/** Where the mirror of a platform's repository is. */
export function mirrorFolder(platform: Platform): string {
  return join(platform.state, 'mirror.git')
}

/** The repository's history, asked of a bare mirror of main that is disposable and that nobody else uses. */
export class History {
  readonly #folder: string
  readonly #url: string
  readonly #env: Readonly<Record<string, string>>

  constructor(folder: string, url: string, env: Readonly<Record<string, string>>) {
    this.#folder = folder
    this.#url = url
    this.#env = env
  }

  /** Brings the mirror up to date and returns the commit at main's head. */
  async fetch(): Promise<string> {
    await mkdir(this.#folder, { recursive: true })
    await git(this.#folder, ['init', '--quiet', '--bare', '--initial-branch=main'])
    await removeLocks(this.#folder)
    await git(this.#folder, ['fetch', '--quiet', '--no-tags', this.#url, '+refs/heads/main:refs/heads/main'], { env: this.#env })
    return (await git(this.#folder, ['rev-parse', 'refs/heads/main'])).trim()
  }

  /** The commit at the remote's main, without fetching; undefined while there is no main. */
  async remoteHead(): Promise<string | undefined> {
    await mkdir(this.#folder, { recursive: true })
    const answer = await git(this.#folder, ['ls-remote', this.#url, 'refs/heads/main'], { env: this.#env })
    return answer.split('\t')[0] || undefined
  }

  /**
   * What there is to run of the commits after `last`, up to `head`, in main's order: at most the newest of each kind, for a newer
   * delivery contains an older one's changes, and a newer promotion replaces an older. Commits by the pipeline ask for nothing.
   */
  async targets(last: string | undefined, head: string): Promise<Target[]> {
    const known = last !== undefined && (await tryGit(this.#folder, ['merge-base', '--is-ancestor', last, head])).ok
    // no run yet, or main was rewritten: whatever is there now has not been seen
    if (!known) return [{ commit: head, kind: 'delivery' }]
    const commits = (await git(this.#folder, ['rev-list', '--first-parent', '--reverse', `${last}..${head}`])).split('\n').filter((line) => line !== '')
    const newest = new Map<Target['kind'], Target>()
    for (const commit of commits) {
      const kind = await this.#kindOf(commit)
      if (!kind) continue
      // set anew, so that the map's order is main's
      newest.delete(kind)
      newest.set(kind, { commit, kind })
    }
    return [...newest.values()]
  }

  /** Whether a newer target of main asks for all that `commit` asks for, so that its run can make way. */
  async isSuperseded(commit: string): Promise<boolean> {
    const kind = (await this.#kindOf(commit)) ?? 'delivery'
    return (await this.targets(commit, await this.fetch())).some((target) => target.kind === kind)
  }

  /** Writes the Jenkinsfile as of `commit` and the vars of main, as a library at version `main` is loaded. */
  async writeProgram(commit: string, folder: string): Promise<void> {
    await mkdir(join(folder, 'vars'), { recursive: true })
    await writeFile(join(folder, 'Jenkinsfile'), await git(this.#folder, ['show', `${commit}:Jenkinsfile`]))
    const listed = await git(this.#folder, ['ls-tree', '--name-only', 'refs/heads/main:jenkins/vars'])
    for (const name of listed.split('\n').filter((line) => line.endsWith('.groovy')))
      await writeFile(join(folder, 'vars', name), await git(this.#folder, ['show', `refs/heads/main:jenkins/vars/${name}`]))
  }

  async #kindOf(commit: string): Promise<Target['kind'] | undefined> {
    const hasParent = (await tryGit(this.#folder, ['rev-parse', '--quiet', '--verify', `${commit}^1`])).ok
    if (!hasParent) return 'delivery'
    const moved = await git(this.#folder, ['diff', '--name-only', `${commit}^1`, commit, '--', prodPointer])
    if (moved !== '') return 'promotion'
    const authors = (await git(this.#folder, ['log', '--format=%ae', `${commit}^1..${commit}`])).split('\n').filter((line) => line !== '')
    return authors.some((email) => email !== pipelineEmail) ? 'delivery' : undefined
  }
}
