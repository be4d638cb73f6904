import { closeSync, openSync, writeSync } from 'node:fs'
import type { Mask } from './mask.ts'

/** A run's log.txt: each line with its time (UTC), secrets masked. Written at once, so that a crash loses nothing. */
export class Log {
  readonly #file: number
  readonly #mask: Mask
  readonly #onLine: (line: string) => void

  constructor(file: string, mask: Mask, onLine: (line: string) => void) {
    this.#file = openSync(file, 'a', 0o600)
    this.#mask = mask
    this.#onLine = onLine
  }

  say(text: string): void {
    for (const line of this.#mask(text).split('\n')) {
      writeSync(this.#file, `${new Date().toISOString().slice(11, 19)} ${line}\n`)
      this.#onLine(line)
    }
  }

  close(): void {
    closeSync(this.#file)
  }
}
