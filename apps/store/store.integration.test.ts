import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { staffSessionSchema } from '@jari/contract/session.ts'
import { demoSchema, storeListSchema, storeProfileSchema, storeSchema } from '@jari/contract/store.ts'
import type { Hours } from '@jari/contract/store.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createStoreProfiles, remoteProfiles } from '@jari/service/store-profiles.ts'
import { formerHours } from './features/demo/former-hours.ts'
import { seedDemo } from './features/demo/seed.ts'
import { readOrMakeSigningKey } from './signing-key.ts'
import { password, startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'

onEachEngine('stores', (engine) => {
  let service: StoreService
  before(async () => {
    service = await startStoreService(await engine.database())
  })
  after(() => service?.stop())

  const store = `/store/stores/${demo.storeId}`
  const listed = async (token: string) => storeListSchema.parse((await service.call(token, 'GET', '/store/stores')).body).stores.map(({ id }) => id)

  test('owners see all stores of their brand, managers theirs, guests no list', async () => {
    assert.deepEqual(await listed(await service.token('haneul')), [demo.otherStoreId, demo.storeId, demo.thirdStoreId].toSorted())
    assert.deepEqual(await listed(await service.token('sora')), [demo.otherStoreId])
    const { accessToken } = await service.sit()
    assert.equal((await service.call(accessToken, 'GET', '/store/stores')).status, 403)
    assert.equal((await service.call(accessToken, 'GET', `${store}/seats`)).status, 403)
  })

  test('everybody may know what a store is like, and nobody what is not there', async () => {
    const profile = storeProfileSchema.parse((await service.call(null, 'GET', `${store}/profile`)).body)
    assert.deepEqual([profile.timeZone, profile.currency, profile.settings.payment, profile.hours?.mon, profile.seats?.[0]], ['Asia/Seoul', 'KRW', 'later', [{ from: '00:00', to: '00:00' }], { id: 'seat-1', name: 'Window 1' }])
    assert.deepEqual(await createStoreProfiles(remoteProfiles(service.origin)).of(demo.storeId), profile)
    await assert.rejects(createStoreProfiles(remoteProfiles(service.origin)).of('none'), { status: 404 })
    assert.equal((await service.call(null, 'GET', `/store/stores/${demo.storeId.toUpperCase()}/profile`)).status, 404)
  })

  test('another store is 404, whether it exists or not', async () => {
    const token = await service.token('sora')
    for (const id of [demo.storeId, 'no-such-store', '%20', 'x'.repeat(80)]) assert.equal((await service.call(token, 'GET', `/store/stores/${id}/seats`)).status, 404, id)
  })

  test('an owner adds a store, and other services hear of it with the next token', async () => {
    const session = await service.session('haneul')
    const input = { id: 'halfmoon-lisbon', names: { en: 'Half Moon Lisbon', ko: '반달빵집 리스본' }, timeZone: 'Europe/Lisbon', currency: 'EUR', languages: ['en'], settings: { payment: 'first' } }
    const added = storeSchema.parse((await service.call(session.accessToken, 'POST', '/store/stores', input)).body)
    assert.deepEqual([added.brandId, added.hours, added.settings], [demo.brandId, null, { firstOrderTap: false, payment: 'first', guestSessionMinutes: 180 }])
    assert.equal((await service.call(session.accessToken, 'POST', '/store/stores', input)).status, 409)
    assert.equal((await service.call(session.accessToken, 'GET', '/store/stores/halfmoon-lisbon/seats')).status, 200)
    const next = staffSessionSchema.parse((await service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken: session.refreshToken })).body)
    assert.ok(next.staff.storeIds.includes('halfmoon-lisbon'))
  })

  test('what no store can be is refused with the member named', async () => {
    const owner = await service.token('haneul')
    const input = { id: 'Moon', names: { en: 'x', ko: 'x' }, timeZone: 'Mars/Olympus', currency: 'XYZ', languages: [], settings: { guestSessionMinutes: 1 }, brandId: 'other' }
    const { status, body } = await service.call(owner, 'POST', '/store/stores', input)
    const pointers = (body as { errors: { pointer: string }[] }).errors.map((fault) => fault.pointer).toSorted()
    assert.deepEqual([status, pointers], [422, ['#/brandId', '#/currency', '#/id', '#/languages', '#/settings/guestSessionMinutes', '#/timeZone']])
  })

  test('a manager changes what their store is like; what is not named stays, and a currency stays for good', async () => {
    const manager = await service.token(demo.staffName)
    const before = storeSchema.parse((await service.call(manager, 'GET', store)).body)
    const after = storeSchema.parse((await service.call(manager, 'PATCH', store, { hours: null, settings: { guestSessionMinutes: 60 } })).body)
    assert.deepEqual(after, { ...before, hours: null, settings: { ...before.settings, guestSessionMinutes: 60 } })
    assert.equal((await service.call(manager, 'PATCH', store, { currency: 'EUR' })).status, 422)
    assert.equal((await service.call(await service.token('minho'), 'PATCH', store, { hours: null })).status, 403)
    assert.equal((await service.call(await service.token('sora'), 'PATCH', store, { hours: null })).status, 404)
    await service.call(manager, 'PATCH', store, { hours: before.hours, settings: before.settings })
  })

  test('the demo page shows seats and a name, never a password', async () => {
    const { body } = await service.call(null, 'GET', '/store/demo')
    assert.ok(demoSchema.parse(body).seats.length >= 4)
    assert.ok(!JSON.stringify(body).includes(password))
  })

  test('seeding again changes nothing but a new password: what people changed and revoked stays so', async () => {
    await service.call(await service.token('haneul'), 'PATCH', store, { names: { en: 'Renamed', ko: '새 이름' } })
    const rows = async () => JSON.stringify(await Promise.all(['store', 'seat'].map((table) => service.database.em().execute(`select * from ${table} order by id`))))
    const before = await rows()
    await seedDemo(password)(service.database)
    assert.equal(await rows(), before)
    await seedDemo('another one')(service.database)
    assert.equal((await service.signIn('haneul')).status, 401)
    assert.equal((await service.signIn('haneul', 'another one')).status, 201)
    await seedDemo(password)(service.database)
  })

  test('a demo that was left with the hours of an earlier release is opened by seeding; hours that people chose stay', async () => {
    const manager = await service.token(demo.staffName)
    const before = storeSchema.parse((await service.call(manager, 'GET', store)).body)
    const seeded = async (hours: Hours | undefined) => {
      await service.call(manager, 'PATCH', store, { hours })
      await seedDemo(password)(service.database)
      return storeSchema.parse((await service.call(manager, 'GET', store)).body).hours
    }
    assert.deepEqual(await seeded(formerHours[demo.storeId]), before.hours)
    const chosen = { ...(before.hours as Hours), mon: [] }
    assert.deepEqual(await seeded(chosen), chosen)
    await service.call(manager, 'PATCH', store, { hours: before.hours })
  })

  test('the key file is for its owner’s eyes only, and the same key is read again', async () => {
    assert.equal(statSync(service.keyFile).mode & 0o777, 0o600)
    assert.deepEqual((await readOrMakeSigningKey(service.keyFile)).published, (await service.call(null, 'GET', '/store/keys')).body)
  })
})
