import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/**
 * Kysely dialect for node:sqlite. MikroORM's own lacks `iterate` (its em.stream fails) and the settings that make a
 * file fit for a service: a write-ahead log, so that readers do not stop the writer, and a patient lock.
 * synchronous = full: an acknowledged order is on the disk, as on the big databases.
 */
export function nodeSqliteDialect(path: string): SqliteDialect {
  return new SqliteDialect({
    database: async () => {
      if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
      const database = new DatabaseSync(path)
      database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma foreign_keys = on')
      return {
        prepare(sql: string) {
          const statement = database.prepare(sql)
          const values = (parameters: readonly unknown[]) => parameters.map(toSqlite)
          return {
            reader: /^\s*(select|pragma|explain|with|values)/i.test(sql) || /\breturning\b/i.test(sql),
            all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
            run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
            iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
          }
        },
        close: () => database.close(),
      }
    },
  })
}

function toSqlite(value: unknown): SQLInputValue {
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)
}
