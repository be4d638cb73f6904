import { git } from './git.ts'

/** The branches of a remote whose names fit these patterns (`promote/*`), each with its newest commit. */
export async function remoteBranches(folder: string, url: string, patterns: readonly string[]): Promise<{ name: string; commit: string }[]> {
  const listing = await git(folder, ['ls-remote', url, ...patterns.map((pattern) => `refs/heads/${pattern}`)])
  return listing.split('\n').filter((line) => line !== '').map((line) => {
    const [commit = '', ref = ''] = line.split('\t')
    return { name: ref.slice('refs/heads/'.length), commit }
  })
}
