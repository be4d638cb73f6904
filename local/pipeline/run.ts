import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import { repositoryOf } from './environment.ts'
import type { Frame } from './frame.ts'
import { History, mirrorFolder } from './history.ts'
import { endLeftovers } from './leftovers.ts'
import { Locks } from './locks.ts'
import { Log } from './log.ts'
import { maskOf } from './mask.ts'
import { answerer } from './answer.ts'
import { runProgram, type End } from './program.ts'
import { newRecord, readRecords, runFolder, writeRecord, type RunRecord } from './record.ts'
import { stopGraceMs } from './shell.ts'
import { beginStage, endRun, endStage } from './stages.ts'
import { supersededText, type Work } from './steps.ts'

/** What a watcher of a run is told: its record after each change, each line of its log. */
export type RunEvent = { readonly type: 'record'; readonly record: RunRecord } | { readonly type: 'log'; readonly line: string }

export type RunOptions = {
  readonly platform: Platform
  readonly number: number
  /** What the run is for, as the record says. */
  readonly commit: string
  /** The commit of main whose Jenkinsfile and files are used, where that is another one: a pull request is verified by main. */
  readonly main?: string
  /** The pull request that the commit belongs to. */
  readonly change?: number
  readonly environment: Readonly<Record<string, string>>
  /** By the id that withCredentials names. */
  readonly secrets: Readonly<Record<string, string>>
  /** Go on with a run that was interrupted: the step it stood at is done again. */
  readonly resume?: boolean
  readonly onEvent?: (event: RunEvent) => void
  /** Whether a newer commit waits; asked at the milestone. */
  readonly superseded?: () => Promise<boolean>
  readonly locks?: Locks
  /** Stops the run where it stands; it stays resumable. */
  readonly signal?: AbortSignal
}

/**
 * Runs the Jenkinsfile of `commit` (or of `main`) in the platform's workspace and returns the run's record when it is over, however it ended.
 * Throws only the signal's reason, when stopped.
 */
export async function runPipeline(options: RunOptions): Promise<RunRecord> {
  const { platform, number, commit, environment, secrets, resume = false, onEvent = () => {}, locks = new Locks() } = options
  const folder = runFolder(paths(platform).runs, number)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const signal = options.signal ?? new AbortController().signal
  const mask = maskOf(Object.values(secrets))
  const log = new Log(join(folder, 'log.txt'), mask, (line) => onEvent({ type: 'log', line }))
  const saved = join(folder, 'program.bin')
  const record = (resume && (await readRecords(paths(platform).runs)).find((one) => one.number === number)) || newRecord(number, commit, now(), options.change)
  if (resume && existsSync(saved)) record.pausedMs += Date.now() - (await stat(saved)).mtimeMs
  const write = async () => {
    await writeRecord(folder, record)
    onEvent({ type: 'record', record: structuredClone(record) })
  }
  const held = new Map<string, () => void>()
  const hold = async (frame: Frame, abort: AbortSignal) => {
    if (frame.type === 'lock' && !held.has(frame.resource)) held.set(frame.resource, await locks.acquire(frame.resource, abort))
  }
  const work: Work = {
    workspace: paths(platform).workspace,
    folder,
    commit: options.main ?? commit,
    environment,
    secrets,
    repository: repositoryOf(environment, secrets),
    clock: () => Date.now() - record.pausedMs,
    say: (line) => log.say(line),
    superseded: options.superseded ?? (async () => false),
    enter: async (frame, abort) => {
      await hold(frame, abort)
      if (frame.type !== 'stage') return
      log.say(`== ${frame.name}`)
      beginStage(record, frame.name, now())
      await write()
    },
    leave: async (frame, error) => {
      if (frame.type === 'lock') held.get(frame.resource)?.()
      if (frame.type === 'lock') held.delete(frame.resource)
      if (frame.type !== 'stage') return
      endStage(record, frame.name, now(), error === undefined ? 'success' : error === supersededText ? 'superseded' : 'failure')
      await write()
    },
  }
  try {
    await write()
    log.say(resume ? `run ${number} goes on` : `run ${number} of ${commit}${record.change === undefined ? '' : ` (pull request ${record.change})`}`)
    await endLeftovers(folder, stopGraceMs)
    const source = await sourceOf(folder, work, platform)
    const parameters: Record<string, string> = record.change === undefined ? {} : { CHANGE_ID: String(record.change) }
    const program = { cache: platform.cache, ...source, saved, commit: work.commit, parameters, signal, say: work.say, answer: answerer(work, signal, hold) }
    let end: End = await runProgram({ ...program, resume: resume && existsSync(saved) })
    if (end.type === 'unloadable') {
      // an engine of another version saved it; steps are idempotent, so nothing is lost but time
      log.say(`the saved program cannot be resumed (${end.error}): the run begins again`)
      record.stages = []
      end = await runProgram({ ...program, resume: false })
    }
    const place = end.file === undefined ? '' : `\nat ${end.file}:${end.line}`
    const result = end.error === undefined ? 'success' : end.error === supersededText ? 'superseded' : 'failure'
    endRun(record, now(), result, end.error === undefined ? null : mask(`${end.error}${place}`))
  } catch (error) {
    if (signal.aborted) throw error
    endRun(record, now(), 'failure', mask((error as Error).message))
    log.say((error as Error).stack ?? String(error))
  } finally {
    for (const release of held.values()) release()
    await endLeftovers(folder, stopGraceMs)
    if (record.result !== 'running') {
      log.say(`run ${number}: ${record.result}${record.error === null ? '' : `: ${record.error}`}`)
      await write()
    }
    log.close()
  }
  return record
}

/** The Jenkinsfile and vars of a run, written down once: a run that goes on uses what it began with. */
async function sourceOf(folder: string, work: Work, platform: Platform): Promise<{ jenkinsfile: string; vars: string }> {
  const source = join(folder, 'source')
  if (!existsSync(source)) {
    const draft = `${source}.draft`
    await rm(draft, { recursive: true, force: true })
    const history = new History(mirrorFolder(platform), work.repository.url, work.repository.env)
    await history.fetch()
    await history.writeProgram(work.commit, draft)
    await rename(draft, source)
  }
  return { jenkinsfile: join(source, 'Jenkinsfile'), vars: join(source, 'vars') }
}

function now(): string {
  return new Date().toISOString()
}
