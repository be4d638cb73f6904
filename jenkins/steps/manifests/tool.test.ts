import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runTool, toolPath } from './tool.ts'

test('a tool that is not there is named, and where it comes from', async () => {
  await assert.rejects(runTool('no-such-tool', []), /^Failure: no-such-tool is not on the PATH \(npm start builds it; JARI_BIN names another folder\)$/)
})

test('the folder JARI_BIN comes before the PATH', () => {
  assert.equal(toolPath({ JARI_BIN: '/a', PATH: '/b:/c' }), '/a:/b:/c')
  assert.equal(toolPath({ PATH: '/b' }), '/b')
})

test('what a tool reads, says and ends with is passed on', async () => {
  assert.deepEqual(await runTool('sh', ['-c', 'cat; echo no >&2; exit 3'], 'yes'), { stdout: 'yes', stderr: 'no\n', exitCode: 3 })
})
