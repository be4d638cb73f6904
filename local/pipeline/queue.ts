import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import { repositoryOf, stepEnvironment, webhookSecret, type StepEnvironment } from './environment.ts'
import { History, mirrorFolder } from './history.ts'
import { Locks } from './locks.ts'
import { pruneRuns, readRecords, type RunRecord } from './record.ts'
import { runPipeline, type RunEvent } from './run.ts'
import { unverifiedChanges } from './changes.ts'
import { startWebhook } from './webhook.ts'

/** A pull request whose run ended without a verdict is tried once more. */
const triesOfAChange = 2

type Next = { readonly commit: string; readonly number: number; readonly resume: boolean; readonly change?: number; readonly main?: string }

/** Records and logs of older runs are deleted; git keeps what they did. */
const keptRuns = 200

export type QueueOptions = Partial<StepEnvironment> & {
  /** How often main is compared with the last run, for a webhook can be missed. */
  readonly pollMs?: number
  readonly onEvent?: (event: RunEvent) => void
  /** The open pull requests that have not been verified, the oldest first; those of the forge unless given. */
  readonly changes?: () => Promise<readonly Change[]>
  /** Where the queue says what it does and what hinders it. */
  readonly say?: (line: string) => void
}

/** A pull request that is to be verified, by number and newest commit. */
export type Change = { readonly number: number; readonly commit: string }

export type Queue = {
  /** Stops the run where it stands, to be resumed by the next queue, and returns when nothing of it is left. */
  readonly stop: () => Promise<void>
  /** Compares main with the last run now. `again` repeats the last run if there is nothing newer. Returns when that is decided, not when it has run. */
  readonly trigger: (options?: { again?: boolean }) => Promise<void>
  /** Every run there was, the oldest first. */
  readonly runs: () => Promise<RunRecord[]>
}

/**
 * Runs the pipeline for what people push to main and, when there is none of it, for open pull requests; one run at a time: at once
 * when the webhook tells, else at the next poll.
 * Everything is decided from git and the runs there were, so nothing is forgotten by being killed.
 */
export async function startQueue(platform: Platform, options: QueueOptions = {}): Promise<Queue> {
  const { pollMs = 30_000, say = console.log, onEvent = () => {} } = options
  const { runs } = paths(platform)
  const locks = new Locks()
  const stopped = new AbortController()
  let again = false
  let wake = Promise.withResolvers<void>()
  /** Who waits for the next decision. */
  let waiting: (() => void)[] = []
  let complaint = ''

  const settings = async (): Promise<StepEnvironment> =>
    options.environment && options.secrets ? { environment: options.environment, secrets: options.secrets } : await stepEnvironment(platform)

  async function next(history: History, changes: () => Promise<readonly Change[]>): Promise<Next | undefined> {
    const records = await readRecords(runs)
    const head = await history.fetch()
    const interrupted = records.find(({ result }) => result === 'running')
    if (interrupted) return { ...interrupted, ...(interrupted.change === undefined ? {} : { main: head }), resume: true }
    const last = records.findLast(({ change }) => change === undefined)
    const number = (records.at(-1)?.number ?? 0) + 1
    const [target] = await history.targets(last?.commit, head)
    const commit = target?.commit ?? (again ? last?.commit : undefined)
    again = false
    if (commit !== undefined) return { commit, number, resume: false }
    const tried = (one: Change) => records.filter((record) => record.change === one.number && record.commit === one.commit).length
    const change = (await changes()).find((one) => tried(one) < triesOfAChange)
    return change && { commit: change.commit, change: change.number, main: head, number, resume: false }
  }

  async function decide(history: History, changes: () => Promise<readonly Change[]>) {
    const asked = waiting
    waiting = []
    try {
      return await next(history, changes)
    } finally {
      for (const done of asked) done()
    }
  }

  async function runAll(): Promise<void> {
    const { environment, secrets } = await settings()
    const { url, env } = repositoryOf(environment, secrets)
    const history = new History(mirrorFolder(platform), url, env)
    const changes = options.changes ?? (() => unverifiedChanges(environment, secrets))
    for (let run = await decide(history, changes); run; run = await decide(history, changes)) {
      say(`pipeline run ${run.number} ${run.resume ? 'goes on' : 'starts'}: ${run.commit}${run.change === undefined ? '' : ` (pull request ${run.change})`}`)
      const common = { platform, environment, secrets, locks, onEvent, signal: stopped.signal }
      const { result, error } = await runPipeline({ ...common, ...run, superseded: async () => run.change === undefined && (await history.isSuperseded(run.commit)) })
      await pruneRuns(runs, keptRuns)
      say(`pipeline run ${run.number}: ${result}${error === null ? '' : `: ${error}`}`)
    }
  }

  async function work(): Promise<void> {
    while (!stopped.signal.aborted) {
      const woken = wake.promise
      try {
        await runAll()
        complaint = ''
      } catch (error) {
        if (stopped.signal.aborted) return
        // the repository may not be up yet, or be down for a while: say it once, try again
        const message = (error as Error).message
        if (message !== complaint) say(`pipeline: ${(complaint = message)}`)
      }
      await Promise.race([woken, sleep(pollMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {})])
    }
  }

  const trigger: Queue['trigger'] = async ({ again: repeat = false } = {}) => {
    again ||= repeat
    await new Promise<void>((done) => {
      waiting.push(done)
      wake.resolve()
      wake = Promise.withResolvers()
    })
  }
  const webhook = await startWebhook(paths(platform).webhookSocket, webhookSecret(platform), () => void trigger())
  const working = work()
  return {
    trigger,
    runs: () => readRecords(runs),
    stop: async () => {
      stopped.abort(new Error('the pipeline is stopped'))
      await Promise.all([webhook.close(), working])
    },
  }
}
