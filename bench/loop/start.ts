import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isUp } from '../../local/background.ts'
import { readRuns } from '../../local/commands/state.ts'
import type { Phase } from '../../local/progress.ts'
import type { TestPlatform } from '../../e2e/platform.ts'
import { line, round, secondsSince } from './figures.ts'

/** Starts the platform unless it is up. Seconds by phase, as `<state>/run/phases.json` tells them of its last start; `first` if it was the very first, just now. */
export async function measureStart(test: TestPlatform, say: (line: string) => void) {
  const first = (await readRuns(test.platform)).length === 0
  const began = performance.now()
  if (!(await isUp(test.platform, 'daemon'))) await test.npm('start')
  const seconds = first ? secondsSince(began) : null
  const phases = (await phasesOf(test)).map((phase) => ({ name: phase.name, seconds: secondsOf(phase), expectedSeconds: phase.expectedSeconds ?? null, detail: phase.detail ?? null }))
  say(first ? 'first start' : 'the last start of this platform')
  for (const phase of phases) say(line(phase.name, phase.seconds, 's', phase.expectedSeconds === null ? '' : `usually ${phase.expectedSeconds}`))
  if (seconds !== null) say(line('npm start, first', seconds, 's', '≤ 2100 with tools to build'))
  return { first, seconds, phases }
}

/** `npm stop`, then `npm start` until it says that three environments are Healthy. Seconds. */
export async function measureRestart(test: TestPlatform, say: (line: string) => void) {
  const stopping = performance.now()
  await test.npm('stop')
  const stopSeconds = secondsSince(stopping)
  const starting = performance.now()
  await test.npm('start')
  const restartSeconds = secondsSince(starting)
  for (const phase of await phasesOf(test)) say(line(phase.name, secondsOf(phase), 's'))
  say(line('npm stop', stopSeconds, 's'))
  say(line('npm start to three Healthy', restartSeconds, 's', '≤ 60'))
  return { stopSeconds, restartSeconds }
}

async function phasesOf({ platform }: TestPlatform): Promise<Phase[]> {
  return JSON.parse(await readFile(join(platform.state, 'run/phases.json'), 'utf8')) as Phase[]
}

const secondsOf = ({ startedAt, finishedAt }: Phase) => round((Date.parse(finishedAt ?? startedAt) - Date.parse(startedAt)) / 1000)
