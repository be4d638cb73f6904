import { join } from 'node:path'
import { publishKeys, runMigrate } from '../../apps/order/testing/order-process.ts'
import { startReplica } from '../../bench/stack/order-replica.ts'
import type { Replica } from '../../bench/stack/order-replica.ts'
import { freePorts } from '../../packages/service/testing/free-ports.ts'
import type { TestIssuer } from '../../packages/service/testing/issuer.ts'
import { startMariaDb } from '../../packages/service/testing/mariadb.ts'
import type { TestServer } from '../../packages/service/testing/mariadb.ts'
import { startProxy } from '../../packages/service/testing/proxy.ts'
import type { Proxy } from '../../packages/service/testing/proxy.ts'

/** The order service on its database, with a network between all of them that can fail. */
export type Shop = {
  readonly database: TestServer
  /** The database's address, past the network that fails. */
  readonly url: string
  /** The way to the database, of each replica its own. */
  readonly databaseProxies: readonly [Proxy, Proxy]
  /** The ways to the replicas: of who orders, and of screens. */
  readonly clientProxies: readonly [Proxy, Proxy]
  readonly screenProxies: readonly [Proxy, Proxy]
  readonly first: Replica
  readonly second: Replica | null
  startFirst(): Promise<void>
  startSecond(): Promise<void>
  stopSecond(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  close(): Promise<void>
}

/** Each write of the redo log waits this long, in microseconds: half as long as a replica takes to look again, so that one sees what is not durable. */
const slowness = 100_000

/** `slowLog`: the database runs under strace, which holds up each write of its redo log. */
export async function openShop({ issuer, folder, slowLog }: { issuer: TestIssuer; folder: string; slowLog: boolean }): Promise<Shop> {
  const keys = await publishKeys(issuer)
  const tracer = (data: string) => ['strace', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-P', `${data}/ib_logfile0`, '-e', 'trace=pwrite64,write', '-e', `inject=pwrite64,write:delay_enter=${slowness}`]
  const database = await startMariaDb(slowLog ? { through: tracer } : {})
  const url = await database.database()
  const databasePort = Number(new URL(url).port)
  const pairOf = async (first: () => number, second: () => number) => [await startProxy(first), await startProxy(second)] as const
  const databaseProxies = await pairOf(() => databasePort, () => databasePort)
  const environment = { STORE_URL: keys.url, DEMO: '1', DRAIN_MS: '200', LOG_LEVEL: 'warn' }
  const addressed = (which: 0 | 1) => url.replace(`:${databasePort}/`, `:${databaseProxies[which].port}/`)
  if ((await runMigrate({ ...environment, DATABASE_URL: url })) !== 0) throw new Error('the migrations failed')
  const ports = (await freePorts(4)) as [number, number, number, number]
  const start = (which: 0 | 1) => startReplica({ environment: { ...environment, DATABASE_URL: addressed(which) }, logFile: join(folder, `order-${which + 1}.log`), port: ports[which], metricsPort: ports[(which + 2) as 2 | 3] })
  let first = await start(0)
  let second: Replica | null = null
  const clientProxies = await pairOf(() => ports[0], () => ports[1])
  const screenProxies = await pairOf(() => ports[0], () => ports[1])
  return {
    database,
    url,
    databaseProxies,
    clientProxies,
    screenProxies,
    get first() {
      return first
    },
    get second() {
      return second
    },
    async startFirst() {
      first = await start(0)
    },
    async startSecond() {
      second = await start(1)
    },
    async stopSecond(signal) {
      const ending = second
      second = null
      await ending?.end(signal)
    },
    async close() {
      await first.end('SIGKILL')
      await second?.end('SIGKILL')
      for (const proxy of [...clientProxies, ...screenProxies, ...databaseProxies]) await proxy.stop()
      await database.stop()
      keys.close()
    },
  }
}
