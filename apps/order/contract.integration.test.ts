import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import { contractFaults } from '@jari/service/testing/openapi/published.ts'
import { startOrderService } from './testing/order-service.ts'

test('the order service is what it has published', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-contract-'))
  const service = await startOrderService(`sqlite:${join(folder, 'order.sqlite')}`, await createTestIssuer())
  t.after(async () => {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  assert.deepEqual(contractFaults(import.meta.dirname, 'order', (await service.call(null, 'GET', '/order/openapi.json')).body), [])
})
