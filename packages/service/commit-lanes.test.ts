import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCommitLanes } from './commit-lanes.ts'
import { createGroupCommit } from './group-commit.ts'

test('two lanes write at the same time, and what belongs together stays on one, in order', async () => {
  const begun: string[] = []
  const gates: (() => void)[] = []
  const lane = () =>
    createGroupCommit<string, string>({
      isTransient: () => false,
      write: async (batch) => {
        begun.push(batch.join(' '))
        await new Promise<void>((resolve) => gates.push(resolve))
        return batch.map((value) => ({ value }))
      },
    })
  const commit = createCommitLanes([lane(), lane()], (job: string) => job[0] as string)
  const answers = Promise.all(['a1', 'b1', 'c1', 'd1'].map((job) => commit.submit(job)))
  while (gates.length < 2) await new Promise(setImmediate)
  assert.deepEqual(begun, ['a1 c1', 'b1 d1'])
  const later = Promise.all(['a2', 'c2', 'a3', 'b2'].map((job) => commit.submit(job)))
  await new Promise(setImmediate)
  assert.equal(begun.length, 2)
  gates.shift()?.()
  while (begun.length < 3) await new Promise(setImmediate)
  assert.equal(begun[2], 'a2 c2 a3')
  for (let opened = 0; opened < 3; ) {
    const open = gates.shift()
    if (!open) await new Promise(setImmediate)
    else {
      open()
      opened++
    }
  }
  assert.deepEqual(await answers, ['a1', 'b1', 'c1', 'd1'])
  assert.deepEqual(await later, ['a2', 'c2', 'a3', 'b2'])
  await commit.flush()
})
