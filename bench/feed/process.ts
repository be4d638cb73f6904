import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Asking, Opening, Told } from './screens.ts'

/** Screens in a process of their own. */
export type Screens = { readonly pid: number; tell(): Promise<Told>; close(): Promise<void> }

/** Opens screens and waits until each has had its first frame. */
export async function openScreens(opening: Omit<Opening, 'type'>): Promise<Screens> {
  const child = fork(join(import.meta.dirname, 'screens.ts'), { serialization: 'advanced' })
  const answer = async () => {
    const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`the screens ended with ${String(code)}`)))])) as [unknown]
    return message
  }
  child.send({ type: 'open', ...opening } satisfies Opening)
  await answer()
  return {
    pid: child.pid as number,
    async tell() {
      child.send({ type: 'tell' } satisfies Asking)
      return (await answer()) as Told
    },
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** A metric's value on a replica's metrics port, summed over its labels. */
export async function metricOf(metricsPort: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  return [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce((sum, match) => sum + Number(match[1]), 0)
}
