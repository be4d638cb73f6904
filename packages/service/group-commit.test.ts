import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGroupCommit } from './group-commit.ts'
import type { Outcome } from './group-commit.ts'

const deadlock = () => Object.assign(new Error('deadlock'), { code: 'ER_LOCK_DEADLOCK' })
const isTransient = (error: unknown) => (error as { code?: string }).code === 'ER_LOCK_DEADLOCK'
const double = (batch: readonly number[]): Outcome<number>[] => batch.map((n) => ({ value: n * 2 }))

test('what comes while a batch is written is written together, in order, and each caller gets its own answer', async () => {
  const batches: number[][] = []
  const gates: (() => void)[] = []
  const commit = createGroupCommit<number, number>({
    isTransient,
    cap: 4,
    write: async (batch) => {
      batches.push([...batch])
      await new Promise<void>((resolve) => gates.push(resolve))
      return double(batch)
    },
  })
  const first = commit.submit(1)
  while (gates.length === 0) await new Promise(setImmediate)
  const others = [2, 3, 4, 5, 6].map((n) => commit.submit(n))
  for (let opened = 0; opened < 3; opened++) {
    while (gates.length === 0) await new Promise(setImmediate)
    gates.shift()?.()
  }
  assert.deepEqual(await Promise.all([first, ...others]), [2, 4, 6, 8, 10, 12])
  assert.deepEqual(batches, [[1], [2, 3, 4, 5], [6]])
})

test('nobody is answered before the write is done', async () => {
  let written = false
  const commit = createGroupCommit<number, number>({ isTransient, write: async (batch) => (await new Promise(setImmediate), (written = true), double(batch)) })
  await commit.submit(1).then(() => assert.ok(written))
})

test('a deadlock brings the whole batch again', async () => {
  let tries = 0
  const commit = createGroupCommit<number, number>({
    isTransient,
    random: () => 0,
    write: async (batch) => {
      if (++tries < 4) throw deadlock()
      return double(batch)
    },
  })
  assert.deepEqual(await Promise.all([commit.submit(1), commit.submit(2)]), [2, 4])
  assert.equal(tries, 4)
})

test('a database that stays away ends in 503 at the deadline, and the next request works again', async () => {
  let away = true
  const commit = createGroupCommit<number, number>({
    isTransient,
    deadline: 20,
    write: async (batch) => {
      if (away) throw deadlock()
      return double(batch)
    },
  })
  await assert.rejects(commit.submit(1), { status: 503 })
  away = false
  assert.equal(await commit.submit(2), 4)
})

test('who waited too long behind a batch that could not be written is refused with it, and not tried for as long again', async () => {
  let tries = 0
  const commit = createGroupCommit<number, number>({
    isTransient,
    cap: 1,
    deadline: 20,
    random: () => 1,
    write: async () => {
      tries++
      throw deadlock()
    },
  })
  const results = await Promise.allSettled([1, 2, 3].map((n) => commit.submit(n)))
  assert.deepEqual(results.map((result) => (result as PromiseRejectedResult).reason.status), [503, 503, 503])
  const whole = tries
  await assert.rejects(commit.submit(4), { status: 503 })
  assert.ok(whole < 3 * (tries - whole), 'the three took less than three times what one takes')
})

test('lanes write as many batches at the same time, and no more', async () => {
  const gates: (() => void)[] = []
  const commit = createGroupCommit<number, number>({ isTransient, cap: 1, lanes: 3, write: async (batch) => (await new Promise<void>((resolve) => gates.push(resolve)), double(batch)) })
  const answers = Promise.all([1, 2, 3, 4].map((n) => commit.submit(n)))
  while (gates.length < 3) await new Promise(setImmediate)
  await new Promise(setImmediate)
  assert.equal(gates.length, 3)
  gates.shift()?.()
  while (gates.length < 3) await new Promise(setImmediate)
  for (const open of gates) open()
  assert.deepEqual(await answers, [2, 4, 6, 8])
  await commit.flush()
})

test('one job with bad data fails alone', async () => {
  const commit = createGroupCommit<number, number>({
    isTransient,
    write: async (batch) => {
      if (batch.includes(13)) throw new Error('data too long')
      return double(batch)
    },
  })
  const results = await Promise.allSettled([1, 13, 2].map((n) => commit.submit(n)))
  assert.deepEqual(results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message)), [2, 'data too long', 4])
})

test('an outcome with an error reaches its own caller only', async () => {
  const commit = createGroupCommit<number, number>({ isTransient, write: async (batch) => batch.map((n) => (n === 2 ? { error: new Error('conflict') } : { value: n })) })
  const results = await Promise.allSettled([1, 2, 3].map((n) => commit.submit(n)))
  assert.deepEqual(results.map((result) => result.status), ['fulfilled', 'rejected', 'fulfilled'])
})

test('more than may wait are refused at once', async () => {
  const commit = createGroupCommit<number, number>({ isTransient, waiting: 2, write: async (batch) => double(batch) })
  const waiting = [commit.submit(1), commit.submit(2)]
  await assert.rejects(commit.submit(3), { status: 503 })
  assert.deepEqual(await Promise.all(waiting), [2, 4])
})

test('flush waits for everything that was submitted', async () => {
  const done: number[] = []
  const commit = createGroupCommit<number, number>({ isTransient, cap: 1, write: async (batch) => (await new Promise(setImmediate), done.push(...batch), double(batch)) })
  for (const n of [1, 2, 3]) void commit.submit(n)
  await commit.flush()
  assert.deepEqual(done, [1, 2, 3])
})
