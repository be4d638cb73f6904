import type { Middleware } from 'koa'
import type { Log } from './log.ts'
import { Problem } from './problem.ts'
import { problems } from './problems.ts'
import { isTransient } from './transient.ts'

/** The one place where errors become answers: problems as they are, a lost database 503, anything else a 500 whose cause is only logged. */
export function answerProblems(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.body == null && ctx.status === 404) throw problems.notFound('page')
    } catch (error) {
      const problem = toProblem(error)
      if (problem !== error) ((ctx.state.logOf as (() => Log) | undefined)?.() ?? log).error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
      ctx.status = problem.status
      ctx.set(problem.headers)
      ctx.body = JSON.stringify(problem.toDocument(ctx.state.requestId as string | undefined))
      ctx.type = 'application/problem+json'
    }
  }
}

/** A database that does not answer is no fault of the request, and passes. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return isTransient(error) ? problems.unavailable('The database does not answer.') : problems.internal()
}
