import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Point } from '../../jenkins/steps/writer/writer.ts'
import type { Wish } from './edits.ts'
import type { Order } from './process.ts'

/** Between which steps a writer is killed; all are used in turn. */
const points: readonly Point[] = ['opened', 'fetched', 'looked', 'applied', 'committed', 'pushed']

export type Crowd = {
  readonly url: string
  readonly token: string
  readonly checkout: string
  readonly cache: string
  readonly wishes: readonly (readonly Wish[])[]
  /** How often each writer is killed between two steps. */
  readonly kills: number
  /** Each writer has private repositories of its own, so that they take no turns, as on machines of their own. */
  readonly apart: boolean
  readonly naive: boolean
  readonly random: () => number
}

export type Went = { readonly seconds: number; readonly kills: number; readonly failed: number }

/** Lets all writers write at once, starts those that were killed again, and waits for all. */
export async function letWrite(crowd: Crowd): Promise<Went> {
  const began = performance.now()
  const ends = await Promise.all(crowd.wishes.map((wishes, writer) => live(crowd, wishes, writer)))
  return {
    seconds: (performance.now() - began) / 1_000,
    kills: ends.reduce((sum, { kills }) => sum + kills, 0),
    failed: ends.reduce((sum, { failed }) => sum + failed, 0),
  }
}

/** The lives of one writer, until its last wish is done. A wish on which it fails by itself is given up. */
async function live({ url, token, checkout, cache, wishes: { length }, kills: most, apart, naive, random }: Crowd, wishes: readonly Wish[], writer: number) {
  let [from, kills, failed] = [0, 0, 0]
  while (from < wishes.length) {
    const dieAt = kills < most ? points[(writer + kills) % points.length] : undefined
    const order: Order = { url, checkout, cache: apart || naive ? join(cache, String(writer)) : cache, wishes, from, naive, ...(dieAt === undefined || naive ? {} : { dieAt }) }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'process.ts'), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, JARI_FORGE_TOKEN: token } })
    createInterface(child.stdout).on('line', (line) => (from = Number(line) + 1))
    let complaint = ''
    child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()))
    // the naive loop has no steps to stop between: it is killed at any moment
    const killer = naive && kills < most ? setTimeout(() => child.kill('SIGKILL'), 300 + random() * 3_000 * (length / 20)) : undefined
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    clearTimeout(killer)
    if (signal === 'SIGKILL') kills++
    else if (code !== 0) {
      failed++
      if (!naive) console.error(`writer ${writer}, edit ${from}: ${complaint.trim()}`)
      from++
    }
  }
  return { kills, failed }
}
