import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endsWithParent } from '../../packages/service/testing/ends-with-parent.ts'

/** The order service as a process of its own, run as its image runs it; its log goes to a file. It ends with this process. */
export type Replica = {
  readonly port: number
  readonly metricsPort: number
  readonly pid: number
  /** Ends it and waits for its end: SIGTERM drains, SIGKILL does not. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const checkout = join(import.meta.dirname, '../..')

/** What its image gives to Node: flags and main.ts. */
function shippedCommand(): string[] {
  const command = /^CMD (\[.*\])$/m.exec(readFileSync(join(checkout, 'apps/order/Dockerfile'), 'utf8'))?.[1]
  if (!command) throw new Error('the Dockerfile of the order service says nothing of what it runs')
  return JSON.parse(command) as string[]
}

/** Starts a replica on these ports and waits until it is ready; throws if it ends before. */
export async function startReplica(options: { environment: Readonly<Record<string, string>>; logFile: string; port: number; metricsPort: number }): Promise<Replica> {
  const { environment, logFile, port, metricsPort } = options
  const log = openSync(logFile, 'a')
  const [program, ...args] = endsWithParent([process.execPath, ...shippedCommand()])
  const child = spawn(program, args, {
    cwd: checkout,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), METRICS_PORT: String(metricsPort), ...environment },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  await ready(port, () => child.exitCode !== null || child.signalCode !== null)
  return {
    port,
    metricsPort,
    pid: child.pid as number,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}

/** How long a replica may take to be ready, in milliseconds. */
const patience = 60_000

async function ready(port: number, ended: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + patience
  for (;;) {
    if (ended()) throw new Error('the order service ended before it was ready; see its log')
    if (performance.now() > giveUpAt) throw new Error(`the order service was not ready within ${patience} ms`)
    try {
      if ((await fetch(`http://127.0.0.1:${port}/readyz`)).ok) return
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    await sleep(50)
  }
}
