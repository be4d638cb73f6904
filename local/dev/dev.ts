import { once } from 'node:events'
import { join, relative } from 'node:path'
import type { Platform } from '../platform.ts'
import { filesUsedBy } from './imports.ts'
import { prefixedLog, type Log } from './log.ts'
import { startStack, type Stack } from './stack.ts'
import type { Unit } from './unit.ts'
import { watchFolders } from './watch.ts'

/**
 * `npm run dev`: all services on the embedded database, their types checked as they run; a change restarts the services
 * that use the changed file and no others. Data is kept in `<state>/dev`. Returns 0 after Ctrl-C.
 */
export async function dev(platform: Platform, _args: string[]): Promise<number> {
  const colour = process.stdout.isTTY === true
  const log = prefixedLog((text) => process.stdout.write(text), colour)
  const begun = Date.now()
  const stack = await startStack({
    checkout: platform.checkout,
    folder: join(platform.state, 'dev'),
    port: platform.ports.dev,
    checked: true,
    notice: '',
    log,
    died: (what, how) => log(what, `ended (${how}); starts again when a file that it uses changes`),
  })
  log('dev', `starting all services at ${stack.url}`)
  const ending = new AbortController()
  const restart = restarter(stack, platform.checkout, ending.signal, log)
  const watching = watchFolders(['apps', 'packages'].map((folder) => join(platform.checkout, folder)), restart)
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  void stack.started.then((failed) => ending.signal.aborted || tell(stack, failed, Date.now() - begun, log))
  await interrupted
  log('dev', 'stopping')
  ending.abort()
  await watching.close()
  await stack.stop()
  return 0
}

function tell(stack: Stack, failed: string[], took: number, log: Log): void {
  if (failed.length) return log('dev', `not started: ${failed.join(', ')} (see above); a change starts them again`)
  log('dev', `ready in ${(took / 1000).toFixed(1)} s: ${stack.url}`)
  log('dev', `the services' operations: ${stack.url}/api-docs`)
  log('dev', `sign in as staff: jiwoo, password ${stack.secrets.staffPassword}`)
}

/** Restarts the units that use a changed file. Changes that come during a restart make it begin again, once. */
function restarter(stack: Stack, checkout: string, ending: AbortSignal, log: Log): (changed: Set<string>) => void {
  const wanted = new Map<Unit, string>()
  const busy = new Set<Unit>()

  async function restart(unit: Unit): Promise<void> {
    await stack.started
    for (let because = wanted.get(unit); because && !ending.aborted; because = wanted.get(unit)) {
      wanted.delete(unit)
      log('dev', `${relative(checkout, because)} changed: ${unit.service.name} starts again`)
      await unit.stop()
      if (await unit.start()) log('dev', `${unit.service.name} is ready`)
    }
    busy.delete(unit)
  }

  return (changed) => {
    for (const unit of stack.units) {
      const because = [...usedBy(unit, checkout)].find((file) => changed.has(file))
      if (!because) continue
      wanted.set(unit, because)
      // a start that is under way is of the past; ending it lets the next one begin
      if (busy.has(unit)) void stack.started.then(() => unit.stop())
      else void restart((busy.add(unit), unit))
    }
  }
}

function usedBy(unit: Unit, checkout: string): Set<string> {
  const { main, simulator } = unit.service
  return new Set([main, simulator].flatMap((entry) => (entry ? [...filesUsedBy(entry, checkout)] : [])))
}
