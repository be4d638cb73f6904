import { MariaDbDriver } from '@mikro-orm/mariadb'
import { Migrator } from '@mikro-orm/migrations'
import { MySqlDriver } from '@mikro-orm/mysql'
import { MikroORM, SqliteDriver } from '@mikro-orm/sql'
import type { AbstractSqlDriver, Options, SqlEntityManager } from '@mikro-orm/sql'
import { MysqlDialect } from 'kysely'
import { createPool } from 'mysql2'
import type { PoolOptions } from 'mysql2'
import type { Log } from './log.ts'
import { migrationTable } from './migration.ts'
import type { MigrationEntry } from './migration.ts'
import { poolSettings, scriptPool, setSession } from './pool.ts'
import { embeddedScripts, servedScripts } from './script.ts'
import type { RunScript } from './script.ts'
import { nodeSqliteDialect } from './sqlite-dialect.ts'

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
  /** Runs a transaction in few round trips, for what is written with every request; see script.ts. */
  readonly script: RunScript
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

type Settings = Partial<Options<AbstractSqlDriver>>

/** Opens (without connecting) the database that the URL names. READ COMMITTED everywhere. */
export function openDatabase(options: DatabaseOptions): Database {
  const engine = engineOf(options.url)
  const settings = engine === 'sqlite' ? null : poolSettings(options)
  const orm = new MikroORM<AbstractSqlDriver>({
    ...(engine === 'sqlite' ? embedded(options) : served(engine, settings as PoolOptions)),
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
  const scripts = settings && scriptPool(settings)
  return {
    orm,
    engine,
    migrations: options.migrations,
    log: options.log,
    connections: settings?.connectionLimit ?? 1,
    em: () => orm.em.fork() as EntityManager,
    script: scripts ? servedScripts(scripts) : embeddedScripts(() => (orm.em.fork() as EntityManager).getKysely()),
    ping: async () => {
      await opened
      await (orm.em.fork() as EntityManager).execute('select 1')
    },
    close: async () => {
      if (scripts) await new Promise<void>((resolve, reject) => scripts.end((error) => (error ? reject(error) : resolve())))
      await orm.close(true)
    },
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

function served(engine: 'mariadb' | 'mysql', settings: PoolOptions): Settings {
  return {
    driver: drivers[engine],
    dbName: settings.database as string,
    // Made here, for MikroORM makes a client of its own only while it connects, and a query builder that is asked for one before fails.
    driverOptions: new MysqlDialect({ pool: createPool(settings), onCreateConnection: setSession }),
  }
}
