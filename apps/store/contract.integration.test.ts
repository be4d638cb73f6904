import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { contractFaults } from '@jari/service/testing/openapi/published.ts'
import { startStoreService } from './testing/store-service.ts'

test('the store service is what it has published', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-contract-'))
  const service = await startStoreService(`sqlite:${join(folder, 'store.sqlite')}`)
  t.after(async () => {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  assert.deepEqual(contractFaults(import.meta.dirname, 'store', (await service.call(null, 'GET', '/store/openapi.json')).body), [])
})
