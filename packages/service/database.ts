import { MariaDbDriver } from '@mikro-orm/mariadb'
import { Migrator } from '@mikro-orm/migrations'
import { MySqlDriver } from '@mikro-orm/mysql'
import { MikroORM, SqliteDriver } from '@mikro-orm/sql'
import type { AbstractSqlDriver, Options, SqlEntityManager } from '@mikro-orm/sql'
import { CompiledQuery, MysqlDialect } from 'kysely'
import type { DatabaseConnection } from 'kysely'
import { createPool } from 'mysql2'
import type { Log } from './log.ts'
import { migrationTable } from './migration.ts'
import type { MigrationEntry } from './migration.ts'
import { nodeSqliteDialect } from './sqlite-dialect.ts'
import { watchedSocket } from './watched-socket.ts'

export type EntityManager = SqlEntityManager
export type Engine = 'mariadb' | 'mysql' | 'sqlite'

/** One service's database. Nothing connects before the first query, so a service can start before its database does. */
export type Database = {
  readonly orm: MikroORM
  readonly engine: Engine
  readonly migrations: readonly MigrationEntry[]
  readonly log: Log
  /** Connections at most. */
  readonly connections: number
  /** A fresh unit of work. Take one a request or job. */
  em(): EntityManager
  /** Throws if the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

export type DatabaseOptions = {
  /** `mariadb://…`, `mysql://…`, `sqlite:PATH`, `file:PATH`; absent: `.jari/<service>.sqlite`. */
  readonly url: string | undefined
  readonly service: string
  /** Made by `defineEntity`; none where all is read and written as rows (`em.getKysely()`). */
  readonly entities: readonly NonNullable<Settings['entities']>[number][]
  readonly migrations: readonly MigrationEntry[]
  readonly log: Log
  /** Connections at most; the embedded database has one. */
  readonly connections?: number
  /** How long a statement may go without a sign of the database before its connection is given up, in milliseconds; Infinity for migrations. */
  readonly answersWithin?: number
}

/** Connections of one replica, unless it is told otherwise. */
const connections = 10

type Settings = Partial<Options<AbstractSqlDriver>>

/** Longer than a lock is waited for, shorter than people wait. */
const answersWithin = 8000

/** Opens (without connecting) the database that the URL names. READ COMMITTED everywhere. */
export function openDatabase(options: DatabaseOptions): Database {
  const engine = engineOf(options.url)
  const orm = new MikroORM<AbstractSqlDriver>({
    ...(engine === 'sqlite' ? embedded(options) : served(engine, options)),
    entities: [...options.entities],
    // a service may ask for rows only
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: [...options.migrations], tableName: migrationTable, snapshot: false, transactional: true, allOrNothing: false },
    allowGlobalContext: false,
    logger: (message) => options.log.debug(message),
    colors: false,
  })
  // Else a query that is made by em.getKysely() before any other throws, and what it began to open is never closed.
  const opened = orm.em.getConnection().initClient()
  return {
    orm,
    engine,
    migrations: options.migrations,
    log: options.log,
    connections: engine === 'sqlite' ? 1 : (options.connections ?? connections),
    em: () => orm.em.fork() as EntityManager,
    ping: async () => {
      await opened
      await (orm.em.fork() as EntityManager).execute('select 1')
    },
    close: () => orm.close(true),
  }
}

/**
 * The drivers as no more than what an option takes. To find out that these classes fit it structurally
 * takes TypeScript 6 eight of the ten seconds that checking a whole service takes.
 */
const drivers = { mariadb: MariaDbDriver, mysql: MySqlDriver, sqlite: SqliteDriver } as unknown as Record<Engine, NonNullable<Settings['driver']>>

function engineOf(url: string | undefined): Engine {
  if (url?.startsWith('mariadb://')) return 'mariadb'
  if (url?.startsWith('mysql://')) return 'mysql'
  return 'sqlite'
}

function embedded(options: DatabaseOptions): Settings {
  const path = options.url?.replace(/^(sqlite|file):(\/\/)?/, '') || `.jari/${options.service}.sqlite`
  return { driver: drivers.sqlite, dbName: path, driverOptions: nodeSqliteDialect(path) }
}

function served(engine: 'mariadb' | 'mysql', options: DatabaseOptions): Settings {
  const url = new URL(options.url as string)
  const socket = url.searchParams.get('socket')
  const host = url.hostname || 'localhost'
  const port = Number(url.port || 3306)
  const database = decodeURIComponent(url.pathname.slice(1))
  return {
    driver: drivers[engine],
    dbName: database,
    // Made here, for MikroORM makes a client of its own only while it connects, and a query builder that is asked for one before fails.
    driverOptions: new MysqlDialect({
      pool: createPool({
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database,
        charset: 'utf8mb4',
        connectionLimit: options.connections ?? connections,
        maxIdle: 0,
        idleTimeout: 60_000,
        connectTimeout: 5000,
        supportBigNumbers: true,
        dateStrings: true,
        stream: () => watchedSocket(socket ? { path: socket } : { host, port }, options.answersWithin ?? answersWithin),
      }),
      onCreateConnection: setSession,
    }),
  }
}

/**
 * Gap locks of REPEATABLE READ would let writers of different stores wait for each other;
 * a lock is waited for no longer than a batch may take.
 */
async function setSession(connection: unknown): Promise<void> {
  const session = connection as DatabaseConnection
  await session.executeQuery(CompiledQuery.raw('set session transaction isolation level read committed'))
  await session.executeQuery(CompiledQuery.raw('set session innodb_lock_wait_timeout = 3'))
}
