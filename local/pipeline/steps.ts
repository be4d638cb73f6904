import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkOut } from './checkout.ts'
import { framesOf, timeoutFrame, type Frame } from './frame.ts'
import type { Step } from './program.ts'
import { runShell } from './shell.ts'

/** What the steps of one run work with. */
export type Work = {
  readonly workspace: string
  /** The run's own folder. */
  readonly folder: string
  readonly commit: string
  /** Variables of every script, secrets not among them. */
  readonly environment: Readonly<Record<string, string>>
  /** Secrets by the id that withCredentials names. */
  readonly secrets: Readonly<Record<string, string>>
  /** What fetches the repository: its address, and the variables that carry the token. */
  readonly repository: { readonly url: string; readonly env: Readonly<Record<string, string>> }
  /** Milliseconds on the run's own clock. */
  readonly clock: () => number
  readonly say: (line: string) => void
  /** Whether a newer commit waits that this run has to make way for. */
  readonly superseded: () => Promise<boolean>
  /** Does what belongs to entering a frame (note a stage, wait for a lock). */
  readonly enter: (frame: Frame, signal: AbortSignal) => Promise<void>
  readonly leave: (frame: Frame, error: string | undefined) => Promise<void>
}

type Settings = Readonly<Record<string, unknown>>
type Perform = (step: Step, work: Work, signal: AbortSignal) => Promise<unknown>

/** What ends a run at its milestone. */
export const supersededText = 'a newer commit of main takes over'

/** The program is to be stopped where it stands, and this is why. */
export class Interrupted extends Error {}

/** The steps that our Jenkinsfile and vars use, besides those with a body, which are in groovy/cps/Steps.groovy. */
export const steps: Readonly<Record<string, Perform>> = {
  async enter(step, work, signal) {
    const frame = frameOf(step.arguments[0] as Settings, work)
    await work.enter(frame, signal)
    return frame
  },

  async leave(step, work) {
    const { error } = step.arguments[0] as { error?: string }
    await work.leave(step.context.at(-1) as Frame, error)
  },

  async checkout(step, work) {
    const { commit } = settingsOf(step, 'commit') as { commit: string }
    work.say(`checkout ${commit}`)
    await checkOut(work.workspace, work.repository.url, commit, work.repository.env)
  },

  async sh(step, work, signal) {
    const { script } = settingsOf(step, 'script') as { script: string }
    const { workspace: cwd, folder } = work
    const firstWords: string[] = []
    const say = (line: string, error: boolean) => {
      if (error && firstWords.length === 0 && !noise.test(line)) firstWords.push(line)
      work.say(line)
    }
    const env = { ...work.environment, ...variablesOf(step.context, work), WORKSPACE: cwd }
    const code = await runShell({ script, file: join(folder, 'script.sh'), cwd, env, cookie: folder, signal, say })
    // the first line that a step of ours writes to stderr names the cause
    if (code !== 0) throw new Error(firstWords.length > 0 ? `${firstWords[0]} (exit code ${code})` : `script returned exit code ${code}`)
  },

  async echo(step, work) {
    work.say(String(step.arguments[0]))
  },

  async error(step) {
    throw new Error(String(step.arguments[0]))
  },

  async milestone(_step, work) {
    if (await work.superseded()) throw new Interrupted(supersededText)
  },

  async readJSON(step, work) {
    // maps and lists are plain here in any case
    const { file } = settingsOf(step, 'file', ['returnPojo']) as { file: string }
    return JSON.parse(await readFile(join(work.workspace, file), 'utf8')) as unknown
  },
}

/** Lines on stderr that come before what matters: the trace of `sh -x`, warnings of npm and node. */
const noise = /^(\+ |npm (warn|notice)|\(node:|\(Use `node|\s*$)/

/** The settings of a step that takes a map or, alone, the value of its main setting. Throws an Error naming a setting that is not known here. */
function settingsOf(step: Step, main: string, more: readonly string[] = []): Settings {
  const [given] = step.arguments
  const settings = typeof given === 'object' && given !== null ? (given as Settings) : { [main]: given }
  const others = Object.keys(settings).filter((name) => name !== main && name !== 'label' && !more.includes(name))
  if (others.length > 0) throw new Error(`${step.name} has no setting "${others.join('", "')}" here`)
  if (settings[main] === undefined || settings[main] === null) throw new Error(`${step.name} needs "${main}"`)
  return settings
}

function frameOf(settings: Settings, work: Work): Frame {
  const { type, ...rest } = settings
  if (type === 'timeout') return timeoutFrame(rest, work.clock())
  if (type === 'credentials')
    for (const { credentialsId } of settings.bindings as { credentialsId: string }[])
      if (work.secrets[credentialsId] === undefined) throw new Error(`there are no credentials "${credentialsId}"`)
  return settings as Frame
}

/** The variables that withEnv and withCredentials add, the innermost last. */
function variablesOf(context: readonly Frame[], { secrets }: Work): Record<string, string> {
  const variables = framesOf(context, 'env').flatMap((frame) => frame.variables.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const))
  const credentials = framesOf(context, 'credentials').flatMap((frame) => frame.bindings.map(({ credentialsId, variable }) => [variable, secrets[credentialsId] ?? ''] as const))
  return Object.fromEntries([...variables, ...credentials])
}
