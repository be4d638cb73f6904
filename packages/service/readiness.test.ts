import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReadiness } from './readiness.ts'

test('names each check that fails, asks at most once a second, and is not ready while draining', async () => {
  let now = 0
  let asked = 0
  let broken = true
  const readiness = createReadiness([{ name: 'database', check: async () => { asked++; if (broken) throw new Error('is away') } }, { name: 'disk', check: async () => undefined }], () => now)
  assert.deepEqual(await readiness.faults(), ['database: is away'])
  broken = false
  assert.deepEqual(await readiness.faults(), ['database: is away'])
  assert.equal(asked, 1)
  now = 1000
  assert.deepEqual(await readiness.faults(), [])
  readiness.drain()
  assert.deepEqual(await readiness.faults(), ['draining'])
})
