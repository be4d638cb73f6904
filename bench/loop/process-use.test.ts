import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { descendants, memoryOf, secondsOfProcess } from './process-use.ts'

test('a process is counted with what it has started, its memory and its processor time', async () => {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  try {
    const all = descendants(process.pid)
    assert.ok(all.includes(process.pid) && all.includes(child.pid!))
    const { pssKiB, rssKiB } = memoryOf([process.pid])
    assert.ok(pssKiB > 10_000 && rssKiB >= pssKiB, `${pssKiB} ${rssKiB}`)
    assert.ok(secondsOfProcess(process.pid) > 0)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
  assert.deepEqual(memoryOf([child.pid!]), { pssKiB: 0, rssKiB: 0 })
})
