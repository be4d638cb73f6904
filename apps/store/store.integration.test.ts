import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { seatSessionSchema, staffSessionSchema } from '@jari/contract/session.ts'
import { demoSchema, seatListSchema, storeListSchema, storeSchema } from '@jari/contract/store.ts'
import { openDatabase } from '@jari/service/database.ts'
import type { Database } from '@jari/service/database.ts'
import { silentLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { prepare } from '@jari/service/prepare-database.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import type { Running } from '@jari/service/serve.ts'
import { remoteKeys } from '@jari/service/key-source.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createStoreProfiles, remoteProfiles } from '@jari/service/store-profiles.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createStoreApp } from './app.ts'
import { seedDemo } from './features/demo/seed.ts'
import { storeEntities, storeMigrations } from './schema.ts'
import { readOrMakeSigningKey } from './signing-key.ts'

onEachEngine('the store service', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-store-'))
  const password = 'correct horse'
  let database: Database
  let running: Running
  let origin: string
  let clock = 0

  before(async () => {
    const log = silentLog()
    const metrics = createMetrics()
    database = openDatabase({ service: 'store', url: await engine.database(), entities: storeEntities, migrations: storeMigrations, log })
    await prepare(database, seedDemo(password))
    const readiness = createReadiness([])
    const key = await readOrMakeSigningKey(join(folder, 'key.json'))
    const app = createStoreApp({ database, key, demo: true, readiness, log, metrics, now: () => Date.now() + clock })
    running = await serve({ config: { PORT: 0, METRICS_PORT: 0, DRAIN_MS: 0 }, app, readiness, log, metrics, database })
    origin = `http://127.0.0.1:${running.port}`
  })
  after(async () => {
    await running?.stop(0)
    rmSync(folder, { recursive: true, force: true })
  })

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) })
  const get = (path: string, token?: string) => fetch(`${origin}${path}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} })
  const signIn = async (name: string, secret = password) => post('/store/staff/sessions', { name, password: secret })
  const tokenOf = async (name: string) => staffSessionSchema.parse(await (await signIn(name)).json()).accessToken
  const seats = async () => demoSchema.parse(await (await get('/store/demo')).json()).seats

  test('staff sign in and get a token of at most 15 minutes that others verify with the published keys', async () => {
    const response = await signIn(demo.staffName)
    assert.equal(response.status, 201)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const session = staffSessionSchema.parse(await response.json())
    assert.deepEqual([session.staff.role, session.staff.storeIds], ['manager', [demo.storeId]])
    const lifetime = Date.parse(session.expiresAt) - Date.now()
    assert.ok(lifetime > 14 * 60_000 && lifetime <= 15 * 60_000)
    const caller = await createVerifier({ keys: remoteKeys(origin) }).verify(session.accessToken)
    assert.deepEqual([caller.kind, caller.brandId, caller.sub], ['staff', demo.brandId, 'halfmoon-manager'])
  })

  test('a wrong name and a wrong password get the same answer', async () => {
    const answers = await Promise.all([signIn(demo.staffName, 'wrong'), signIn('nobody', password)])
    const bodies = await Promise.all(answers.map(async (answer) => (await answer.json()) as { status: number; detail: string; type: string }))
    assert.deepEqual(bodies.map(({ status, detail, type }) => [status, detail, type]), Array(2).fill([401, 'Name or password is wrong.', '/problems/unauthenticated']))
    assert.equal((await signIn(demo.staffName)).status, 201)
  })

  test('guessing is slowed down with 429 and Retry-After, for the account that is guessed at', async () => {
    // Another address each time: an entrance in front says so, and it is the account that is protected here.
    const guess = (i: number, secret = 'guess') => post('/store/staff/sessions', { name: 'minho', password: secret }, { 'X-Forwarded-For': `10.0.0.${i}` })
    for (let i = 0; i < 5; i++) assert.equal((await guess(i)).status, 401)
    const slowed = await guess(6, password)
    assert.equal(slowed.status, 429)
    assert.ok(Number(slowed.headers.get('retry-after')) >= 1)
    clock += 2000
    assert.equal((await guess(7, password)).status, 201)
    clock = 0
  })

  test('faults of a sign-in are named', async () => {
    const response = await post('/store/staff/sessions', { name: '', password: 1, role: 'owner' })
    const body = (await response.json()) as { errors: { pointer: string }[] }
    assert.deepEqual([response.status, body.errors.map((fault) => fault.pointer).toSorted()], [422, ['#/name', '#/password', '#/role']])
  })

  test('owners see all stores of their brand, managers theirs, guests no list', async () => {
    const listed = async (token: string) => storeListSchema.parse(await (await get('/store/stores', token)).json()).stores.map((store) => store.id)
    assert.deepEqual(await listed(await tokenOf('haneul')), [demo.otherStoreId, demo.storeId, demo.thirdStoreId].toSorted())
    assert.deepEqual(await listed(await tokenOf('sora')), [demo.otherStoreId])
    const [seat] = await seats()
    const { accessToken } = seatSessionSchema.parse(await (await post('/store/seats/sessions', { seatToken: seat?.seatToken })).json())
    assert.equal((await get('/store/stores', accessToken)).status, 403)
    assert.equal((await get(`/store/stores/${demo.storeId}`, accessToken)).status, 200)
    assert.equal((await get(`/store/stores/${demo.storeId}/seats`, accessToken)).status, 403)
  })

  test('everybody may know what a store is like, and nobody what is not there', async () => {
    const store = storeSchema.parse(await (await get(`/store/stores/${demo.storeId}/profile`)).json())
    assert.deepEqual([store.timeZone, store.currency, store.settings.payment, store.hours?.mon], ['Asia/Seoul', 'KRW', 'later', [{ from: '08:00', to: '21:00' }]])
    assert.deepEqual(await createStoreProfiles(remoteProfiles(origin)).of(demo.storeId), store)
    await assert.rejects(createStoreProfiles(remoteProfiles(origin)).of('none'), { status: 404 })
  })

  test('another store is 404, whether it exists or not', async () => {
    const token = await tokenOf('sora')
    for (const id of [demo.storeId, 'no-such-store', '%20', 'x'.repeat(80)]) assert.equal((await get(`/store/stores/${id}/seats`, token)).status, 404, id)
  })

  test('a seat’s code opens a guest session at that seat, until it is revoked', async () => {
    const seat = seatListSchema.parse(await (await get(`/store/stores/${demo.storeId}/seats`, await tokenOf(demo.staffName))).json()).seats[2]
    const opened = await post('/store/seats/sessions', { seatToken: seat?.seatToken })
    assert.equal(opened.status, 201)
    const session = seatSessionSchema.parse(await opened.json())
    assert.deepEqual([session.storeId, session.seatId, session.seatName], [demo.storeId, 'seat-3', 'Table 1'])
    await database.em().execute('update seat set token_version = token_version + 1 where store_id = ? and id = ?', [demo.storeId, 'seat-3'])
    assert.equal((await post('/store/seats/sessions', { seatToken: seat?.seatToken })).status, 401)
  })

  test('a seat token is no access token, and an access token no seat token', async () => {
    const [seat] = await seats()
    assert.equal((await get(`/store/stores/${demo.storeId}`, seat?.seatToken)).status, 401)
    assert.equal((await post('/store/seats/sessions', { seatToken: await tokenOf(demo.staffName) })).status, 401)
    assert.equal((await post('/store/seats/sessions', { seatToken: `${seat?.seatToken.slice(0, -4)}AAAA` })).status, 401)
  })

  test('the demo page shows seats and a name, never a password', async () => {
    const text = await (await get('/store/demo')).text()
    assert.ok(demoSchema.parse(JSON.parse(text)).seats.length >= 4)
    assert.ok(!text.includes(password))
  })

  test('seeding again changes nothing but a new password, and keeps revoked codes revoked', async () => {
    const versions = async () => database.em().execute('select store_id, id, token_version from seat order by store_id, id')
    const before = await versions()
    await seedDemo(password)(database)
    assert.deepEqual(await versions(), before)
    await seedDemo('another one')(database)
    assert.equal((await signIn('haneul')).status, 401)
    assert.equal((await signIn('haneul', 'another one')).status, 201)
    await seedDemo(password)(database)
  })

  test('the key file is for its owner’s eyes only, and the same key is read again', async () => {
    assert.equal(statSync(join(folder, 'key.json')).mode & 0o777, 0o600)
    const again = await readOrMakeSigningKey(join(folder, 'key.json'))
    assert.deepEqual(again.published, await (await get('/store/keys')).json())
  })
})
