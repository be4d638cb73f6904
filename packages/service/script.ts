import type { Kysely } from 'kysely'
import { CompiledQuery } from 'kysely'
import type { Pool, PoolConnection } from 'mysql2'
import { textOf } from './literal.ts'
import { nothing } from './statement.ts'
import type { Brought, Question, Row, Statement } from './statement.ts'

type Answers<Questions> = { [I in keyof Questions]: Questions[I] extends Question<infer Answer> ? Answer : never }

/**
 * A transaction whose statements go out together: for what is written with every request. A round trip costs both sides
 * a system call, a wake-up and a wait; a batch of orders has two.
 */
export type Script = {
  /** Asks in this order, in one round trip. The first call begins the transaction; each statement sees what others committed before it. */
  ask<const Questions extends readonly Question<unknown>[]>(...questions: Questions): Promise<Answers<Questions>>
  /** Carries out the last statements and commits, in one round trip. */
  commit(statements: readonly Statement[]): Promise<void>
}

/** Runs `work` as one transaction. What it has not committed when it ends, or throws, is rolled back. */
export type RunScript = <Result>(work: (script: Script) => Promise<Result>) => Promise<Result>

/** Sends statements over one connection and tells what each brought. */
type Send = (statements: readonly Statement[]) => Promise<readonly Brought[]>

const begin: Statement = { sql: 'begin', values: [] }
const commit: Statement = { sql: 'commit', values: [] }
const rollback: Statement = { sql: 'rollback', values: [] }

/** Throws what went wrong; `lost` is called if not even the rollback went through. */
async function runOver<Result>(send: Send, lost: () => void, work: (script: Script) => Promise<Result>): Promise<Result> {
  let open = false
  const sendWithin = async (statements: readonly Statement[]) => {
    const all = open ? statements : [begin, ...statements]
    open = true
    return (await send(all)).slice(-statements.length)
  }
  try {
    return await work({
      async ask(...questions) {
        const asked = questions.filter(({ sql }) => sql)
        const brought = asked.length > 0 ? await sendWithin(asked) : []
        return questions.map((question) => question.read(question.sql ? (brought[asked.indexOf(question)] as Brought) : nothing)) as never
      },
      async commit(statements) {
        await sendWithin([...statements, commit])
        open = false
      },
    })
  } finally {
    if (open) await send([rollback]).catch(lost)
  }
}

/** On MySQL and MariaDB: the pool's connections must take several statements at once and send text as it is. */
export function servedScripts(pool: Pool): RunScript {
  return async (work) => {
    const connection = await new Promise<PoolConnection>((resolve, reject) => pool.getConnection((error, one) => (error ? reject(error) : resolve(one))))
    try {
      return await runOver((statements) => sendText(connection, statements.map(textOf)), () => connection.destroy(), work)
    } finally {
      connection.release()
    }
  }
}

function sendText(connection: PoolConnection, texts: readonly string[]): Promise<Brought[]> {
  return new Promise((resolve, reject) => {
    connection.query(texts.join(';'), (error, result) => {
      if (error) return reject(error)
      const results = (texts.length === 1 ? [result] : result) as (Row[] | { affectedRows: number })[]
      resolve(results.map((one) => (Array.isArray(one) ? { rows: one, changed: 0 } : { rows: [], changed: one.affectedRows })))
    })
  })
}

/** On the embedded database, which has no round trips: the same statements one after the other. */
export function embeddedScripts(kysely: () => Kysely<unknown>): RunScript {
  return (work) =>
    kysely().connection().execute((connection) => {
      const sendEach: Send = async (statements) => {
        const brought: Brought[] = []
        for (const { sql, values } of statements) {
          const { rows, numAffectedRows } = await connection.executeQuery<Row>(CompiledQuery.raw(sql, [...values]))
          brought.push({ rows, changed: Number(numAffectedRows ?? 0) })
        }
        return brought
      }
      return runOver(sendEach, () => undefined, work)
    })
}
