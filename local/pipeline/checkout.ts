import { glob, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../../jenkins/steps/git/git.ts'

/**
 * Makes `workspace` a checkout of `commit` of main, with all history, and nothing else in it but installed node_modules,
 * which the next `npm ci` may find still good. `env` carries the token for the repository at `url`.
 */
export async function checkOut(workspace: string, url: string, commit: string, env: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(workspace, { recursive: true })
  await git(workspace, ['init', '--quiet', '--initial-branch=main'])
  await removeLocks(join(workspace, '.git'))
  await git(workspace, ['fetch', '--quiet', '--prune', '--no-tags', url, '+refs/heads/main:refs/remotes/origin/main'], { env })
  await git(workspace, ['checkout', '--quiet', '--force', '--detach', commit])
  await git(workspace, ['clean', '--quiet', '-ffdx', '--exclude=node_modules'])
  await git(workspace, ['config', 'remote.origin.url', url])
}

/** Removes the locks that a killed git left behind. Only for a repository that nobody else works in. */
export async function removeLocks(gitFolder: string): Promise<void> {
  for await (const file of glob(['*.lock', 'refs/**/*.lock'], { cwd: gitFolder })) await rm(join(gitFolder, file), { force: true })
}
