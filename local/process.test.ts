import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { endProcess, isRunning, markOf, runningMark, withLock, writeMark } from './process.ts'

test('a mark tells a process from a later one with the same number', () => {
  const mark = markOf(process.pid)
  assert.ok(mark && isRunning(mark))
  assert.equal(isRunning({ ...mark, started: '1' }), false)
})

test('a process that ignores SIGTERM is gone after endProcess', async () => {
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"])
  await new Promise((done) => child.stdout.once('data', done))
  const mark = markOf(child.pid!)
  assert.ok(mark)
  await endProcess(mark, 100)
  assert.equal(isRunning(mark), false)
})

test('a held lock is refused by naming its holder, and a dead one is taken over', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jari-lock-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'lock')
  const taken = ({ pid }: { pid: number }) => new Error(`held by ${pid}`)
  await withLock(file, taken, async () => {
    await assert.rejects(
      withLock(file, taken, async () => {}),
      new RegExp(`held by ${process.pid}`),
    )
  })
  await writeFile(file, '999999999 1\n')
  assert.equal(await withLock(file, taken, async () => 'mine'), 'mine')
  await assert.rejects(readFile(file), /ENOENT/)
})

test('a mark file of an ended process reads as none', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jari-mark-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'pid')
  await writeMark(file)
  assert.equal((await runningMark(file))?.pid, process.pid)
  await writeFile(file, '999999999 1\n')
  assert.equal(await runningMark(file), undefined)
})
