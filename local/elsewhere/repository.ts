import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../../jenkins/steps/git/git.ts'
import { environmentAt, environmentNames } from '../../jenkins/steps/gitops/environments.ts'
import { installationFile } from '../../jenkins/steps/gitops/layout.ts'
import { write } from '../../jenkins/steps/writer/writer.ts'
import { paths, type Platform } from '../platform.ts'
import type { Given } from './given.ts'
import { withInstallation } from './installation.ts'

/** A repository that has no main gets this checkout's HEAD. Returns whether it did; what is there is never overwritten. */
export async function firstPush(platform: Platform, { choice, tokens }: Given): Promise<boolean> {
  const env = { JARI_FORGE_TOKEN: tokens.forge }
  if ((await git('/', ['ls-remote', choice.git, 'refs/heads/main'], { env })).trim() !== '') return false
  if (!existsSync(join(platform.checkout, '.git'))) throw new Error(`${choice.git} has no branch main, and ${platform.checkout} is no git checkout that could be pushed there`)
  await git(platform.checkout, ['push', '--quiet', choice.git, 'HEAD:refs/heads/main'], { env })
  return true
}

/** Makes main say where the repository and the registry are, by one commit if it says otherwise. Returns whether it was needed. */
export async function writeInstallation(platform: Platform, { choice, tokens }: Given): Promise<boolean> {
  const { outcome } = await withForgeToken(tokens.forge, () =>
    write(
      { url: choice.git, checkout: platform.checkout, cache: join(platform.cache, 'writer') },
      {
        id: `installation-${randomUUID()}`,
        apply: async (worktree) => {
          const file = join(worktree, installationFile)
          const before = await readFile(file, 'utf8')
          const after = withInstallation(before, { repoURL: choice.git, registry: choice.registry })
          if (after === before) return undefined
          await writeFile(file, after)
          return { subject: 'Name the repository and the registry of this installation', body: `Argo CD reads ${choice.git}, images come from ${choice.registry}.`, trailers: {} }
        },
      },
    ),
  )
  return outcome === 'written'
}

/** Gives `work` a clone of main's newest commit, which is removed afterwards. */
export async function withMain<T>(platform: Platform, { choice, tokens }: Given, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(paths(platform).run, 'main-'))
  try {
    await git('/', ['clone', '--quiet', '--depth=1', '--branch=main', choice.git, folder], { env: { JARI_FORGE_TOKEN: tokens.forge } })
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Host names by environment, as the overlays of a checkout name them. */
export async function hostsOf(folder: string): Promise<Record<string, string>> {
  const names = await environmentNames(folder, 'HEAD')
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await environmentAt(folder, 'HEAD', name)).host] as const)))
}

/** The writer takes the token from the environment, as steps do; here it is there no longer than needed. */
async function withForgeToken<T>(token: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.JARI_FORGE_TOKEN
  process.env.JARI_FORGE_TOKEN = token
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env.JARI_FORGE_TOKEN
    else process.env.JARI_FORGE_TOKEN = before
  }
}
