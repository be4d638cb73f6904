/**
 * How fast an order reaches the screens, on one replica as it ships, on MariaDB: 1,000 screens over 20 stores, 200 in one store,
 * and the same with 20 more that read nothing. Times are from just before the commit of an event until a screen has it.
 * Prints numbers beside their targets and judges nothing. As root it all runs in a network whose connections hold little, so that
 * who reads nothing is full after a second or two; else the kernel takes in megabytes for them, and they may never be.
 *
 *   npm run bench:feed                    about a minute and a half
 *   npm run bench:feed -- --json          prints one JSON object last
 *   npm run bench:feed -- --seconds 5     a shorter look
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { publishKeys, runMigrate } from '../apps/order/testing/order-process.ts'
import { wholeNumber } from '../local/commands/whole-number.ts'
import { freePorts } from '../packages/service/testing/free-ports.ts'
import { createTestIssuer } from '../packages/service/testing/issuer.ts'
import { startMariaDb } from '../packages/service/testing/mariadb.ts'
import { heldBy, residentOf } from './feed/memory.ts'
import { isNarrow, runInNarrowNetwork } from './feed/narrow-network.ts'
import { metricOf, openScreens } from './feed/process.ts'
import { percentile, round } from './loop/figures.ts'
import { measure } from './orders/measure.ts'
import { startReplica } from './stack/order-replica.ts'
import { shippedOptions } from './stack/shipped-database.ts'
import { baristaOf, guestsOf, storeIds } from './stack/shops.ts'

/** One arrangement of screens. `rate`: events a second in all; `deaf`: screens beside the others that read nothing. */
type Scene = { readonly name: string; readonly stores: number; readonly screens: number; readonly deaf: number; readonly rate: number }

const scenes: readonly Scene[] = [
  { name: '1,000 screens, 20 stores', stores: 20, screens: 1000, deaf: 0, rate: 200 },
  { name: '200 screens, 1 store', stores: 1, screens: 200, deaf: 0, rate: 100 },
  { name: 'the same, 20 more are deaf', stores: 1, screens: 200, deaf: 20, rate: 100 },
]

/** Runs the measurement; see above for `args`. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '15' } } })
  const code = isNarrow ? null : await runInNarrowNetwork()
  if (code !== null) return code
  const seconds = wholeNumber('--seconds', values.seconds)
  const folder = mkdtempSync(join(tmpdir(), 'jari-bench-feed-'))
  const issuer = await createTestIssuer()
  const keys = await publishKeys(issuer)
  const server = await startMariaDb({ options: shippedOptions() })
  console.log(`${cpus().length} cores, load average before ${loadavg().map((load) => load.toFixed(1)).join(' ')}, ${seconds} s each${isNarrow ? '' : '; not root: who reads nothing may never be full'}\n`)
  console.log(`${''.padEnd(28)} events/s deliveries missing   p50   p95   p99 ms  KiB/connection  lagged  lost  cores: service all`)
  const figures: Record<string, unknown>[] = []
  try {
    for (const scene of scenes) figures.push(await play(scene))
    console.log(`\np99 target ≤ 200 ms, ≤ 40 KiB a connection; lost: closed with 4409 after lagging for 5 s; load average after ${loadavg()[0]?.toFixed(1)}`)
    if (values.json) console.log(JSON.stringify({ scenes: figures }))
    return 0
  } finally {
    await server.stop()
    keys.close()
    rmSync(folder, { recursive: true, force: true })
  }

  async function play({ name, stores, screens: count, deaf, rate }: Scene): Promise<Record<string, unknown>> {
    const environment = { DATABASE_URL: await server.database(), STORE_URL: keys.url, DEMO: '1', DRAIN_MS: '0' }
    if ((await runMigrate(environment)) !== 0) throw new Error('the migrations failed')
    const [port, metricsPort, inspectorPort] = (await freePorts(3)) as [number, number, number]
    const replica = await startReplica({ environment: { ...environment, NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}` }, logFile: join(folder, 'order.log'), port, metricsPort })
    const at = { ports: [port], servicePids: [replica.pid], databasePid: server.pid }
    const ids = storeIds(stores)
    const guests = await guestsOf(issuer, ids, 10)
    try {
      // warm: a service that has just started compiles while it serves
      await measure(at, guests, 200, 3)
      const before = await heldBy(replica.pid, inspectorPort)
      const screens = await openScreens({ port, stores: ids, token: await baristaOf(issuer, ids), count: count + deaf, deaf })
      try {
        const resident = (residentOf(replica.pid) - before) / (count + deaf)
        const memory = ((await heldBy(replica.pid, inspectorPort)) - before) / (count + deaf)
        const load = await measure(at, guests, rate, seconds)
        await sleep(1000)
        const { delays, closed } = await screens.tell()
        const expected = load.placed * (count / stores)
        const row = { name, screens: count, deaf, rate, deliveries: delays.length, missing: expected - delays.length, p50: percentile(delays, 0.5), p95: percentile(delays, 0.95), p99: percentile(delays, 0.99), kibPerConnection: round(memory), kibWithGarbage: round(resident), closed, lagged: await metricOf(metricsPort, 'feed_lags_total'), lost: await metricOf(metricsPort, 'feed_lost_clients_total'), cores: load.cores }
        const cell = (value: number, width: number) => String(value).padStart(width)
        console.log(`${name.padEnd(28)} ${cell(rate, 8)} ${cell(row.deliveries, 10)} ${cell(row.missing, 7)} ${cell(row.p50, 5)} ${cell(row.p95, 5)} ${cell(row.p99, 5)} ${cell(row.kibPerConnection, 18)} ${cell(row.lagged, 7)} ${cell(row.lost, 5)} ${cell(load.cores.service, 15)} ${cell(load.cores.all, 3)}`)
        return row
      } finally {
        await screens.close()
      }
    } finally {
      await replica.end('SIGTERM')
    }
  }
}
