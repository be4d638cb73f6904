import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from './platform.ts'
import { paths } from './platform.ts'

/** One phase of `npm start`, as kept in `<state>/run/phases.json`; times in ISO 8601, seconds as numbers. */
export type Phase = {
  name: string
  expectedSeconds?: number
  startedAt: string
  finishedAt?: string
  result?: 'done' | 'nothing to do' | 'failed'
  detail?: string
}

/** Prints phases with expected and elapsed time, and keeps them where the delivery page reads them. */
export class Progress {
  readonly phases: Phase[] = []
  readonly #file: string
  readonly #write: (text: string) => void

  constructor(platform: Platform, write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#file = join(paths(platform).run, 'phases.json')
    this.#write = write
  }

  /** A line of its own, between phases. */
  say(text: string): void {
    this.#write(`${text}\n`)
  }

  /** Runs `work` as a phase; `work` may return a short detail, or 'nothing to do'. Rethrows what it throws. */
  async phase<T extends string | void>(name: string, expectedSeconds: number | undefined, work: (note: (text: string) => void) => Promise<T>): Promise<void> {
    const began = Date.now()
    const phase: Phase = { name, startedAt: new Date(began).toISOString(), ...(expectedSeconds === undefined ? {} : { expectedSeconds }) }
    this.phases.push(phase)
    await this.#save()
    const elapsed = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
    const expected = expectedSeconds && expectedSeconds >= 5 ? `, usually ${expectedSeconds} s` : ''
    let latest = ''
    // a person sees that a long phase is alive, a log file is not filled
    const ticker = setInterval(() => this.#write(`   ${name}: ${elapsed()}${expected}${latest ? `: ${latest}` : ''}\n`), 15_000)
    ticker.unref()
    try {
      const detail = await work((text) => {
        latest = text
      })
      phase.result = detail === 'nothing to do' ? detail : 'done'
      if (detail) phase.detail = detail
      this.#write(` + ${name}: ${elapsed()}${expected}${detail ? ` (${detail})` : ''}\n`)
    } catch (error) {
      phase.result = 'failed'
      phase.detail = (error as Error).message
      this.#write(` x ${name}: failed after ${elapsed()}\n`)
      throw error
    } finally {
      clearInterval(ticker)
      phase.finishedAt = new Date().toISOString()
      await this.#save()
    }
  }

  async #save(): Promise<void> {
    await mkdir(join(this.#file, '..'), { recursive: true })
    await writeFile(`${this.#file}.new`, JSON.stringify(this.phases, null, 1))
    await rename(`${this.#file}.new`, this.#file)
  }
}

/** What long work tells: phases, and lines between them. */
export type Tell = Pick<Progress, 'phase' | 'say'>

/** Tells a line for each finished phase and keeps nothing: for work that is no part of a start. */
export function plainTell(say: (line: string) => void): Tell {
  return {
    say,
    async phase(name, _expectedSeconds, work) {
      const began = Date.now()
      await work(() => {})
      say(`   ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`)
    },
  }
}
