import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { auditSchema } from '@jari/contract/audit.ts'
import { demo } from '@jari/contract/demo.ts'
import { staffListSchema, staffMemberSchema } from '@jari/contract/staff.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'

onEachEngine('staff', (engine) => {
  let service: StoreService
  before(async () => {
    service = await startStoreService(await engine.database())
  })
  after(() => service?.stop())

  const hire = async (by: string, input: object) => service.call(await service.token(by), 'POST', '/store/staff', { storeIds: [demo.storeId], role: 'barista', password: 'eight letters', ...input })
  const hired = async (by: string, input: object) => staffMemberSchema.parse((await hire(by, input)).body)
  const names = async (by: string) => staffListSchema.parse((await service.call(await service.token(by), 'GET', '/store/staff')).body).staff.map(({ name }) => name)
  const audit = async (by: string, query = '') => auditSchema.parse((await service.call(await service.token(by), 'GET', `/store/audit${query}`)).body).entries

  test('an owner hires anybody, a manager baristas of their own stores', async () => {
    assert.equal((await hired('haneul', { name: 'Yuna', role: 'manager', storeIds: [demo.otherStoreId, demo.storeId] })).role, 'manager')
    assert.equal((await hire('haneul', { name: 'yuna' })).status, 409, 'names are told apart as people do')
    assert.equal((await hired(demo.staffName, { name: '은우' })).role, 'barista')
    assert.equal((await service.signIn('은우'.normalize('NFD'), 'eight letters')).status, 201)
    for (const input of [{ name: 'a', role: 'manager' }, { name: 'b', role: 'owner', storeIds: [] }, { name: 'c', storeIds: [demo.otherStoreId] }, { name: 'd', storeIds: [demo.storeId, demo.otherStoreId] }, { name: 'e', storeIds: [] }])
      assert.equal((await hire(demo.staffName, input)).status, 403, input.name)
    assert.equal((await hire('minho', { name: 'f' })).status, 403)
    assert.equal((await hire('haneul', { name: 'g', storeIds: ['elsewhere'] })).status, 422)
    assert.equal((await hire('haneul', { name: 'h', password: 'short' })).status, 422)
  })

  test('managers see who works in their stores, owners everybody', async () => {
    assert.ok((await names('haneul')).length >= 4)
    assert.deepEqual((await names('sora')).toSorted(), ['Yuna', 'sora'].toSorted())
    const sora = 'halfmoon-mangwon-manager'
    assert.equal((await service.call(await service.token(demo.staffName), 'GET', `/store/staff/${sora}`)).status, 404)
    assert.equal((await service.call(await service.token('sora'), 'GET', `/store/staff/${sora}`)).status, 200)
  })

  test('a changed password ends the sessions and the old password', async () => {
    const { id } = await hired('haneul', { name: 'Dohyun' })
    const session = (await service.signIn('Dohyun', 'eight letters')).body as { refreshToken: string }
    assert.equal((await service.call(await service.token(demo.staffName), 'PATCH', `/store/staff/${id}`, { password: 'another eight' })).status, 200)
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/refresh', session)).status, 422, 'the body has more than a refresh token')
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken: session.refreshToken })).status, 401)
    assert.equal((await service.signIn('Dohyun', 'eight letters')).status, 401)
    assert.equal((await service.signIn('Dohyun', 'another eight')).status, 201)
  })

  test('people change their own password, if they know it', async () => {
    await hired('haneul', { name: 'Sujin' })
    const { accessToken } = (await service.signIn('Sujin', 'eight letters')).body as { accessToken: string }
    const change = (current: string) => service.call(accessToken, 'POST', '/store/staff/password', { current, next: 'new password' })
    assert.equal((await change('wrong')).status, 422)
    assert.equal((await change('eight letters')).status, 204)
    assert.equal((await service.signIn('Sujin', 'new password')).status, 201)
    for (let i = 0; i < 5; i++) await change('guess')
    assert.equal((await change('new password')).status, 429, 'who copied a token guesses as slowly as at the door')
  })

  test('who is removed is out, and who is promoted may more after a refresh', async () => {
    const { id } = await hired('haneul', { name: 'Jimin' })
    const { refreshToken } = (await service.signIn('Jimin', 'eight letters')).body as { refreshToken: string }
    const owner = await service.token('haneul')
    assert.equal((await service.call(owner, 'PATCH', `/store/staff/${id}`, { role: 'manager' })).status, 200)
    const next = (await service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken })).body as { accessToken: string; refreshToken: string; staff: { role: string } }
    assert.equal(next.staff.role, 'manager')
    assert.equal((await service.call(await service.token(demo.staffName), 'DELETE', `/store/staff/${id}`)).status, 403, 'a manager removes no manager')
    assert.equal((await service.call(owner, 'DELETE', `/store/staff/${id}`)).status, 204)
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken: next.refreshToken })).status, 401)
    assert.equal((await service.call(owner, 'GET', `/store/staff/${id}`)).status, 404)
  })

  test('somebody is signed out everywhere by who manages them', async () => {
    const { refreshToken } = await service.session('minho')
    assert.equal((await service.call(await service.token('sora'), 'DELETE', '/store/staff/halfmoon-barista/sessions')).status, 404)
    assert.equal((await service.call(await service.token(demo.staffName), 'DELETE', '/store/staff/halfmoon-barista/sessions')).status, 204)
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken })).status, 401)
  })

  test('a brand keeps an owner', async () => {
    const owner = await service.token('haneul')
    assert.equal((await service.call(owner, 'DELETE', '/store/staff/halfmoon-owner')).status, 409)
    assert.equal((await service.call(owner, 'PATCH', '/store/staff/halfmoon-owner', { role: 'manager' })).status, 409)
    const second = await hired('haneul', { name: 'Second', role: 'owner', storeIds: [] })
    assert.equal((await service.call(owner, 'PATCH', `/store/staff/${second.id}`, { role: 'barista' })).status, 200)
  })

  test('what staff changed is told to the owner, and to a manager of their stores, without a secret', async () => {
    const owner = await service.token('haneul')
    await service.call(owner, 'PATCH', `/store/stores/${demo.otherStoreId}`, { settings: { payment: 'first' } })
    await service.call(owner, 'PATCH', `/store/stores/${demo.otherStoreId}`, { settings: { payment: 'first' } })
    const [entry, ...older] = await audit('haneul')
    assert.deepEqual([entry?.action, entry?.subject, entry?.by.name], ['store.changed', demo.otherStoreId, 'haneul'])
    const { from, to } = (entry?.detail.settings ?? {}) as { from: { payment: string }; to: { payment: string } }
    assert.deepEqual([from.payment, to.payment], ['later', 'first'])
    assert.notEqual(older[0]?.action, 'store.changed', 'nothing changed the second time')
    assert.ok(older.some((one) => one.action === 'staff.created') && older.some((one) => one.action === 'staff.signed-out'))
    assert.ok((await audit('sora')).every((one) => one.storeId === demo.otherStoreId))
    assert.ok(!/eight|scrypt|new password/.test(JSON.stringify([entry, ...older])))
    const page = await audit('haneul', `?limit=2&before=${entry?.id}`)
    assert.deepEqual(page, older.slice(0, 2))
    assert.equal((await service.call(await service.token('minho'), 'GET', '/store/audit')).status, 403)
  })
})
