import { mainTip } from '../git/main.ts'
import { changedFiles, commitOf, filesAt, isAncestor, lastChange, textsAt } from '../git/read.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { linkOf, noRelease, overlayFolder, releaseFolder, renderedFolder } from '../gitops/layout.ts'
import { Failure } from '../outcome.ts'
import { compare } from '../promote/edit.ts'
import type { Settings } from '../settings.ts'
import type { Observation } from './observation.ts'
import { revisionOf, type Wanted } from './verdict.ts'

/** What main says that the environment runs, and the commit that said so first. */
export type Goal = { readonly release: string; readonly commit: string }

/** Reads the goal at main's tip. Throws a Failure when the link names a release that does not exist. */
export async function goalAt(checkout: string, tip: string, environment: string): Promise<Goal> {
  const release = await releaseRunning(checkout, tip, environment)
  if (release !== noRelease && (await filesAt(checkout, tip, releaseFolder(release))).length === 0)
    throw new Failure(`${environment}: the link names release ${release}, which does not exist (${linkOf(environment)} on main)`)
  if (release === noRelease) throw new Failure(`${environment} runs no release yet: "jari release" makes the first one for dev, "jari promote" brings it further`)
  // the whole overlay: people change its other files, and that acts at once, too
  const commit = await lastChange(checkout, tip, overlayFolder(environment))
  if (commit === undefined) throw new Failure(`${overlayFolder(environment)} has no history`)
  return { release, commit }
}

/**
 * Follows main while waiting: a revision of Argo CD's that is not known here is fetched, and when the link was moved again meanwhile,
 * the newer release is what is waited for. With `fixed` (asked for by --release) that is a failure instead.
 */
export function followed(checkout: string, settings: Settings, environment: string, first: Goal, fixed: boolean, say: (line: string) => void) {
  const contained = new Map<string, boolean>()
  const changed = new Map<string, readonly string[]>()
  let goal = first
  return async (observation: Observation | undefined): Promise<Wanted> => {
    const { sync, operationState } = observation?.application.status ?? {}
    for (const revision of [sync?.revision, operationState?.syncResult?.revision, operationState?.operation?.sync?.revision]) {
      if (revision === undefined || revision === '' || contained.has(revision)) continue
      if ((await commitOf(checkout, revision)) === undefined) {
        const next = await goalAt(checkout, await mainTip(checkout, settings), environment)
        if (next.release !== goal.release) {
          if (fixed) throw new Failure(`${environment} was moved to ${next.release} while waiting for ${goal.release}`)
          say(`${environment}: ${goal.release} was superseded by ${next.release}`)
        }
        // what is known was known of another commit
        if (next.commit !== goal.commit) {
          contained.clear()
          changed.clear()
        }
        goal = next
      }
      contained.set(revision, await isAncestor(checkout, goal.commit, revision))
    }
    const last = revisionOf(operationState)
    if (last !== undefined && last !== '' && !changed.has(last)) changed.set(last, await renderedOtherwise(checkout, environment, last, goal.commit))
    return {
      release: goal.release,
      commit: goal.commit,
      contains: (revision) => revision !== undefined && (contained.get(revision) ?? false),
      changedSince: (revision) => (revision === undefined ? undefined : changed.get(revision)),
    }
  }
}

/** What came with the commit that made the environment run what it is to run, besides images: names of objects as `kind-name`. */
export async function changedWith(checkout: string, environment: string, commit: string): Promise<string[]> {
  const textsIn = async (revision: string) => {
    const folder = renderedFolder(environment)
    const texts = await textsAt(checkout, revision, (await filesAt(checkout, revision, folder)).filter((file) => file.endsWith('.yaml')))
    return new Map([...texts].map(([file, text]) => [file.slice(folder.length + 1).replace(/\.yaml$/, ''), text]))
  }
  if ((await commitOf(checkout, `${commit}^`)) === undefined) return []
  const { added, removed, configuration } = compare(await textsIn(`${commit}^`), await textsIn(commit))
  return [...configuration, ...added.map((name) => `${name} (new)`), ...removed.map((name) => `${name} (gone)`)]
}

/** What the environment renders to otherwise at `to` than at `from`: names of objects as `kind-name`. */
async function renderedOtherwise(checkout: string, environment: string, from: string, to: string): Promise<string[]> {
  const folder = `${renderedFolder(environment)}/`
  const files = await changedFiles(checkout, from, to)
  return files.filter((file) => file.startsWith(folder) && file.endsWith('.yaml')).map((file) => file.slice(folder.length).replace(/\.yaml$/, ''))
}
