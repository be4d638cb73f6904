import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

test('writers that are killed and hindered at once leave each edit exactly once, seen by npm run bench:writer', async () => {
  const main = join(import.meta.dirname, '../../local/main.ts')
  // it ends with 1 too when the crowd is slow, which is no matter here: what became of the edits is
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'bench', 'writer', '--writers', '4', '--edits', '12', '--kills', '2', '--json']).catch((error: { stdout?: string; stderr?: string }) => {
    if (!error.stdout?.includes('exactly once')) throw error
    return { stdout: error.stdout }
  })
  const { edits, present, duplicates, reverted, movedBack, mergeCommits, halfWritten, failed, kills } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>
  assert.deepEqual({ edits, present, duplicates, reverted, movedBack, mergeCommits, halfWritten, failed }, { edits: 12, present: 12, duplicates: 0, reverted: 0, movedBack: 0, mergeCommits: 0, halfWritten: 0, failed: 0 })
  assert.equal(kills, 8)
})
