import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { git, tryGit } from '../git/git.ts'

/** Where the private repositories are made when nobody says otherwise. */
export const workspacesFolder = join(tmpdir(), 'jari-writer')

/** A repository of the writer's own, so that the caller's checkout stays as it is. */
export type Workspace = AsyncDisposable & { readonly folder: string }

/**
 * Makes an empty repository that borrows the objects of `checkout` (nothing is copied or fetched twice).
 * Its name holds this process's id: what a killed writer left is cleared away by the next one.
 */
export async function openWorkspace(checkout: string | undefined, cache: string = workspacesFolder): Promise<Workspace> {
  await mkdir(cache, { recursive: true })
  await clearAbandoned(cache)
  const folder = await mkdtemp(join(cache, `${process.pid}-`))
  await git(folder, ['init', '--quiet', '--initial-branch=main'])
  await git(folder, ['sparse-checkout', 'set', '--no-cone', '/gitops/'])
  const objects = checkout === undefined ? undefined : await lendableObjects(checkout)
  if (objects !== undefined) await writeFile(join(folder, '.git/objects/info/alternates'), `${objects}\n`)
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) }
}

// A shallow clone lacks parents that the borrower would believe to be there.
async function lendableObjects(checkout: string): Promise<string | undefined> {
  const answer = await tryGit(checkout, ['rev-parse', '--is-shallow-repository', '--git-path', 'objects'])
  if (!answer.ok) return undefined
  const [shallow, objects = ''] = answer.stdout.trim().split('\n')
  return shallow === 'false' ? resolve(checkout, objects) : undefined
}

async function clearAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = Number(name.split('-')[0])
    if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) await rm(join(cache, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
