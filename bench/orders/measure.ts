import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { percentile, round } from '../loop/figures.ts'
import { secondsOfProcess } from '../loop/process-use.ts'
import type { Guest, Report, Task } from './generator.ts'

/** What one run of the load showed. Latencies in milliseconds, processor use in cores. */
export type Figures = {
  readonly offered: number
  readonly achieved: number
  /** Orders placed in all, also those answered after the end. */
  readonly placed: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly cores: { readonly service: number; readonly database: number; readonly generator: number; readonly all: number }
  /** Processor time an order in microseconds: says what a machine could do whose processors nobody else uses. */
  readonly microseconds: { readonly service: number; readonly database: number; readonly generator: number }
}

/** Connections of the load generator. */
export const connections = 64
/** Lines of an order. */
const lines = 3
const items = ['americano', 'latte', 'vanilla-latte', 'cold-brew', 'matcha-latte', 'yuzu-tea', 'earl-grey', 'lemonade', 'croissant', 'salt-bread', 'cheesecake']

/** What is measured: replicas of the service and their database. */
export type Stack = { readonly ports: readonly number[]; readonly servicePids: readonly number[]; readonly databasePid: number }

/** Offers `rate` orders a second for `seconds` and measures. Throws if any is answered with something else than 201. */
export async function measure(at: Stack, guests: readonly Guest[], rate: number, seconds: number): Promise<Figures> {
  const generator = spawn(process.execPath, [join(import.meta.dirname, 'generator.ts')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const services = () => at.servicePids.reduce((sum, pid) => sum + secondsOfProcess(pid), 0)
  const before = { service: services(), database: secondsOfProcess(at.databasePid) }
  const machineBefore = busySeconds()
  const task: Task = { ports: at.ports, guests, items, lines, rate, seconds, connections }
  const began = performance.now()
  generator.send(task)
  const [report] = (await Promise.race([once(generator, 'message'), once(generator, 'exit').then(([code]) => Promise.reject(new Error(`the load generator ended with ${String(code)}`)))])) as [Report]
  const took = (performance.now() - began) / 1000
  const spent = { service: services() - before.service, database: secondsOfProcess(at.databasePid) - before.database, generator: secondsOfProcess(generator.pid as number) }
  const share = (seconds: number) => round(seconds / took, 2)
  const cores = { service: share(spent.service), database: share(spent.database), generator: share(spent.generator), all: share(busySeconds() - machineBefore) }
  generator.disconnect()
  await once(generator, 'exit')
  if (report.firstFailure) throw new Error(`an order was not placed: ${report.firstFailure}; answers: ${JSON.stringify(report.statuses)}`)
  const { latencies } = report
  const placed = report.statuses[201] ?? 0
  const each = (seconds: number) => Math.round((seconds / placed) * 1e6)
  const microseconds = { service: each(spent.service), database: each(spent.database), generator: each(spent.generator) }
  return { offered: rate, achieved: Math.round(report.achieved), placed, p50: round(percentile(latencies, 0.5)), p95: round(percentile(latencies, 0.95)), p99: round(percentile(latencies, 0.99)), cores, microseconds }
}

/** Processor seconds that the whole machine has spent, by all that runs on it. */
function busySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '').split(' ').map(Number)
  return (user + nice + system + irq + softirq) / 100
}
