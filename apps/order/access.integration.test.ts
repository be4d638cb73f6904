import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { hangs } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import { people, startOrderService, storeId } from './testing/order-service.ts'
import type { OrderService } from './testing/order-service.ts'

type Operation = { 'x-access'?: string[]; security: unknown[] }

describe('who may do what, as openapi.json declares it', { timeout: hangs }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-access-'))
  let service: OrderService
  let tokens: Record<string, string>
  let paths: Record<string, Record<string, Operation>>

  before(async () => {
    const issuer = await createTestIssuer()
    const who = people(issuer)
    service = await startOrderService(`sqlite:${folder}/order.sqlite`, issuer)
    const staff = (role: 'owner' | 'manager' | 'barista') => issuer.token({ kind: 'staff', sub: role, brandId: 'halfmoon', name: role, role, storeIds: [storeId] })
    tokens = { guest: await who.guest(), device: await who.device(), 'staff:owner': await staff('owner'), 'staff:manager': await staff('manager'), 'staff:barista': await staff('barista') }
    paths = ((await service.call(null, 'GET', '/order/openapi.json')).body as { paths: typeof paths }).paths
    tokens.elsewhere = await who.elsewhere()
    tokens.stranger = await who.stranger()
  })
  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every operation refuses nobody’s calls with 401, other stores’ and brands’ with 404, other roles’ with 403, and lets the declared in', async () => {
    let checked = 0
    for (const [template, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        assert.ok(operation.security.length > 0, `${method} ${template} is public`)
        const path = template.replace('{storeId}', storeId).replace('{lineId}', '1').replaceAll(/\{\w+\}/g, 'no-such-thing')
        const status = async (token: string | null) => (await service.call(token, method.toUpperCase(), path, method === 'get' ? undefined : {}, { 'Idempotency-Key': 'k' })).status
        assert.equal(await status(null), 401)
        assert.equal(await status('nonsense'), 401)
        // What is the brand's is reached without naming a store: another store's manager is one of its staff.
        if (template.includes('{storeId}')) for (const outsider of ['elsewhere', 'stranger']) assert.equal(await status(tokens[outsider] ?? ''), 404, `${method} ${path} as ${outsider}`)
        for (const who of ['guest', 'device', 'staff:owner', 'staff:manager', 'staff:barista']) {
          const got = await status(tokens[who] ?? '')
          if (operation['x-access']?.includes(who)) assert.ok([200, 404, 409, 422].includes(got), `${method} ${path} as ${who}: ${got}`)
          else assert.equal(got, 403, `${method} ${path} as ${who}`)
          checked++
        }
      }
    }
    assert.ok(checked >= 25)
  })
})
