import { Migration } from '@mikro-orm/migrations'

/** The table that remembers which migrations ran. */
export const migrationTable = 'schema_migration'

/** A migration with its stable name; names sort in the order they run, for example 0001_orders. */
export type MigrationEntry = { readonly name: string; readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration }

/** What MariaDB, MySQL and SQLite say of an index or column that is there already; `if not exists` of these is not to be had on MySQL. */
const alreadyThere = [
  { statement: /^\s*create index/i, error: /duplicate key name|index \S+ already exists/i },
  { statement: /^\s*alter table \S+ add column/i, error: /duplicate column name/i },
]

/**
 * A hand-written migration. The statements must run on MariaDB, MySQL and SQLite alike, so: VARCHAR, INTEGER, BIGINT,
 * LONGTEXT; no ENGINE, no AUTO_INCREMENT; CREATE TABLE IF NOT EXISTS, since MariaDB commits at each DDL statement
 * and a migration that was killed half-way starts again from its beginning (an index or a column that is there already is passed over).
 * Most migrations expand: they leave all that older releases use. One that drops, renames or narrows something is a contract, and says
 * after which release nothing uses it any more: `{ contractAfter: '0042' }`. The pipeline reads that from the source and keeps it from
 * an environment that still runs an older release; it refuses one that destroys without saying so.
 */
export function migration(name: string, statements: readonly string[], _declared?: { readonly contractAfter: string }): MigrationEntry {
  return {
    name,
    class: class extends Migration {
      override async up(): Promise<void> {
        for (const statement of statements) await this.#run(statement)
      }

      async #run(statement: string): Promise<void> {
        try {
          await this.execute(statement)
        } catch (error) {
          const { message } = error as Error
          if (!alreadyThere.some((one) => one.statement.test(statement) && one.error.test(message))) throw error
        }
      }
    },
  }
}
