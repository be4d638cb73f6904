import { git } from './git.ts'
import { mainBranch } from './main.ts'

/** The files that a pull request changes, counted from where it left main. */
export async function changedSinceMain(checkout: string, url: string, number: number, head: string): Promise<string[]> {
  await fetchPull(checkout, url, number)
  const listing = await git(checkout, ['diff', '--name-only', '--no-renames', '-z', `refs/jari/${mainBranch}...${head}`])
  return listing.split('\0').filter((name) => name !== '')
}

/** Brings a pull request's commits into the checkout's objects, also of one from a fork; no branch or file is touched. Gitea and GitHub both have this ref. */
export async function fetchPull(checkout: string, url: string, number: number): Promise<void> {
  await git(checkout, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', url, `+refs/pull/${number}/head:refs/jari/pulls/${number}`])
}
