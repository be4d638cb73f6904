import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { git } from '../../jenkins/steps/git/git.ts'
import type { Platform } from '../platform.ts'
import { stepEnvironment, type StepEnvironment } from './environment.ts'

/** How often the gates of open pull requests are asked: soak times and freezes end by the clock alone. */
const pace = 300_000

export type GatesOptions = { readonly paceMs?: number; readonly say?: (line: string) => void; readonly settings?: () => Promise<StepEnvironment> }

/** `ask` asks them now, for something has changed that they look at. */
export type Gates = { readonly ask: () => void; readonly stop: () => Promise<void> }

/** Asks the gates every five minutes and brings on what they let go, as jenkins/jobs/gates.jenkinsfile does on a Jenkins. What it says is told when it is another thing than before. */
export function startGates(platform: Platform, { paceMs = pace, say = console.log, settings = () => stepEnvironment(platform) }: GatesOptions = {}): Gates {
  const stopped = new AbortController()
  let wake = Promise.withResolvers<void>()
  let said = ''
  const work = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const woken = wake.promise
      const now = await ask(platform, settings, stopped.signal)
      if (now !== said && !stopped.signal.aborted) say(`gates: ${(said = now)}`)
      await Promise.race([woken, sleep(paceMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {})])
    }
  }
  const working = work()
  return {
    ask: () => {
      wake.resolve()
      wake = Promise.withResolvers()
    },
    stop: async () => {
      stopped.abort(new Error('the gates are asked no more'))
      await working
    },
  }
}

/** Runs `jari gates` in a repository of its own, which only lends it objects. */
async function ask(platform: Platform, settings: () => Promise<StepEnvironment>, signal: AbortSignal): Promise<string> {
  try {
    const { environment, secrets } = await settings()
    const folder = join(platform.state, 'gates.git')
    await mkdir(folder, { recursive: true })
    await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main'])
    const env = { ...environment, JARI_FORGE_TOKEN: secrets['jari-forge-token'], ARGOCD_TOKEN: secrets['jari-argocd-token'] }
    const { stdout } = await promisify(execFile)(process.execPath, [join(platform.checkout, 'jenkins/steps/jari.mjs'), 'gates', '--carry-on', '--checkout', folder], { env, signal })
    return stdout.trim()
  } catch (error) {
    // the forge may not be up yet, or be down for a while; the first line of a step names the cause
    return ((error as { stderr?: string }).stderr?.trim() || (error as Error).message).split('\n')[0]!
  }
}
