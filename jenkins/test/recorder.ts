import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { framesOf } from '../../local/pipeline/frame.ts'
import { runProgram, type Answer, type End, type Step } from '../../local/pipeline/program.ts'
import { platformFromEnvironment } from '../../local/platform.ts'

export const vars = join(import.meta.dirname, '../vars')
export const jenkinsfile = join(import.meta.dirname, '../../Jenkinsfile')

/** What a program did, step by step, and how it ended. */
export type Recording = { readonly steps: readonly Step[]; readonly end: End }

/**
 * Runs a Jenkinsfile with our vars under the CPS transform, saved at each step as always, with no work done: every step succeeds,
 * readJSON gives `plan`, and `answer` may decide otherwise.
 */
export async function record(file: string, { plan = {}, parameters = {}, answer }: { plan?: object; parameters?: Record<string, string>; answer?: (step: Step) => Answer | undefined } = {}): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-record-'))
  const steps: Step[] = []
  const usual = (step: Step): Answer => ({ value: step.name === 'enter' ? step.arguments[0] : step.name === 'readJSON' ? plan : null })
  try {
    const { cache } = platformFromEnvironment({ ...process.env, JARI_STATE: folder })
    const end = await runProgram({
      cache,
      jenkinsfile: file,
      vars,
      saved: join(folder, 'program.bin'),
      commit: 'c0ffee',
      parameters,
      resume: false,
      say: console.error,
      answer: async (step) => {
        steps.push(step)
        return answer?.(step) ?? usual(step)
      },
    })
    return { steps, end }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** As `record`, of a Jenkinsfile given as text. */
export async function recordText(text: string, options: Parameters<typeof record>[1] = {}): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-text-'))
  try {
    const file = join(folder, 'Jenkinsfile')
    await writeFile(file, text)
    return await record(file, options)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The script of a step `sh`. */
export function scriptOf(step: Step): string {
  const [given] = step.arguments
  return typeof given === 'string' ? given : String((given as { script: unknown }).script)
}

/** The commands of a recording as `stage: script`, with the variables that withEnv gave, in the order they ran. */
export function commandsOf({ steps }: Recording): string[] {
  return steps
    .filter(({ name }) => name === 'sh')
    .map((step) => {
      const variables = framesOf(step.context, 'env').flatMap((frame) => frame.variables.filter((variable) => !variable.endsWith('=')))
      return [`${framesOf(step.context, 'stage').at(-1)?.name}:`, ...variables, scriptOf(step)].join(' ')
    })
}
