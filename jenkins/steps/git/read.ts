import { git, tryGit } from './git.ts'

/** The full hash of a commit-ish, or undefined when there is no such commit. */
export async function commitOf(folder: string, revision: string): Promise<string | undefined> {
  const output = await tryGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
  return output.ok ? output.stdout.trim() : undefined
}

/** Whether `ancestor` is `descendant` or one of its ancestors; false too when either is not known here. */
export async function isAncestor(folder: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await tryGit(folder, ['merge-base', '--is-ancestor', ancestor, descendant])).ok
}

/** The files under `path` at `revision`, as full paths; none when the path does not exist there. */
export async function filesAt(folder: string, revision: string, path: string): Promise<string[]> {
  const listing = await git(folder, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', revision, '--', path])
  return listing.split('\0').filter((name) => name !== '')
}

/** The text of a file at `revision`, a symbolic link's target for a link; undefined when it does not exist there. */
export async function textAt(folder: string, revision: string, path: string): Promise<string | undefined> {
  const output = await tryGit(folder, ['cat-file', 'blob', `${revision}:${path}`])
  return output.ok ? output.stdout : undefined
}

/** The texts of many files at `revision` by one git process, in the order of `files`; all must exist. */
export async function textsAt(folder: string, revision: string, files: readonly string[]): Promise<Map<string, string>> {
  const texts = await blobsAt(folder, files.map((file) => `${revision}:${file}`))
  return new Map(files.map((file, index) => [file, texts[index] ?? '']))
}

/** The texts of many objects (`<revision>:<path>`) by one git process, in their order; undefined for one that does not exist. */
export async function blobsAt(folder: string, names: readonly string[]): Promise<(string | undefined)[]> {
  if (names.length === 0) return []
  const output = Buffer.from(await git(folder, ['cat-file', '--batch'], { input: `${names.join('\n')}\n` }))
  let at = 0
  return names.map((name) => {
    const end = output.indexOf('\n', at)
    const head = output.toString('utf8', at, end)
    at = end + 1
    if (head === `${name} missing`) return undefined
    const size = Number(head.split(' ').at(-1))
    at += size + 1
    return output.toString('utf8', at - size - 1, at - 1)
  })
}

/** The paths that differ between two commits (renames count as both). */
export async function changedFiles(folder: string, from: string, to: string): Promise<string[]> {
  const listing = await git(folder, ['diff', '--name-only', '--no-renames', '-z', from, to])
  return listing.split('\0').filter((name) => name !== '')
}

export type Commit = { readonly commit: string; readonly author: string; readonly subject: string; readonly at: string }

/** The commits in `range` (`a..b` or `b`), newest first, merges left out. `at` is ISO 8601. */
export async function commitsIn(folder: string, range: string, paths: readonly string[] = []): Promise<Commit[]> {
  const log = await git(folder, ['log', '--no-merges', '-z', '--format=%H%n%an%n%aI%n%s', range, '--', ...paths])
  return log.split('\0').filter((entry) => entry !== '').map((entry) => {
    const [commit = '', author = '', at = '', subject = ''] = entry.split('\n')
    return { commit, author, at, subject }
  })
}

/** The newest commit in `revision`'s history that changed `path`, or undefined. */
export async function lastChange(folder: string, revision: string, path: string): Promise<string | undefined> {
  const hash = (await git(folder, ['log', '-1', '--format=%H', revision, '--', path])).trim()
  return hash === '' ? undefined : hash
}

/** The value of one trailer of a commit, or undefined. */
export async function trailer(folder: string, commit: string, key: string): Promise<string | undefined> {
  const value = (await git(folder, ['log', '-1', `--format=%(trailers:key=${key},valueonly,separator=%x00)`, commit])).trim()
  return value === '' ? undefined : value.split('\0')[0]
}
