import type Router from '@koa/router'
import { syncWaves, type SyncWave } from '../argocd/sync-tree.ts'
import { environmentPage } from '../page/environment.ts'
import { layout } from '../page/layout.ts'
import { SourceError } from '../request.ts'
import { versionOf } from '../watch.ts'
import { noticeOf, show, viewOf, type Desk } from './context.ts'

/** One environment with the live tree of what Argo CD manages there; the same tree as JSON. */
export function environmentRoutes(router: Router, desk: Desk) {
  const known = async (name: string | undefined) => (await desk.watch.current()).environments.find((one) => one.name === name)

  router.get('/environments/:name', async (ctx) => {
    const [view, state] = await Promise.all([viewOf(ctx, desk), desk.watch.current()])
    const environment = state.environments.find(({ name }) => name === ctx.params.name)
    if (environment === undefined) return
    const tree = await treeOf(desk, environment.application)
    show(ctx, layout(view, { path: `/environments/${environment.name}`, version: versionOf(state), notice: noticeOf(ctx, desk) }, environmentPage(view, state, environment, tree)))
  })

  router.get('/api/environments/:name/tree', async (ctx) => {
    const environment = await known(ctx.params.name)
    if (environment === undefined) return
    const { waves, fault } = await treeOf(desk, environment.application)
    ctx.status = fault === null ? 200 : 502
    ctx.body = fault === null ? { environment: environment.name, waves } : { error: fault }
  })
}

async function treeOf({ reading }: Desk, application: string): Promise<{ waves: SyncWave[], fault: string | null }> {
  try {
    const { application: observed, tree } = await reading.observed(application)
    return { waves: syncWaves(observed, tree), fault: null }
  } catch (error) {
    if (error instanceof SourceError) return { waves: [], fault: error.message }
    throw error
  }
}
