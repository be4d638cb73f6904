import { spawn } from 'node:child_process'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFree } from './ports.ts'
import type { Platform } from './platform.ts'
import { paths } from './platform.ts'
import { endProcess, runningMark } from './process.ts'

/** Processes of the platform on the host which outlive the command that started them: their program under local/ and the port they answer on. */
const programs = {
  daemon: { file: 'daemon.ts', port: 'delivery' },
  preview: { file: 'dev/preview-main.ts', port: 'preview' },
} as const
export type Background = keyof typeof programs

const markFile = (platform: Platform, name: Background) => join(paths(platform).run, `${name}.pid`)

/** Whether the background process runs. */
export async function isUp(platform: Platform, name: Background): Promise<boolean> {
  return (await runningMark(markFile(platform, name))) !== undefined
}

/**
 * Starts a background process unless it runs, and waits until it has written its mark and answers on its port.
 * Its output goes to `<state>/log/<name>.log`. Throws with the log's end if it does not come up.
 */
export async function startBackground(platform: Platform, name: Background): Promise<'started' | 'nothing to do'> {
  if (await isUp(platform, name)) return 'nothing to do'
  const { log } = paths(platform)
  await mkdir(log, { recursive: true })
  const file = join(log, `${name}.log`)
  const output = await open(file, 'a')
  const { size: before } = await output.stat()
  const child = spawn(process.execPath, [join(platform.checkout, 'local', programs[name].file)], {
    cwd: platform.checkout,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: {
      ...process.env,
      JARI_STATE: platform.state,
      JARI_CACHE: platform.cache,
      JARI_PORT: String(platform.ports.delivery),
      PATH: `${join(platform.checkout, 'node_modules', '.bin')}:${paths(platform).bin}:${process.env.PATH}`,
    },
  })
  let ended: number | null | undefined
  child.on('error', () => (ended = 1))
  child.on('exit', (code) => (ended = code ?? 1))
  try {
    const until = Date.now() + 60_000
    while (!(await isUp(platform, name)) || (await isFree(platform.ports[programs[name].port]))) {
      if (ended !== undefined || Date.now() > until) {
        const text = (await (await open(file)).readFile('utf8')).slice(before).trim().split('\n').slice(-12).join('\n')
        if (ended === undefined) child.kill('SIGKILL')
        throw new Error(`the platform's ${name} did not come up (${ended === undefined ? 'not ready after 60 s' : `exit ${ended}`}); ${file} ends with:\n${text}`)
      }
      await sleep(100)
    }
  } finally {
    child.unref()
    await output.close()
  }
  return 'started'
}

/** Ends a background process and all it has started; nothing if it does not run. */
export async function stopBackground(platform: Platform, name: Background, graceMs = 15_000): Promise<void> {
  const mark = await runningMark(markFile(platform, name))
  if (mark) await endProcess(mark, graceMs)
}

/** Sends a running background process a signal; throws if it does not run. */
export async function signalBackground(platform: Platform, name: Background, signal: NodeJS.Signals): Promise<void> {
  const mark = await runningMark(markFile(platform, name))
  if (!mark) throw new Error(`the platform's ${name} does not run: npm start`)
  process.kill(mark.pid, signal)
}
