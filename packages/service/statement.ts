import { CompiledQuery } from 'kysely'
import type { EntityManager } from './database.ts'

/** One SQL statement. Each `?` in it stands for the next of its values; there is no `?` in it that does not. */
export type Statement = { readonly sql: string; readonly values: readonly unknown[] }

/** What a statement brought: the rows it found, or how many rows it wrote or would have written had they differed. */
export type Brought = { readonly rows: readonly Row[]; readonly changed: number }
export type Row = Readonly<Record<string, unknown>>

/** A statement and how its answer is read. With an empty `sql` nothing has to be asked: it is read as if nothing had been found. */
export type Question<Answer> = Statement & { readonly read: (brought: Brought) => Answer }

export const nothing: Brought = { rows: [], changed: 0 }

/** `?,?,?` for a list of `count` values. */
export function marks(count: number): string {
  return Array<string>(count).fill('?').join(',')
}

/** One statement that writes many rows, each with its values in the order of `columns`; none if there are no rows. `end` goes behind it. */
export function insertion(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[], end = ''): Statement[] {
  if (rows.length === 0) return []
  const row = `(${marks(columns.length)})`
  const names = columns.map((column) => `\`${column}\``).join(',')
  return [{ sql: `insert into \`${table}\` (${names}) values ${Array<string>(rows.length).fill(row).join(',')}${end}`, values: rows.flat() }]
}

/** The end of an insertion of rows whose `key` may be there already: then these columns get the new values. */
export function elseUpdate(engine: 'sqlite' | 'mariadb' | 'mysql', key: string, columns: readonly string[]): string {
  if (engine === 'sqlite') return ` on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`
  return ` on duplicate key update ${columns.map((column) => `${column} = values(${column})`).join(', ')}`
}

/** Runs a statement in the transaction of `em`. Throws as `em` does, for example UniqueConstraintViolationException. */
export async function execute(em: EntityManager, { sql, values }: Statement): Promise<Brought> {
  try {
    const { rows, numAffectedRows } = await em.getKysely().executeQuery<Row>(CompiledQuery.raw(sql, [...values]))
    return { rows, changed: Number(numAffectedRows ?? 0) }
  } catch (error) {
    throw em.getDriver().convertException(error as Error)
  }
}

/** Asks something in the transaction of `em`. */
export async function ask<Answer>(em: EntityManager, question: Question<Answer>): Promise<Answer> {
  return question.read(question.sql ? await execute(em, question) : nothing)
}

/** A statement of which only matters that it is carried out. */
export function carriedOut(statement: Statement): Question<void> {
  return { ...statement, read: () => undefined }
}
