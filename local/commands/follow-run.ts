import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isUp } from '../background.ts'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import type { Progress } from '../progress.ts'
import type { Run } from './state.ts'
import { deliveryState, readRuns } from './state.ts'

/** Shows the stages of the next run after number `after` as they pass; throws with the run's error if it fails. */
export async function followRun(platform: Platform, progress: Progress, name: string, expectedSeconds: number, after: number): Promise<Run> {
  let ended: Run | undefined
  await progress.phase(name, expectedSeconds, async (note) => {
    const said = new Set<string>()
    for (;;) {
      const run = (await readRuns(platform)).filter(({ number }) => number > after).at(-1)
      for (const stage of run?.stages ?? []) {
        if (!stage.finishedAt || said.has(stage.name)) continue
        said.add(stage.name)
        progress.say(`     ${stage.name}: ${((Date.parse(stage.finishedAt) - Date.parse(stage.startedAt)) / 1000).toFixed(1)} s${stage.result === 'success' ? '' : ` ${stage.result}`}`)
      }
      if (run) note(`stage ${run.stage ?? 'start'}`)
      if (run && run.result !== 'running') {
        if (run.result === 'failure') throw new Error(`The pipeline's run ${run.number} failed in stage ${run.stage}: ${run.error}\nWhole log: ${join(paths(platform).runs, String(run.number), 'log.txt')}. npm start tries again.`)
        ended = run
        return
      }
      if (!(await isUp(platform, 'daemon'))) throw new Error("the platform's daemon has ended: npm run logs -- daemon; npm start goes on")
      await sleep(500)
    }
  })
  return ended!
}

/**
 * Waits until these environments are Synced and Healthy; throws with what keeps each from it after `patience` ms, five minutes by default.
 * A page that does not answer at once is asked again: on a busy machine that says nothing of the environments.
 */
export async function becomeHealthy(platform: Platform, names: readonly string[], patience = 300_000): Promise<void> {
  const until = Date.now() + patience
  for (;;) {
    let why: string
    try {
      const environments = (await deliveryState(platform)).environments.filter(({ name }) => names.includes(name))
      if (environments.length === names.length && environments.every(({ health, sync }) => health === 'Healthy' && sync === 'Synced')) return
      why = environments.map(({ name, sync, health, reason }) => `${name} ${sync} ${health}${reason ? ` (${reason})` : ''}`).join('; ')
    } catch (error) {
      why = `the delivery page does not tell: ${(error as Error).message}`
    }
    if (Date.now() > until) throw new Error(`not Healthy after ${patience / 60_000} minutes: ${why}`)
    await sleep(500)
  }
}
