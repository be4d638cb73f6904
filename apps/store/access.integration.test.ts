import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { tryMatrix } from '@jari/service/testing/access-matrix.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { matrixCallers } from '@jari/service/testing/matrix-callers.ts'
import { runCommand } from './commands/run-command.ts'
import { storeFixtures } from './testing/fixtures.ts'
import { startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'

const otherBrand = 'brand: { id: tide, names: { en: Tide, ko: 밀물 } }\nstores: [{ id: tide-1, names: { en: Tide, ko: 밀물 }, timeZone: Asia/Seoul, currency: KRW, seats: [{ id: seat-1, name: "1" }] }]\n'

onEachEngine('who may do what in the store service', (engine) => {
  let service: StoreService
  before(async () => {
    service = await startStoreService(await engine.database())
    await runCommand(service.database, ['import', '-'], { dryRun: false }, () => otherBrand)
  })
  after(() => service?.stop())

  test('every operation, by everybody, is as its document declares', async (t) => {
    const callers = await matrixCallers(service.sign, { ...demo, seatId: 'seat-1', otherSeatId: 'seat-2', otherBrandId: 'tide', otherBrandStoreId: 'tide-1', staffId: 'halfmoon-manager' })
    const seatCode = { name: 'somebody with a seat’s code', word: null, token: await service.seatToken(), storeId: demo.storeId, from: 'here' } as const
    const matrix = await tryMatrix({
      document: (await service.call(null, 'GET', '/store/openapi.json')).body,
      callers: [...callers, seatCode],
      fixtures: storeFixtures(service),
      call: async (token, method, path, body, headers) => {
        const answer = await service.call(token, method, path, body, { ...headers, 'X-Forwarded-For': randomUUID() })
        return { status: answer.status, detail: (answer.body as { detail?: string } | null)?.detail ?? '' }
      },
    })
    t.diagnostic(`${matrix.cells} cells of ${matrix.operations} operations`)
    assert.ok(matrix.operations >= 25)
    assert.deepEqual(matrix.mismatches, [])
  })
})
