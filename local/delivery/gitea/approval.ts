import { setTimeout as wait } from 'node:timers/promises'
import { SourceError } from '../request.ts'
import type { Sources } from '../sources.ts'
import { isChange } from './changes.ts'
import { firstOpen, readChecks } from './checks.ts'
import { isManager, type Person } from './person.ts'
import { moveOf, type Pull } from './pull.ts'

/** Why an approval did not happen. `words` is what Gitea said, where it said something. */
export type Refusal = { refused: 'not-manager' | 'gone' | 'changed' | 'not-ready' | 'review' | 'merge', words: string }
export type Approval = { approved: string } | Refusal

type Review = { state: string, stale: boolean, dismissed: boolean, user: { login: string } | null }

/**
 * Approves and merges a promotion or rollback of prod in the person's name, if it still is the commit they saw.
 * `patience`: milliseconds to wait while Gitea still checks a new pull request for conflicts.
 */
export async function approve(source: Sources['gitea'], person: Person, number: number, seen: string, patience = 45_000): Promise<Approval> {
  return await approveAs(source, person, number, seen, (pull) => moveOf(pull, 'prod', source.branch)?.release, patience)
}

/** Approves and merges a change of somebody else's in the person's name, if it still is the commit they saw. */
export async function approveChange(source: Sources['gitea'], person: Person, number: number, seen: string, patience = 45_000): Promise<Approval> {
  return await approveAs(source, person, number, seen, (pull) => isChange(pull, source) ? `#${pull.number}` : undefined, patience)
}

/** `nameOf` says what is approved, undefined for a pull request that is not of that kind. */
async function approveAs(source: Sources['gitea'], person: Person, number: number, seen: string, nameOf: (pull: Pull) => string | undefined, patience: number): Promise<Approval> {
  if (!await isManager(source, person)) return { refused: 'not-manager', words: '' }
  const pull = await person.gitea.json<Pull>(`${person.gitea.repo}/pulls/${number}`)
  const name = nameOf(pull)
  if (name === undefined || pull.state !== 'open') return { refused: 'gone', words: '' }
  if (pull.head.sha !== seen) return { refused: 'changed', words: '' }
  return (await reviewAndMerge(source, person, pull, patience)) ?? { approved: name }
}

/** Approves an open pull request in the person's name and merges it, if every required check is green. Returns nothing when merged. */
export async function reviewAndMerge(source: Sources['gitea'], { gitea, name }: Person, pull: Pull, patience = 45_000): Promise<Refusal | undefined> {
  const path = `${gitea.repo}/pulls/${pull.number}`
  const { sha } = pull.head
  const open = firstOpen(await readChecks(gitea, source.branch, sha))
  if (open !== undefined) return { refused: 'not-ready', words: `${open.context}: ${open.description || open.state}` }
  const isApproved = async () => (await gitea.json<Review[] | null>(`${path}/reviews`) ?? []).some(({ state, stale, dismissed, user }) => state === 'APPROVED' && !stale && !dismissed && user?.login === name)
  const style = pull.base.repo.default_merge_style ?? 'merge'
  const until = performance.now() + patience
  // Gitea dismisses approvals some time after a push; one that was given before it got to that goes too, and is given again.
  // What it lists and what it merges by may differ for a moment: it is asked so many times more.
  for (let doubts = 5;;) {
    try {
      if (!await isApproved()) await gitea.json(`${path}/reviews`, { method: 'POST', body: { event: 'APPROVED', commit_id: sha } })
    } catch (error) {
      return refusal('review', error)
    }
    const refused = await merge(() => gitea.text(`${path}/merge`, { method: 'POST', body: { Do: style, head_commit_id: sha }, timeout: 30_000 }), patience)
    if (refused?.refused !== 'not-ready' || performance.now() > until) return refused
    if (await isApproved()) {
      if (!/approval/i.test(refused.words) || doubts-- === 0) return refused
      await wait(300)
    }
  }
}

/** Tries until Gitea has made up its mind. Returns nothing when merged. */
async function merge(attempt: () => Promise<string>, patience: number): Promise<Refusal | undefined> {
  const until = performance.now() + patience
  for (;;) {
    try {
      await attempt()
      return undefined
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      const later = error.status === 405 && /try again later/i.test(error.message)
      if (later && performance.now() < until) {
        await wait(500)
        continue
      }
      if (error.status === 409 && /head out of date/i.test(error.message)) return { refused: 'changed', words: '' }
      // 405 when it sees so itself; when the approval goes while it merges, its own hook refuses the push
      const isLacking = error.status === 405 ? /status check|approval/i : /not ready to be merged: .*(status check|approval)/i
      return refusal(isLacking.test(error.message) ? 'not-ready' : 'merge', error)
    }
  }
}

function refusal(refused: Refusal['refused'], error: unknown): Refusal {
  if (!(error instanceof SourceError) || error.status === null) throw error
  return { refused, words: error.message }
}
