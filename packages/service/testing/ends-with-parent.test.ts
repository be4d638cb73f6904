import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { endsWithParent } from './ends-with-parent.ts'

test('a process ends with the one that started it, even if that is killed', { skip: process.platform !== 'linux' }, async () => {
  const [program, ...args] = endsWithParent(['sleep', '600'])
  const parent = spawn(process.execPath, ['-e', `console.log(require('node:child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: 'ignore' }).pid); setInterval(() => {}, 1000)`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(parent.stdout, 'data')) as [Buffer]
  const child = Number(said.toString())
  while (commandOf(child) !== 'sleep 600') await new Promise(setImmediate)
  parent.kill('SIGKILL')
  while (commandOf(child) === 'sleep 600') await new Promise(setImmediate)
})

/** The command line of a process, empty if there is none any more. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
  } catch (error) {
    assert.ok(['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? ''))
    return ''
  }
}
