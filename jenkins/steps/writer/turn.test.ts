import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { takeTurn } from './turn.ts'

test('writers of one place take turns, those of another do not wait', async () => {
  const place = randomUUID()
  let inside = 0
  const most = await Promise.all(Array.from({ length: 5 }, async () => {
    await using _turn = await takeTurn(place)
    inside++
    await using _other = await takeTurn(`${place}-${inside}-other`)
    return inside--
  }))
  assert.deepEqual(most, [1, 1, 1, 1, 1])
})

test('the turn of a writer that is killed is free at once', async () => {
  const place = randomUUID()
  const script = `import { takeTurn } from '${join(import.meta.dirname, 'turn.ts')}'; await takeTurn('${place}'); console.log('mine')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const next = takeTurn(place)
  child.kill('SIGKILL')
  await using _turn = await next
})
