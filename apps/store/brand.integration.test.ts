import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { brandFileSchema, importReportSchema } from '@jari/contract/brand.ts'
import { demo } from '@jari/contract/demo.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { runCommand } from './commands/run-command.ts'
import { demoBrandFile } from './features/demo/seed.ts'
import { startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'

onEachEngine('a brand as a file', (engine) => {
  let service: StoreService
  let url: string
  before(async () => {
    url = await engine.database()
    service = await startStoreService(url)
  })
  after(() => service?.stop())

  const exported = async () => (await service.call(await service.token('haneul'), 'GET', '/store/brand/file')).body as string
  const put = async (body: string, query = '', type = 'application/yaml') => service.call(await service.token('haneul'), 'PUT', `/store/brand/file${query}`, body, { 'Content-Type': type })
  const imported = async (body: string, query = '') => importReportSchema.parse((await put(body, query)).body)

  const command = (args: string[], options: { brand?: string; name?: string; dryRun?: boolean } = {}, input = '') => runCommand(service.database, args, { dryRun: false, ...options }, () => input)

  test('an export imports again without a change, and the demo is such a file', async () => {
    const file = await exported()
    assert.deepEqual(await imported(file), { applied: true, changes: [], unchanged: 1 + 3 + 15 })
    assert.deepEqual(brandFileSchema.parse(parse(file)).stores.map(({ id }) => id).toSorted(), brandFileSchema.parse(parse(demoBrandFile())).stores.map(({ id }) => id).toSorted())
  })

  test('a file with a store more and a name changed says so first, then does it; the rest is left as it is', async () => {
    const file = `
brand: { id: halfmoon, names: { en: Half Moon, ko: 반달 } }
stores:
- { id: halfmoon-busan, names: { en: Busan, ko: 부산점 }, timeZone: Asia/Seoul, currency: KRW, seats: [{ id: seat-1, name: "1" }] }
- { id: ${demo.storeId}, names: { en: Half Moon Bakery Seongsu, ko: 반달빵집 성수점 }, timeZone: Asia/Seoul, currency: KRW, settings: { payment: first }, seats: [{ id: seat-1, name: Sofa }] }
`
    const before = await exported()
    const dry = await imported(file, '?dryRun=true')
    assert.equal(await exported(), before)
    const done = await imported(file)
    assert.deepEqual(dry, { ...done, applied: false })
    assert.deepEqual(
      done.changes.map(({ what, id, action, fields }) => [what, id, action, ...fields].join(' ')),
      ['brand halfmoon changed names', 'store halfmoon-busan created', 'seat halfmoon-busan/seat-1 created', `store ${demo.storeId} changed settings`, `seat ${demo.storeId}/seat-1 changed name`],
    )
    const after = brandFileSchema.parse(parse(await exported()))
    assert.equal(after.stores.length, 4)
    assert.equal(after.stores.find((one) => one.id === demo.storeId)?.settings?.guestSessionMinutes, 180)
    assert.deepEqual((await imported(file)).changes, [])
  })

  test('a file that cannot be is refused whole, with every fault named', async () => {
    const before = await exported()
    const store = (id: string, more = '') => `- { id: ${id}, names: { en: x, ko: x }, timeZone: Asia/Seoul, currency: KRW ${more} }\n`
    const head = 'brand: { id: halfmoon, names: { en: Changed, ko: 바뀜 } }\nstores:\n'
    const faults = async (file: string) => {
      const { status, body } = await put(file)
      assert.equal(status, 422)
      return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
    }
    assert.deepEqual(await faults(head + store('a') + store('a', ', seats: [{ id: s, name: x }, { id: s, name: y }]')), ['#/stores/1/id', '#/stores/1/seats/1/id'])
    assert.deepEqual(await faults(head + store(demo.storeId).replace('KRW', 'USD')), ['#/stores/0/currency'])
    assert.deepEqual(await faults(head.replace('halfmoon', 'somebody-elses').replace('stores:', 'stores: []')), ['#/brand/id'])
    assert.equal((await put('a: [')).status, 400)
    assert.equal((await put('a: &x 1\nb: *x')).status, 400)
    assert.equal((await put('{}', '', 'application/json')).status, 415)
    assert.equal((await put(`${head}# ${'x'.repeat(1024 * 1024)}`)).status, 413)
    assert.equal(await exported(), before)
  })

  test('a brand is begun on the command line: its file, its first owner, who signs in and cannot touch another brand', async () => {
    const file = 'brand: { id: tide, names: { en: Tide, ko: 밀물 } }\nstores:\n- { id: tide-1, names: { en: Tide, ko: 밀물 }, timeZone: Asia/Seoul, currency: KRW, seats: [{ id: seat-1, name: "1" }] }\n'
    const owner = { brand: 'tide', name: 'mina' }
    await assert.rejects(command(['owner'], owner, 'a long password'), /There is no brand tide. Import it first/)
    assert.equal(await command(['import', '-'], { dryRun: true }, file), 'created brand tide\ncreated store tide-1\ncreated seat tide-1/seat-1\n3 would change, 0 as they were\n')
    await command(['import', '-'], {}, file)
    await assert.rejects(command(['owner'], owner, 'short'), { status: 422 })
    assert.equal(await command(['owner'], owner, 'a long password\n'), 'mina is an owner of tide now.\n')
    assert.equal((await service.signIn('mina', 'a long password')).status, 422, 'with two brands it must be named')
    const { body } = await service.call(null, 'POST', '/store/staff/sessions', { brand: 'tide', name: 'mina', password: 'a long password' })
    const { accessToken } = body as { accessToken: string }
    assert.equal((await service.call(accessToken, 'GET', `/store/stores/${demo.storeId}`)).status, 404)
    assert.equal((await service.call(accessToken, 'GET', '/store/staff/halfmoon-barista')).status, 404)
    const theirs = file.replaceAll('tide-1', demo.storeId)
    const refused = await service.call(accessToken, 'PUT', '/store/brand/file', theirs, { 'Content-Type': 'application/yaml' })
    assert.deepEqual([refused.status, (refused.body as { errors: { pointer: string }[] }).errors[0]?.pointer], [422, '#/stores/0/id'])
    assert.equal(await command(['export', 'tide']), (await service.call(accessToken, 'GET', '/store/brand/file')).body)
  })

  test('the command itself prints what it did, and says on standard error what is wrong', async () => {
    const run = async (args: string[], input = '') => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'command.ts'), ...args], { env: { PATH: process.env.PATH, DATABASE_URL: url } })
      child.stdin.end(input)
      const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number]>])
      return { code, out, err }
    }
    const [made, faulty, senseless] = await Promise.all([run(['owner', '--brand', 'halfmoon', '--name', 'areum'], 'a long password\n'), run(['import', '-'], 'brand: { id: X }'), run(['explode'])])
    assert.deepEqual(made, { code: 0, out: 'areum is an owner of halfmoon now.\n', err: '' })
    assert.deepEqual([faulty.code, faulty.out], [1, ''])
    assert.match(faulty.err, /^The request has faults:\n {2}#\/brand\/id: /)
    assert.match(senseless.err, /owner --brand ID --name NAME/)
  })
})
