import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { contractFaults } from '@jari/service/testing/openapi/published.ts'
import { startTestService } from './testing/device-service.ts'

test('the device service is what it has published', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-contract-'))
  const service = await startTestService(`sqlite:${join(folder, 'device.sqlite')}`)
  t.after(async () => {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  assert.deepEqual(contractFaults(import.meta.dirname, 'device', (await (await fetch(`${service.url}/device/openapi.json`)).json()) as object), [])
})
