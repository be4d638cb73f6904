import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { git } from '../../../jenkins/steps/git/git.ts'
import { paths, platformFromEnvironment, type Platform } from '../../platform.ts'
import { runFolder } from '../record.ts'

/** A platform in a folder of its own with a real repository that people and the pipeline push to. */
export type Sandbox = {
  readonly platform: Platform
  readonly environment: Record<string, string>
  readonly secrets: Record<string, string>
  /** Commits files (undefined removes one) on main, by `author`, pushes, and returns the commit. */
  readonly push: (files: Readonly<Record<string, string | undefined>>, author?: string) => Promise<string>
  /** Commits on a branch and merges that into main with a merge commit by a person, as a pull request is. */
  readonly merge: (files: Readonly<Record<string, string>>, author: string) => Promise<string>
  readonly log: (run: number) => Promise<string>
  readonly end: () => Promise<void>
}

export const person = 'developer@jari.invalid'
export const pipeline = 'pipeline@jari.invalid'

/** Makes a sandbox whose main holds these files. */
export async function makeSandbox(files: Readonly<Record<string, string>>): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-'))
  const [remote, clone] = [join(folder, 'jari.git'), join(folder, 'clone')]
  const platform = platformFromEnvironment({ ...process.env, JARI_STATE: join(folder, 'state') })
  await mkdir(remote)
  await git(remote, ['init', '--quiet', '--bare', '--initial-branch=main'])
  await git(folder, ['clone', '--quiet', remote, clone])
  const commit = async (changes: Readonly<Record<string, string | undefined>>, author: string) => {
    for (const [name, content] of Object.entries(changes)) {
      const file = join(clone, name)
      await mkdir(dirname(file), { recursive: true })
      if (content === undefined) await rm(file)
      else await writeFile(file, content)
    }
    await git(clone, ['add', '--all'])
    await git(clone, ['commit', '--quiet', '--allow-empty', '--message=Change something'], { env: by(author) })
  }
  const pushed = async () => {
    await git(clone, ['push', '--quiet', 'origin', 'main'])
    return (await git(clone, ['rev-parse', 'main'])).trim()
  }
  const sandbox: Sandbox = {
    platform,
    environment: { PATH: process.env.PATH ?? '', JARI_GIT_URL: remote },
    secrets: {},
    async push(changes, author = person) {
      await commit(changes, author)
      return await pushed()
    },
    async merge(changes, author) {
      await git(clone, ['checkout', '--quiet', '-b', 'change'])
      await commit(changes, author)
      await git(clone, ['checkout', '--quiet', 'main'])
      await git(clone, ['merge', '--quiet', '--no-ff', '--message=Merge a pull request', 'change'], { env: by(person) })
      await git(clone, ['branch', '--quiet', '-D', 'change'])
      return await pushed()
    },
    log: (run) => readFile(join(runFolder(paths(platform).runs, run), 'log.txt'), 'utf8'),
    end: () => rm(folder, { recursive: true }),
  }
  await sandbox.push({ 'jenkins/vars/README': 'vars\n', ...files })
  return sandbox
}

function by(email: string): Record<string, string> {
  return { GIT_AUTHOR_NAME: 'Somebody', GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: 'Somebody', GIT_COMMITTER_EMAIL: email }
}
