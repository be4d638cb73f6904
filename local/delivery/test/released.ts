import { git } from '../../../jenkins/steps/git/git.ts'
import { findRelease, releasesAt } from '../../../jenkins/steps/gitops/releases.ts'
import { Failure } from '../../../jenkins/steps/outcome.ts'
import { watched } from '../../../jenkins/steps/outcomes/watched.ts'
import { promoteByWriter } from '../../../jenkins/steps/promote/by-writer.ts'
import { step as promote } from '../../../jenkins/steps/promote/step.ts'
import { startWorld, type World } from '../../../jenkins/steps/testing/world.ts'

export type Released = AsyncDisposable & { readonly world: World, readonly first: string, readonly second: string, readonly third: string }

/**
 * This project's own manifests with a history: `first` and then `second` went all the way to prod, `third` failed in dev once and is
 * Healthy there and in staging. Prod has a freeze that is to come.
 */
export async function startReleased(): Promise<Released> {
  const world = await startWorld()
  const { repo, run, change, cut, context, clock } = world
  const noted = (environment: string, step: string, work: () => Promise<object>) => {
    clock.now = Date.now()
    return watched(context, step, environment, work)
  }
  const healthy = (environment: string) => noted(environment, 'smoke', async () => ({}))
  const toProd = async (id: string) => {
    const release = findRelease(await releasesAt(repo.remote, 'main'), id)
    await promoteByWriter(context, 'prod', { release }, 'jari-bot', id)
    await healthy('prod')
  }
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await healthy('dev')
  await run(promote, { to: 'staging' })
  await healthy('staging')
  await toProd(first)
  const second = await cut(await change('Take orders faster', { 'gitops/base/order/note.txt': 'faster\n', 'gitops/freezes.yaml': freezes }), { order: 'faster' })
  await healthy('dev')
  await run(promote, { to: 'staging' })
  await healthy('staging')
  await toProd(second)
  const third = await cut(await change('Show <tips> & more', { 'gitops/base/order/note.txt': 'tips\n' }), { order: 'tips' })
  await noted('dev', 'await-healthy', async () => { throw new Failure('dev: order crashes: no such table') }).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error
  })
  await healthy('dev')
  await run(promote, { to: 'staging' })
  await healthy('staging')
  return { world, first, second, third, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

const freezes = `freezes:
- {name: feast, environments: [prod], from: "2099-12-24T00:00:00+09:00", until: "2099-12-27T00:00:00+09:00", timeZone: Asia/Seoul, reason: the shop is full}
`
