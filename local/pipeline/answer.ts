import { framesOf, type Frame } from './frame.ts'
import type { Answer, Step } from './program.ts'
import { Interrupted, steps, type Work } from './steps.ts'

type Hold = (frame: Frame, signal: AbortSignal) => Promise<void>

/**
 * Makes what answers a program's steps: does the work of each within the time limits it stands in.
 * `hold` takes a lock; a program that is resumed stands in locks that have to be taken again first.
 */
export function answerer(work: Work, signal: AbortSignal, hold: Hold): (step: Step) => Promise<Answer> {
  return async (step) => {
    const perform = steps[step.name]
    if (!perform) return { failure: 'unknown', message: unknown(step) }
    using limit = timeLimit(step, work.clock())
    try {
      const within = AbortSignal.any([signal, limit.signal])
      for (const frame of framesOf(step.context, 'lock')) await hold(frame, within)
      // what is left must be left, however late
      const value = await perform(step, work, step.name === 'leave' ? signal : within)
      return { value: value ?? null }
    } catch (error) {
      if (signal.aborted) throw error
      const message = error instanceof Error ? error.message : String(error)
      return { failure: error instanceof Interrupted ? 'interrupted' : 'failed', message }
    }
  }
}

/** A signal that is aborted when the first of the step's time limits is over. */
function timeLimit({ context, name }: Step, now: number): Disposable & { signal: AbortSignal } {
  const first = framesOf(context, 'timeout').toSorted((a, b) => a.deadline - b.deadline)[0]
  const over = new AbortController()
  const timer = first && name !== 'leave' ? setTimeout(() => over.abort(new Interrupted(`the time limit of ${first.text} is over`)), Math.max(0, first.deadline - now)) : undefined
  return { signal: over.signal, [Symbol.dispose]: () => clearTimeout(timer) }
}

function unknown({ name, file, line }: Step): string {
  const place = file === undefined ? '' : ` (${file} line ${line})`
  return `no step "${name}" for such arguments${place}: the local pipeline knows ${Object.keys(steps).filter((known) => !['enter', 'leave'].includes(known)).join(', ')} and the steps with a body of Steps.groovy`
}
