import { setTimeout as sleep } from 'node:timers/promises'
import { deliveryState, readRuns } from '../../local/commands/state.ts'
import type { TestPlatform } from '../../e2e/platform.ts'

/** Milliseconds for which nothing may have happened. */
const quiet = 5000

/** Waits until the pipeline runs nothing and all environments are Synced and Healthy, for a moment. Throws after 15 minutes. */
export async function settled({ platform }: TestPlatform): Promise<void> {
  const until = Date.now() + 15 * 60_000
  for (let since = Date.now(); Date.now() - since < quiet; await sleep(500)) {
    const runs = await readRuns(platform)
    const { environments } = await deliveryState(platform)
    const calm = runs.every(({ result }) => result !== 'running') && environments.every(({ sync, health }) => sync === 'Synced' && health === 'Healthy')
    if (!calm) since = Date.now()
    if (Date.now() > until) throw new Error(`the platform does not settle: ${JSON.stringify({ last: runs.at(-1), environments })}`)
  }
}
