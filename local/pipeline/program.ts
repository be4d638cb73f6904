import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Frame } from './frame.ts'
import { installGroovy } from './install.ts'
import { javaHome } from './java.ts'

/** A step the program stands at. `arguments` are as written in the Jenkinsfile: a map of settings, plain values, or both. */
export type Step = {
  readonly name: string
  readonly arguments: readonly unknown[]
  readonly context: readonly Frame[]
  /** Where it was called: `Jenkinsfile` or `jenkins/vars/<name>.groovy`, and the line there. */
  readonly file?: string
  readonly line?: number
}

/** What became of a step; a failure is thrown inside the program where the step was called. */
export type Answer = { readonly value: unknown } | { readonly failure: 'failed' | 'interrupted' | 'unknown'; readonly message: string }

export type ProgramOptions = {
  readonly cache: string
  readonly jenkinsfile: string
  /** The folder of the library's vars. */
  readonly vars: string
  /** The file that the program is saved to before each step. */
  readonly saved: string
  readonly commit: string
  /** The parameters of the build, as `params` has them. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Go on with what `saved` holds, at the step where it stands. */
  readonly resume: boolean
  readonly signal?: AbortSignal | undefined
  readonly answer: (step: Step) => Promise<Answer>
  /** What the program prints by itself (println, warnings of the JVM). */
  readonly say: (line: string) => void
}

/** How a program ended. `unloadable`: it was to be resumed and what was saved cannot be read. */
export type End = { readonly type: 'end' | 'unloadable'; readonly error?: string; readonly file?: string; readonly line?: number }

type Message = ({ readonly type: 'step' } & Step) | End

const engine = join(import.meta.dirname, 'groovy')
// Groovy 2.4 looks into classes that Java 17 has closed; one small compiler and collector start in half the time
const flags = [
  ...['java.lang', 'java.util', 'java.io'].flatMap((name) => ['--add-opens', `java.base/${name}=ALL-UNNAMED`]),
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseSerialGC',
  '-Xmx256m',
  '-Dfile.encoding=UTF-8',
]

/**
 * Runs a Jenkinsfile under Jenkins' CPS transform in a JVM of its own, until its end. The JVM ends when this process does.
 * Throws the signal's reason when aborted, and an Error when the JVM ends without a word.
 */
export async function runProgram(options: ProgramOptions): Promise<End> {
  const { cache, jenkinsfile, vars, saved, commit, parameters = {}, resume, signal, answer, say } = options
  signal?.throwIfAborted()
  const classPath = [...(await installGroovy(cache)), engine].join(':')
  const jvm = spawn(join(javaHome, 'bin/java'), [...flags, '-cp', classPath, 'groovy.ui.GroovyMain', join(engine, 'Program.groovy')], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((done, failed) => jvm.on('error', failed).on('close', () => done()))
  // a write to a JVM that has just ended is no news: its silence is reported below
  jvm.stdin.on('error', () => {})
  const last: string[] = []
  createInterface({ input: jvm.stderr }).on('line', (line) => {
    last.splice(0, last.length - 4)
    last.push(line)
    say(line)
  })
  const kill = () => jvm.kill('SIGKILL')
  signal?.addEventListener('abort', kill)
  const send = (message: unknown) => jvm.stdin.write(`${JSON.stringify(message)}\n`)
  try {
    send({ engine, jenkinsfile, vars, saved, commit, parameters, resume })
    for await (const line of createInterface({ input: jvm.stdout })) {
      const message = JSON.parse(line) as Message
      if (message.type !== 'step') return message
      send(await answer(message))
    }
    await gone
    signal?.throwIfAborted()
    throw new Error(`the engine of the pipeline ended without a word: ${last.join(' / ') || `exit code ${jvm.exitCode ?? jvm.signalCode}`}`)
  } finally {
    signal?.removeEventListener('abort', kill)
    kill()
    await gone
  }
}
