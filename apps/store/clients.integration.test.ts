import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clientListSchema, clientSessionSchema, clientWithSecretSchema } from '@jari/contract/client.ts'
import { demo } from '@jari/contract/demo.ts'
import { remoteKeys } from '@jari/service/key-source.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'

onEachEngine('service clients', (engine) => {
  let service: StoreService
  let owner: string
  before(async () => {
    service = await startStoreService(await engine.database())
    owner = await service.token('haneul')
  })
  after(() => service?.stop())

  const made = async (input: object) => clientWithSecretSchema.parse((await service.call(owner, 'POST', '/store/clients', input)).body)
  const signIn = (clientId: string, secret: string) => service.call(null, 'POST', '/store/clients/sessions', { clientId, secret })

  test('get tokens of at most 15 minutes that name the feeds and stores they are for, and nothing else', async () => {
    const client = await made({ name: 'Loyalty', feeds: ['orders'], storeIds: [demo.storeId] })
    const session = clientSessionSchema.parse((await signIn(client.id, client.secret)).body)
    assert.ok(Date.parse(session.expiresAt) - Date.now() <= 15 * 60_000)
    const { iat: _, exp: __, ...caller } = await createVerifier({ keys: remoteKeys(service.origin) }).verify(session.accessToken)
    assert.deepEqual(caller, { iss: 'jari', kind: 'service', sub: client.id, brandId: demo.brandId, name: 'Loyalty', feeds: ['orders'], storeIds: [demo.storeId] })
    assert.equal((await service.call(session.accessToken, 'GET', '/store/stores')).status, 403)
    assert.equal((await service.call(session.accessToken, 'GET', `/store/stores/${demo.storeId}`)).status, 403)
  })

  test('for all stores follow those that come later too, from the next token on', async () => {
    const client = await made({ name: 'Reports', feeds: ['orders', 'devices'] })
    const stores = async () => clientSessionSchema.parse((await signIn(client.id, client.secret)).body).storeIds
    assert.deepEqual(await stores(), [demo.otherStoreId, demo.storeId, demo.thirdStoreId].toSorted())
    await service.call(owner, 'POST', '/store/stores', { id: 'halfmoon-daegu', names: { en: 'Daegu', ko: '대구점' }, timeZone: 'Asia/Seoul', currency: 'KRW' })
    assert.ok((await stores()).includes('halfmoon-daegu'))
  })

  test('are made by owners for stores of their own; the secret is told once and kept as a hash', async () => {
    const client = await made({ name: 'Display', feeds: ['orders'] })
    const { clients } = clientListSchema.parse((await service.call(owner, 'GET', '/store/clients')).body)
    assert.ok(clients.some(({ id }) => id === client.id))
    assert.ok(!JSON.stringify((await service.call(owner, 'GET', '/store/clients')).body).includes(client.secret))
    assert.ok(!JSON.stringify(await service.database.em().execute('select * from service_client')).includes(client.secret))
    const { status, body } = await service.call(owner, 'POST', '/store/clients', { name: 'x', feeds: ['orders'], storeIds: [demo.storeId, 'tide-1'] })
    assert.deepEqual([status, (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)], [422, ['#/storeIds/1']])
    assert.equal((await service.call(owner, 'POST', '/store/clients', { name: 'x', feeds: [] })).status, 422)
    assert.equal((await service.call(await service.token(demo.staffName), 'POST', '/store/clients', { name: 'x', feeds: ['orders'] })).status, 403)
    const { entries } = (await service.call(owner, 'GET', '/store/audit')).body as { entries: { action: string; subject: string }[] }
    assert.ok(entries.some(({ action, subject }) => action === 'client.created' && subject === client.id))
  })

  test('get nothing with a wrong secret, with one that was renewed, or after they were removed', async () => {
    const client = await made({ name: 'Old', feeds: ['orders'] })
    const renewed = clientWithSecretSchema.parse((await service.call(owner, 'POST', `/store/clients/${client.id}/secrets`)).body)
    const tries = await Promise.all([signIn(client.id, client.secret), signIn(client.id, 'wrong'), signIn('nobody', renewed.secret), signIn(client.id.toUpperCase(), renewed.secret), signIn(client.id, renewed.secret)])
    assert.deepEqual(tries.map(({ status }) => status), [401, 401, 401, 401, 201])
    assert.equal((await service.call(owner, 'DELETE', `/store/clients/${client.id}`)).status, 204)
    assert.equal((await signIn(client.id, renewed.secret)).status, 401)
    assert.equal((await service.call(owner, 'DELETE', `/store/clients/${client.id}`)).status, 404)
  })
})
