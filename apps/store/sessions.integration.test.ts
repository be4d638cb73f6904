import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { staffSessionSchema } from '@jari/contract/session.ts'
import type { StaffSession } from '@jari/contract/session.ts'
import { remoteKeys } from '@jari/service/key-source.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { grace } from './features/sessions/refresh-staff.ts'
import { forgetWhatIsOver } from './housekeeping.ts'
import { startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'

onEachEngine('staff sessions', (engine) => {
  let service: StoreService
  before(async () => {
    service = await startStoreService(await engine.database())
  })
  after(() => service?.stop())

  const refresh = (refreshToken: string) => service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken })
  const refreshed = async (session: StaffSession) => staffSessionSchema.parse((await refresh(session.refreshToken)).body)

  test('staff sign in and get a token of at most 15 minutes that others verify with the published keys', async () => {
    const answer = await service.signIn(demo.staffName)
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [201, 'no-store'])
    const session = staffSessionSchema.parse(answer.body)
    assert.deepEqual([session.staff.role, session.staff.storeIds], ['manager', [demo.storeId]])
    const lifetime = Date.parse(session.expiresAt) - Date.now()
    assert.ok(lifetime > 14 * 60_000 && lifetime <= 15 * 60_000)
    const caller = await createVerifier({ keys: remoteKeys(service.origin) }).verify(session.accessToken)
    assert.deepEqual([caller.kind, caller.brandId, caller.sub], ['staff', demo.brandId, 'halfmoon-manager'])
  })

  test('a name is the same however it is typed, and a wrong name and a wrong password get the same answer', async () => {
    assert.equal((await service.signIn('JiWoo')).status, 201)
    const answers = await Promise.all([service.signIn(demo.staffName, 'wrong'), service.signIn('nobody')])
    assert.deepEqual(answers.map(({ status, body: { detail, type } }: { status: number; body: { detail: string; type: string } }) => [status, detail, type]), Array(2).fill([401, 'Name or password is wrong.', '/problems/unauthenticated']))
  })

  test('a refresh gives the next pair, again and again', async () => {
    const first = await service.session(demo.staffName)
    const second = await refreshed(first)
    const third = await refreshed(second)
    assert.equal(new Set([first, second, third].map((one) => one.refreshToken)).size, 3)
    assert.equal((await service.call(third.accessToken, 'GET', '/store/brand')).status, 200)
    assert.deepEqual(third.staff, first.staff)
  })

  test('a refresh token that comes a second time a moment later gets the same next one: a tab was duplicated, or an answer was lost', async () => {
    const first = await service.session('sora')
    const [second, twin] = [await refreshed(first), await refreshed(first)]
    assert.equal(twin.refreshToken, second.refreshToken)
    assert.equal((await service.call(twin.accessToken, 'GET', '/store/brand')).status, 200)
    const [third, other] = [await refreshed(second), await refreshed(twin)]
    assert.equal(third.refreshToken, other.refreshToken)
    assert.notEqual(third.refreshToken, second.refreshToken)
  })

  test('a refresh token that comes a second time later ends the session for both who hold it, and is in the audit trail', async () => {
    const first = await service.session('sora')
    const second = await refreshed(first)
    service.ahead = grace + 1
    try {
      assert.equal((await refresh(first.refreshToken)).status, 401)
      assert.equal((await refresh(second.refreshToken)).status, 401)
    } finally {
      service.ahead = 0
    }
    const { entries } = (await service.call(await service.token('haneul'), 'GET', '/store/audit')).body as { entries: { action: string; subject: string }[] }
    assert.ok(entries.some((one) => one.action === 'session.reused' && one.subject === 'halfmoon-mangwon-manager'))
  })

  test('a refresh token whose successor was used already ends the session, however soon it comes', async () => {
    const first = await service.session('sora')
    const third = await refreshed(await refreshed(first))
    assert.equal((await refresh(first.refreshToken)).status, 401)
    assert.equal((await refresh(third.refreshToken)).status, 401)
  })

  test('of several uses of a refresh token at once all get the same next one, and nothing of it is kept in the clear', async () => {
    const { refreshToken } = await service.session(demo.staffName)
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)))
    assert.deepEqual(answers.map(({ status }) => status), Array(6).fill(200))
    const next = new Set(answers.map(({ body }) => staffSessionSchema.parse(body).refreshToken))
    assert.equal(next.size, 1)
    const rows = JSON.stringify(await service.database.em().execute('select * from refresh_token'))
    assert.ok([refreshToken, ...next].every((text) => !rows.includes(text)))
    assert.equal((await refresh([...next][0] as string)).status, 200)
  })

  test('signing out ends one session, signing out everywhere all of them, nobody else’s', async () => {
    const [here, there, other] = [await service.session('minho'), await service.session('minho'), await service.session(demo.staffName)]
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/end', { refreshToken: here.refreshToken })).status, 204)
    assert.equal((await refresh(here.refreshToken)).status, 401)
    const again = await refreshed(there)
    assert.equal((await service.call(again.accessToken, 'DELETE', '/store/staff/sessions')).status, 204)
    assert.equal((await refresh(again.refreshToken)).status, 401)
    assert.equal((await refresh(other.refreshToken)).status, 200)
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/end', { refreshToken: 'none' })).status, 204)
  })

  test('a session that is not used for two weeks is over, a used one after 90 days', async () => {
    let session = await service.session(demo.staffName)
    const idle = await service.session(demo.staffName)
    const day = 24 * 3600_000
    try {
      for (service.ahead = 13 * day; service.ahead < 90 * day; service.ahead += 13 * day) session = await refreshed(session)
      assert.equal((await refresh(session.refreshToken)).status, 401)
      assert.equal((await refresh(idle.refreshToken)).status, 401)
      const { staff } = await forgetWhatIsOver(service.database, Date.now() + 100 * day)
      assert.ok(staff >= 2)
    } finally {
      service.ahead = 0
    }
  })

  test('guessing is slowed down with 429 and Retry-After, for the account that is guessed at, also when all come at once', async () => {
    const guess = (i: number, secret = 'guess') => service.signIn('minho', secret, `10.2.0.${i}`)
    const statuses = (await Promise.all(Array.from({ length: 20 }, (_, i) => guess(i)))).map((one) => one.status)
    assert.ok(statuses.filter((status) => status === 401).length <= 5, statuses.join())
    assert.equal(statuses.filter((status) => status === 429).length, 20 - statuses.filter((status) => status === 401).length)
    while ((await guess(21)).status !== 429);
    const slowed = await guess(22)
    assert.equal(slowed.status, 429)
    assert.ok(Number(slowed.headers.get('retry-after')) >= 1)
    assert.equal((await service.signIn('sora', undefined, '10.2.0.99')).status, 201)
    service.ahead = 120_000
    assert.equal((await guess(23)).status, 401)
    const longer = await guess(24)
    assert.ok(Number(longer.headers.get('retry-after')) > Number(slowed.headers.get('retry-after')), 'the delay grows')
    service.ahead = 300_000
    assert.equal((await service.signIn('minho')).status, 201)
    service.ahead = 0
  })

  test('guessing at many accounts from one address is slowed down too, and a right one in between does not clear it', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 31; i++) statuses.push((await service.signIn(i % 10 === 9 ? 'sora' : `somebody-${i}`, i % 10 === 9 ? undefined : 'guess', '10.3.0.1')).status)
    for (let i = 0; i < 5; i++) statuses.push((await service.signIn(`more-${i}`, 'guess', '10.3.0.1')).status)
    assert.ok(statuses.includes(429), statuses.join())
    assert.equal((await service.signIn(demo.staffName, undefined, '10.3.0.2')).status, 201)
  })

  test('faults of a sign-in are named', async () => {
    const { status, body } = await service.call(null, 'POST', '/store/staff/sessions', { name: '', password: 1, role: 'owner' })
    assert.deepEqual([status, (body as { errors: { pointer: string }[] }).errors.map((fault) => fault.pointer).toSorted()], [422, ['#/name', '#/password', '#/role']])
  })
})
