import { isAncestor, filesAt } from '../../jenkins/steps/git/read.ts'
import { git } from '../../jenkins/steps/git/git.ts'
import { holdsAt } from '../../jenkins/steps/gitops/holds.ts'
import { releaseRunning } from '../../jenkins/steps/gitops/environments.ts'
import { noRelease, releaseFile, releaseFolder, releasesFolder } from '../../jenkins/steps/gitops/layout.ts'
import { releasesAt } from '../../jenkins/steps/gitops/releases.ts'
import { editTrailer } from '../../jenkins/steps/writer/edit.ts'
import { editOf, isFulfilled, type Wish } from './edits.ts'

export type Verdict = {
  readonly edits: number
  /** Wishes that main fulfils at the end. */
  readonly present: number
  /** Commits too many for the same edit, and holds that are there twice. */
  readonly duplicates: number
  /** Times that a commit took away what an earlier one had brought. */
  readonly reverted: number
  /** Times that an environment went to a release that does not contain the one before. */
  readonly movedBack: number
  readonly mergeCommits: number
  /** Release folders that lacked a file or changed after their first commit. */
  readonly halfWritten: number
}

/** Reads the whole history of a bare repository's main, commit by commit, and says what became of the wishes. */
export async function judge(repository: string, wishes: readonly Wish[]): Promise<Verdict> {
  const commits = (await git(repository, ['rev-list', '--reverse', 'main'])).trim().split('\n')
  const trailers = await git(repository, ['log', `--format=%(trailers:key=${editTrailer},valueonly,separator=%x20)`, 'main'])
  const ids = trailers.split(/\s+/).filter((id) => id !== '')
  const mine = new Set(wishes.map((wish) => editOf(wish, repository).id))
  const counts = [...mine].map((id) => ids.filter((other) => other === id).length)
  const holds = (await holdsAt(repository, 'main')).map(({ release }) => release)
  const fulfilled = await Promise.all(wishes.map((wish) => isFulfilled(wish, repository, 'main')))
  return {
    edits: wishes.length,
    present: fulfilled.filter(Boolean).length,
    duplicates: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0) + (holds.length - new Set(holds).size),
    mergeCommits: (await git(repository, ['rev-list', '--merges', 'main'])).split('\n').filter((line) => line !== '').length,
    ...(await follow(repository, commits)),
  }
}

async function follow(repository: string, commits: readonly string[]): Promise<Pick<Verdict, 'reverted' | 'movedBack' | 'halfWritten'>> {
  let [reverted, movedBack, halfWritten] = [0, 0, 0]
  let held: string[] = []
  let running = noRelease
  const trees = new Map<string, string>()
  for (const commit of commits) {
    const changed = await git(repository, ['diff-tree', '-r', '--root', '--no-commit-id', '--name-only', '-m', commit])
    if (changed.includes('gitops/holds.yaml')) {
      const now = (await holdsAt(repository, commit)).map(({ release }) => release)
      reverted += held.filter((release) => !now.includes(release)).length
      held = now
    }
    if (changed.includes(`${releasesFolder}/`)) {
      const entries = (await git(repository, ['ls-tree', `${commit}:${releasesFolder}`])).trim().split('\n').map((line) => line.split(/\s+/))
      const now = new Map(entries.map(([, , tree = '', name = '']) => [name, tree]))
      for (const [name, tree] of trees) {
        if (!now.has(name)) reverted++
        else if (now.get(name) !== tree) halfWritten++
      }
      for (const [name, tree] of now) {
        if (!trees.has(name) && name !== noRelease && !(await isWhole(repository, commit, name))) halfWritten++
        trees.set(name, tree)
      }
    }
    if (changed.includes('gitops/overlays/dev/release')) {
      const now = await releaseRunning(repository, commit, 'dev')
      if (running !== noRelease && !(await contains(repository, commit, now, running))) movedBack++
      running = now
    }
  }
  return { reverted, movedBack, halfWritten }
}

async function contains(repository: string, commit: string, newer: string, older: string): Promise<boolean> {
  const releases = await releasesAt(repository, commit)
  const [a, b] = [older, newer].map((id) => releases.find((release) => release.id === id)?.sourceCommit)
  return a !== undefined && b !== undefined && (await isAncestor(repository, a, b))
}

/** Whether a release has its release.yaml and every file of base and components of its commit. */
async function isWhole(repository: string, commit: string, name: string): Promise<boolean> {
  const files = await filesAt(repository, commit, releaseFolder(name))
  const release = (await releasesAt(repository, commit)).find(({ id }) => id === name)
  if (release === undefined || !files.includes(releaseFile(name))) return false
  const wanted = [...(await filesAt(repository, release.sourceCommit, 'gitops/base')), ...(await filesAt(repository, release.sourceCommit, 'gitops/components'))]
  return wanted.every((file) => files.includes(file.replace('gitops', releaseFolder(name)))) && files.length === wanted.length + 1
}
