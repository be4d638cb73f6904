import { setTimeout as sleep } from 'node:timers/promises'
import { reviewAndMerge } from '../delivery/gitea/approval.ts'
import { firstOpen, readChecks } from '../delivery/gitea/checks.ts'
import { signIn, signOut } from '../delivery/gitea/person.ts'
import type { Pull } from '../delivery/gitea/pull.ts'
import { sourcesOf } from '../delivery/sources.ts'
import { passwordOf } from '../gitea/accounts.ts'
import type { Platform } from '../platform.ts'
import { refusalText } from './approve.ts'

/** How often the checks of a pull request are asked for, and how long they may take, in milliseconds. */
const [pace, patience] = [500, 30 * 60_000]

/** `npm run approve -- NUMBER`: waits for the checks of an open pull request, approves it as the user release-manager, and merges it. */
export async function approveCommand(platform: Platform, args: string[]): Promise<number> {
  const [number = NaN, ...rest] = args.map(Number)
  if (!Number.isInteger(number) || number < 1 || rest.length > 0) {
    console.error(`usage: npm run approve -- NUMBER   (of an open pull request; "${args.join(' ')}" is none)`)
    return 2
  }
  const commit = await approveChange(platform, number, console.log)
  console.log(`pull request ${number} is merged: ${commit}`)
  return 0
}

/** Waits until every required check of a pull request is green, approves and merges it as the user release-manager. Returns the merge's commit (40 hex). Throws with the reason if it cannot. */
export async function approveChange(platform: Platform, number: number, say: (line: string) => void = () => {}): Promise<string> {
  const { gitea } = sourcesOf(platform)
  const manager = await signIn(gitea, 'release-manager', passwordOf(platform, 'release-manager'), 'npm-approve', String(process.pid))
  const read = () => manager.gitea.json<Pull>(`${manager.gitea.repo}/pulls/${number}`)
  try {
    const pull = await settled(read, async ({ head }) => firstOpen(await readChecks(manager.gitea, gitea.branch, head.sha)), say)
    const refused = await reviewAndMerge(gitea, manager, pull)
    if (refused) throw new Error(`pull request ${number} (${pull.title}) was not merged: ${refusalText(refused)}`)
    const { merge_commit_sha: commit } = await read()
    if (commit === null) throw new Error(`pull request ${number} was merged, and Gitea does not say by which commit`)
    return commit
  } finally {
    await signOut(gitea, manager)
  }
}

/** The pull request once no check is missing or pending any more. Throws naming the one that failed, or that did not end. */
async function settled(read: () => Promise<Pull>, openCheck: (pull: Pull) => Promise<{ context: string; state: string; description: string } | undefined>, say: (line: string) => void): Promise<Pull> {
  const until = Date.now() + patience
  let said = ''
  for (;;) {
    const pull = await read()
    if (pull.state !== 'open') throw new Error(`pull request ${pull.number} (${pull.title}) is ${pull.merged ? 'merged' : 'closed'} already`)
    const open = await openCheck(pull)
    if (!open) return pull
    const text = `${open.context}: ${open.description || open.state}`
    if (!['missing', 'pending'].includes(open.state)) throw new Error(`pull request ${pull.number} (${pull.title}) is not merged: ${text}`)
    if (Date.now() > until) throw new Error(`pull request ${pull.number} (${pull.title}) still waits for ${text}`)
    if (text !== said) say(`waiting for ${(said = text)}`)
    await sleep(pace)
  }
}
