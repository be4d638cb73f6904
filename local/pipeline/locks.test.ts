import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Locks } from './locks.ts'

const never = new AbortController().signal

test('a lock is held by one at a time, in the order they asked', async () => {
  const locks = new Locks()
  const order: string[] = []
  const first = await locks.acquire('a', never)
  const second = locks.acquire('a', never).then((release) => (order.push('second'), release))
  const third = locks.acquire('a', never).then((release) => (order.push('third'), release))
  order.push('first')
  first()
  ;(await second)()
  ;(await third)()
  assert.deepEqual(order, ['first', 'second', 'third'])
})

test('who stops waiting for a lock holds up nobody', async () => {
  const locks = new Locks()
  const first = await locks.acquire('a', never)
  const impatient = new AbortController()
  const second = assert.rejects(locks.acquire('a', impatient.signal), /enough/)
  const third = locks.acquire('a', never)
  impatient.abort(new Error('enough'))
  await second
  first()
  ;(await third)()
})

test('locks of different names do not wait for each other', async () => {
  const locks = new Locks()
  await locks.acquire('a', never)
  ;(await locks.acquire('b', never))()
})
