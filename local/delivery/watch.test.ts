import assert from 'node:assert/strict'
import { test } from 'node:test'
import { versionOf, watch } from './watch.ts'

const unexpected = (error: unknown) => { throw error }

test('readers at the same time share one reading', async () => {
  let reads = 0
  const watched = watch(async () => ++reads, unexpected)
  assert.deepEqual(await Promise.all([watched.current(), watched.current(), watched.current()]), [1, 1, 1])
})

test('after a change on purpose nobody is given what was read before', async () => {
  let reads = 0
  const watched = watch(async () => ++reads, unexpected)
  const before = watched.current()
  watched.forget()
  assert.deepEqual(await Promise.all([before, watched.current(), watched.current()]), [1, 2, 2])
})

test('a subscriber hears the present version and then only changes; nothing is read when nobody listens', async () => {
  let value = 'a'
  let reads = 0
  const watched = watch(async () => { reads++; return value }, unexpected, 1, 0)
  const heard: string[] = []
  const heardTwice = new Promise<void>((resolve) => {
    const stop = watched.subscribe((version) => {
      heard.push(version)
      value = 'b'
      if (heard.length === 2) {
        stop()
        resolve()
      }
    })
  })
  await heardTwice
  assert.deepEqual(heard, [versionOf('a'), versionOf('b')])
  const before = reads
  await new Promise((resolve) => { setTimeout(resolve, 20) })
  assert.equal(reads, before)
})

test('a reading that fails is reported and the next one is tried', async () => {
  let reads = 0
  const faults: unknown[] = []
  const watched = watch(async () => { if (++reads === 1) throw new Error('down'); return reads }, (error) => faults.push(error), 1, 0)
  await new Promise<void>((resolve) => { watched.subscribe(() => resolve()) })
  watched.close()
  assert.equal(faults.length, 1)
})
