import { approve } from '../gitea/approval.ts'
import { isManager, type Person } from '../gitea/person.ts'
import type { Sources } from '../sources.ts'
import type { Notice } from '../session/sessions.ts'
import { notices } from './notices.ts'
import { type Ended, runStep } from './run.ts'

/** What a release manager does on the page beside approving, each in their own name; what came of it, to be said. */
export type Acts = {
  /** Keeps a release out of an environment (empty: of all). */
  hold(person: Person, release: string, environment: string, reason: string): Promise<Notice>
  unhold(person: Person, release: string, environment: string): Promise<Notice>
  /** Takes an environment from the release that was shown back to another one. */
  rollBack(person: Person, environment: string, from: string, to: string, reason: string): Promise<Notice>
}

type Held = { outcome: 'written' | 'nothing' | 'already', hold: { release: string } }
type LetGo = { outcome: 'written' | 'nothing' | 'already', release: string }
type RolledBack = { outcome: 'rolled-back' | 'proposed', environment: string, from: string, release: string, commit: string, pullRequest?: string }

/** `folder` is a repository that lends its objects. */
export function actsOf(sources: Sources, folder: string): Acts {
  const only = (environment: string) => environment === '' ? [] : ['--env', environment]

  async function asManager<T extends object>(person: Person, args: readonly string[], said: (done: T) => Notice | Promise<Notice>, actor = { name: person.name, token: person.token }): Promise<Notice> {
    if (!await isManager(sources.gitea, person)) return notices.notManager()
    const ended: Ended<T> = await runStep<T>(sources, folder, actor, args)
    return 'done' in ended ? await said(ended.done) : notices.notDone(ended.words)
  }

  return {
    hold: (person, release, environment, reason) =>
      asManager<Held>(person, ['hold', `--release=${release}`, `--reason=${reason}`, ...only(environment)], ({ outcome, hold }) => outcome === 'nothing' ? notices.nothing() : notices.held(hold.release)),
    unhold: (person, release, environment) =>
      asManager<LetGo>(person, ['unhold', `--release=${release}`, ...only(environment)], (done) => done.outcome === 'nothing' ? notices.nothing() : notices.letGo(done.release)),
    async rollBack(person, environment, from, to, reason) {
      const args = ['rollback', `--env=${environment}`, `--from=${from}`, `--to=${to}`, `--reason=${reason}`]
      // Nobody may approve what they proposed: the platform proposes, as it does with promotions, and the manager approves and merges.
      const isApproved = environment === 'prod'
      const actor = isApproved ? { name: 'pipeline', token: await sources.gitea.token() } : undefined
      return await asManager<RolledBack>(person, isApproved ? [...args, `--by=${person.name}`] : args, async (done) => {
        if (done.outcome === 'rolled-back') return notices.rolledBack(done)
        const number = Number(done.pullRequest?.split('/').at(-1))
        const approval = await approve(sources.gitea, person, number, done.commit)
        return 'approved' in approval ? notices.rolledBack(done) : notices.waits(number, approval)
      }, actor)
    },
  }
}
