import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { git } from '../git/git.ts'

/** Files of a commit by path: text, or a symbolic link's target, or null to remove. */
export type Files = Readonly<Record<string, string | { readonly link: string } | null>>

/** A bare remote and a clone of it in a temporary folder, for tests on real git. */
export type Scratch = AsyncDisposable & {
  readonly folder: string
  /** The bare repository: its path is the URL. */
  readonly remote: string
  readonly checkout: string
  /** Commits files in the checkout and pushes main; answers the commit. */
  readonly commit: (subject: string, files: Files) => Promise<string>
  /** Installs a server hook (a shell script) in the remote. */
  readonly hook: (name: 'pre-receive' | 'update' | 'post-receive', script: string) => Promise<void>
  /** The subjects of main in the remote, newest first. */
  readonly subjects: () => Promise<string[]>
}

/** Makes a remote whose main holds one commit with these files. */
export async function scratch(files: Files = { 'README.md': 'hello\n' }): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-test-'))
  const remote = join(folder, 'remote.git')
  const checkout = join(folder, 'checkout')
  await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote])
  await git(folder, ['init', '--quiet', '--initial-branch=main', checkout])
  for (const [key, value] of [['user.name', 'Dana'], ['user.email', 'dana@example.test']]) await git(checkout, ['config', key!, value!])
  const commit = async (subject: string, changes: Files) => {
    await lay(checkout, changes)
    await git(checkout, ['add', '--all'])
    await git(checkout, ['commit', '--quiet', '--allow-empty', '-m', subject])
    await git(checkout, ['push', '--quiet', remote, 'HEAD:refs/heads/main'])
    return (await git(checkout, ['rev-parse', 'HEAD'])).trim()
  }
  await commit('Begin', files)
  return {
    folder, remote, checkout, commit,
    hook: async (name, script) => {
      const file = join(remote, 'hooks', name)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `#!/bin/sh\n${script}\n`)
      await chmod(file, 0o755)
    },
    subjects: async () => (await git(remote, ['log', '--format=%s', 'main'])).trim().split('\n'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  }
}

/** Writes, links and removes files below `folder`. */
export async function lay(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    await rm(file, { force: true, recursive: true })
    if (content === null) continue
    await mkdir(dirname(file), { recursive: true })
    if (typeof content === 'string') await writeFile(file, content)
    else await symlink(content.link, file)
  }
}
