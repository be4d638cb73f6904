import assert from 'node:assert/strict'
import { readdir, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { checkOverlay } from '../manifests/check-overlay.ts'
import { withPlanted } from '../manifests/planted.ts'
import { settingsFrom } from '../settings.ts'
import { step } from './step.ts'

test('what render writes is what the check of rendered files asks for', async () => {
  await withPlanted(async ({ checkout, overlay, release }) => {
    const link = join(overlay('dev'), 'release')
    await rm(link)
    await symlink(`../../releases/${basename(await release())}`, link)
    const before = await checkOverlay(overlay('dev'))
    assert.ok(before.findings.some(({ rule, message }) => rule === 'rendered' && message.includes('npx jari render')))
    const said: string[] = []
    await step.run({ checkout, settings: settingsFrom({}), say: (line) => void said.push(line), now: Date.now, sleep: async () => {} }, { env: 'dev' })
    const files = await readdir(join(checkout, 'gitops/rendered/dev'))
    assert.deepEqual(said, [`dev: ${files.length} objects in gitops/rendered/dev`])
    assert.deepEqual((await checkOverlay(overlay('dev'))).findings, [])
  })
})
