import { CompiledQuery } from 'kysely'
import type { DatabaseConnection } from 'kysely'
import { createPool } from 'mysql2'
import type { Pool, PoolOptions } from 'mysql2'
import { watchedSocket } from './watched-socket.ts'

/** Connections of one replica, unless it is told otherwise. */
const connections = 10

/** Longer than a lock is waited for, shorter than people wait. */
const answersWithin = 8000

/** What the driver is told of a served database. */
export function poolSettings(options: { readonly url: string | undefined; readonly connections?: number; readonly answersWithin?: number }): PoolOptions {
  const url = new URL(options.url as string)
  const socket = url.searchParams.get('socket')
  const host = url.hostname || 'localhost'
  const port = Number(url.port || 3306)
  return {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    charset: 'utf8mb4',
    connectionLimit: options.connections ?? connections,
    maxIdle: 0,
    idleTimeout: 60_000,
    connectTimeout: 5000,
    supportBigNumbers: true,
    dateStrings: true,
    stream: () => watchedSocket(socket ? { path: socket } : { host, port }, options.answersWithin ?? answersWithin),
  }
}

/** Connections for scripts only: no other statement could do more than it says, whatever got into its text. */
export function scriptPool(settings: PoolOptions): Pool {
  // The values are in the text already; the driver would look through all of it for places to put some.
  const pool = createPool({ ...settings, multipleStatements: true, queryFormat: (text) => text })
  pool.on('connection', (connection) => connection.query(sessionSettings.join(';'), (error) => error && connection.destroy()))
  return pool
}

/**
 * Gap locks of REPEATABLE READ would let writers of different stores wait for each other;
 * a lock is waited for no longer than a batch may take.
 */
const sessionSettings = ['set session transaction isolation level read committed', 'set session innodb_lock_wait_timeout = 3']

/** For a pool that Kysely sets up the connections of. */
export async function setSession(connection: unknown): Promise<void> {
  for (const text of sessionSettings) await (connection as DatabaseConnection).executeQuery(CompiledQuery.raw(text))
}
