import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type Router from '@koa/router'
import { paths } from '../../platform.ts'
import { layout } from '../page/layout.ts'
import { logPage } from '../page/log.ts'
import { readLog, readRun } from '../run/runs.ts'
import { show, viewOf, type Desk } from './context.ts'

/** One run of the pipeline and its log. */
export function runRoutes(router: Router, desk: Desk) {
  const { runs } = paths(desk.platform)

  router.get('/runs/:number', async (ctx) => {
    const number = wanted(ctx.params.number)
    const run = number === null ? null : await readRun(runs, number, desk.reading.describe)
    if (run === null) return
    const [view, log] = await Promise.all([viewOf(ctx, desk), readLog(runs, run.number)])
    show(ctx, layout(view, { path: `/runs/${run.number}` }, logPage(view, run, log)))
  })

  router.get('/runs/:number/log', async (ctx) => {
    const number = wanted(ctx.params.number)
    if (number === null) return
    const file = join(runs, String(number), 'log.txt')
    try {
      await access(file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      return
    }
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = createReadStream(file)
  })
}

/** A run's number, or null for what cannot be one. */
function wanted(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}
