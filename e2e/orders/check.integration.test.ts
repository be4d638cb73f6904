import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hangs } from '@jari/service/testing/engines.ts'
import { run } from './run.ts'

test('orders keep their promises while the service, its database and the network fail', { timeout: hangs }, async (t) => {
  const seed = Math.floor(Math.random() * 1e9)
  const verdict = await run({ seed, orders: 2000, faults: 8, slowLog: false }, (line) => t.diagnostic(line))
  assert.deepEqual(verdict.violations, [], `npm run check:orders -- --seed ${seed} --orders 2000 --faults 8`)
  assert.ok(verdict.acknowledged >= 2000)
})
