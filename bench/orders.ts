/**
 * How many orders the order service takes, as it ships: verified tokens, validation, idempotency keys, logs, metrics, MariaDB
 * with innodb_flush_log_at_trx_commit=1. Open loop from a process of its own, 64 connections, orders of 3 lines.
 * Prints numbers beside their targets and judges nothing.
 *
 *   npm run bench:orders                   about two minutes
 *   npm run bench:orders -- --json         prints one JSON object last
 *   npm run bench:orders -- --seconds 5    a shorter look
 *   npm run bench:orders -- --replicas 2   of two that share the database, as in prod
 *
 * The baseline is the same code with batches of one and as many at a time as there are connections to the database:
 * what a service does that gives each request a transaction of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { publishKeys, runMigrate } from '../apps/order/testing/order-process.ts'
import { wholeNumber } from '../local/commands/whole-number.ts'
import { freePorts } from '../packages/service/testing/free-ports.ts'
import { createTestIssuer } from '../packages/service/testing/issuer.ts'
import { startMariaDb } from '../packages/service/testing/mariadb.ts'
import { round } from './loop/figures.ts'
import { connections, measure } from './orders/measure.ts'
import type { Figures, Stack } from './orders/measure.ts'
import { type Replica, startReplica } from './stack/order-replica.ts'
import { shippedOptions } from './stack/shipped-database.ts'
import { guestsOf, storeIds } from './stack/shops.ts'

/** More than any of these machines takes: what is achieved then is what the service can do. */
const flood = { shipped: 20_000, baseline: 8000 }
/** Orders a second that are aimed at; half of it is offered where latency is looked at. */
const targets = { one: 3000, twenty: 8000 }

/** Runs the measurement; see above for `args`. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '10' }, replicas: { type: 'string', default: '1' } } })
  const seconds = wholeNumber('--seconds', values.seconds)
  const count = wholeNumber('--replicas', values.replicas)
  const folder = mkdtempSync(join(tmpdir(), 'jari-bench-orders-'))
  const issuer = await createTestIssuer()
  const keys = await publishKeys(issuer)
  const server = await startMariaDb({ options: shippedOptions() })
  console.log(`${cpus().length} cores, load average before ${loadavg().map((load) => load.toFixed(1)).join(' ')}, ${count === 1 ? 'one replica' : `${count} replicas`}, ${connections} connections, ${seconds} s each\n`)
  console.log(`${''.padEnd(26)}  offered achieved   p50   p95   p99 ms   cores: service database generator all   µs an order: service database generator`)
  try {
    const guests = { twenty: await guestsOf(issuer, storeIds(20), 25), one: await guestsOf(issuer, storeIds(1), 25) }
    const shipped = await withReplicas({}, async (at) => ({
      twenty: await show('20 stores, flooded', measure(at, guests.twenty, flood.shipped, seconds)),
      one: await show('1 store, flooded', measure(at, guests.one, flood.shipped, seconds)),
      twentyHalf: await show(`20 stores, ${targets.twenty / 2}/s`, measure(at, guests.twenty, targets.twenty / 2, seconds)),
      oneHalf: await show(`1 store, ${targets.one / 2}/s`, measure(at, guests.one, targets.one / 2, seconds)),
    }))
    const baseline = await withReplicas({ BATCH_CAP: '1' }, async (at) => ({
      twenty: await show('baseline, 20 stores', measure(at, guests.twenty, flood.baseline, seconds)),
      one: await show('baseline, 1 store', measure(at, guests.one, flood.baseline, seconds)),
    }))
    const ratio = round(shipped.one.achieved / baseline.one.achieved, 2)
    const ratio20 = round(shipped.twenty.achieved / baseline.twenty.achieved, 2)
    console.log(`\n20 stores ${shipped.twenty.achieved}/s (target ≥ ${targets.twenty}), one store ${shipped.one.achieved}/s (target ≥ ${targets.one}); p99 at half ${shipped.twentyHalf.p99} and ${shipped.oneHalf.p99} ms (target ≤ 50)`)
    console.log(`over the baseline: one store ${ratio} times (target ≥ 3), 20 stores ${ratio20} times (target ≥ 2); load average after ${loadavg()[0]?.toFixed(1)}`)
    if (values.json) console.log(JSON.stringify({ replicas: count, ratio, ratio20, shipped, baseline }))
    return 0
  } finally {
    await server.stop()
    keys.close()
    rmSync(folder, { recursive: true, force: true })
  }

  /** Replicas on a database of their own, warmed up. */
  async function withReplicas<Result>(more: Record<string, string>, work: (at: Stack) => Promise<Result>): Promise<Result> {
    const environment = { DATABASE_URL: await server.database(), STORE_URL: keys.url, DEMO: '1', DRAIN_MS: '0', ...more }
    if ((await runMigrate(environment)) !== 0) throw new Error('the migrations failed')
    const replicas: Replica[] = []
    try {
      for (let number = 1; number <= count; number += 1) {
        const [port, metricsPort] = (await freePorts(2)) as [number, number]
        replicas.push(await startReplica({ environment, logFile: join(folder, `order-${number}.log`), port, metricsPort }))
      }
      const at: Stack = { ports: replicas.map(({ port }) => port), servicePids: replicas.map(({ pid }) => pid), databasePid: server.pid }
      await measure(at, await guestsOf(issuer, storeIds(20), 25), 2000, 3)
      return await work(at)
    } finally {
      await Promise.all(replicas.map((replica) => replica.end('SIGTERM')))
    }
  }
}

async function show(what: string, figures: Promise<Figures>): Promise<Figures> {
  const { offered, achieved, p50, p95, p99, cores, microseconds } = await figures
  const cell = (value: number, width: number) => String(value).padStart(width)
  console.log(`${what.padEnd(26)} ${cell(offered, 8)} ${cell(achieved, 8)} ${cell(p50, 5)} ${cell(p95, 5)} ${cell(p99, 5)} ${cell(cores.service, 18)} ${cell(cores.database, 8)} ${cell(cores.generator, 9)} ${cell(cores.all, 3)} ${cell(microseconds.service, 23)} ${cell(microseconds.database, 8)} ${cell(microseconds.generator, 9)}`)
  return figures
}
