import { git } from '../git/git.ts'
import { blobsAt, commitOf } from '../git/read.ts'
import type { Settings } from '../settings.ts'
import { fetchRef } from '../writer/commit.ts'
import { type Outcome, outcomesIn } from './outcome.ts'

/** Where outcomes are kept, beside main and not in it: what happened after a commit cannot be part of it. */
export const notesRef = 'refs/notes/deployments'
const here = 'refs/jari/deployments'

/** All outcomes, by the commit that moved the environment. With JARI_GIT_URL the remote's notes, else those of the checkout. */
export async function outcomesOf(checkout: string, settings: Settings): Promise<Map<string, Outcome[]>> {
  const url = settings.optional('JARI_GIT_URL')
  if (url === undefined) return await notesAt(checkout, notesRef)
  return (await fetchRef(checkout, url, notesRef, here)) === undefined ? new Map() : await notesAt(checkout, here)
}

/** The notes of a ref in a repository. */
export async function notesAt(folder: string, ref: string): Promise<Map<string, Outcome[]>> {
  if ((await commitOf(folder, ref)) === undefined) return new Map()
  const entries = (await git(folder, ['ls-tree', '-r', '-z', ref])).split('\0').filter((line) => line !== '')
  const notes = entries.map((entry) => /^\d+ blob ([0-9a-f]+)\t(.*)$/.exec(entry)).filter((match) => match !== null)
  const texts = await blobsAt(folder, notes.map(([, blob = '']) => blob))
  return new Map(notes.map(([, , path = ''], index) => [path.replaceAll('/', ''), outcomesIn(texts[index] ?? '')]))
}

/** What is known of a release in an environment, the oldest first. */
export function historyOf(outcomes: ReadonlyMap<string, readonly Outcome[]>, environment: string, release: string): Outcome[] {
  return [...outcomes.values()].flat().filter((one) => one.environment === environment && one.release === release).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Since when a release is known to be Healthy in an environment: the first such outcome after the last failure; undefined when it is not. */
export function healthySince(outcomes: ReadonlyMap<string, readonly Outcome[]>, environment: string, release: string): Date | undefined {
  const history = historyOf(outcomes, environment, release)
  const failed = history.findLastIndex(({ outcome }) => outcome === 'failed')
  const healthy = history.slice(failed + 1).find(({ outcome }) => outcome === 'healthy')
  return healthy === undefined ? undefined : new Date(healthy.at)
}
