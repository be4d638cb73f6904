import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeJwt } from 'jose'
import decodeQR from 'qr/decode.js'
import { demo } from '@jari/contract/demo.ts'
import { seatSessionSchema } from '@jari/contract/session.ts'
import { seatListSchema, seatSchema } from '@jari/contract/store.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { startStoreService } from './testing/store-service.ts'
import type { StoreService } from './testing/store-service.ts'
import { pixelsOf } from './testing/svg-pixels.ts'

onEachEngine('seats and guests', (engine) => {
  const seats = `/store/stores/${demo.storeId}/seats`
  let service: StoreService
  before(async () => {
    service = await startStoreService(await engine.database())
  })
  after(() => service?.stop())

  const open = (seatToken: unknown) => service.call(null, 'POST', '/store/seats/sessions', { seatToken })
  const refresh = (refreshToken: string) => service.call(null, 'POST', '/store/seats/sessions/refresh', { refreshToken })

  test('a seat’s code opens a session at that seat, each phone one of its own', async () => {
    const seatToken = await service.seatToken('seat-3')
    const [one, other] = await Promise.all([open(seatToken), open(seatToken)])
    const sessions = [one, other].map(({ body }) => seatSessionSchema.parse(body))
    assert.deepEqual(sessions.map(({ storeId, seatId, seatName }) => [storeId, seatId, seatName]), Array(2).fill([demo.storeId, 'seat-3', 'Table 1']))
    assert.notEqual(sessions[0]?.sessionId, sessions[1]?.sessionId)
  })

  test('a session keeps its id through refreshes, lives as long as the store says, and not longer', async () => {
    const session = await service.sit()
    const claims = decodeJwt(session.accessToken)
    assert.deepEqual([claims.sub, claims.kind, claims.seatId, claims.firstOrderTap], [session.sessionId, 'guest', 'seat-1', false])
    assert.ok(Date.parse(session.expiresAt) <= Date.now() + 15 * 60_000)
    try {
      service.ahead = 175 * 60_000
      const again = seatSessionSchema.parse((await refresh(session.refreshToken)).body)
      assert.equal(decodeJwt(again.accessToken).sub, session.sessionId)
      assert.ok(Date.parse(again.expiresAt) <= Math.ceil(Date.parse(session.endsAt) / 1000) * 1000, 'no token outlives its session')
      service.ahead = 181 * 60_000
      assert.equal((await refresh(session.refreshToken)).status, 401)
    } finally {
      service.ahead = 0
    }
  })

  test('where a store wants it, a session says that its first unpaid order needs a tap', async () => {
    const owner = await service.token('haneul')
    const set = (firstOrderTap: boolean) => service.call(owner, 'PATCH', `/store/stores/${demo.storeId}`, { settings: { firstOrderTap } })
    assert.equal((await set(true)).status, 200)
    const session = await service.sit()
    assert.equal(decodeJwt(session.accessToken).firstOrderTap, true)
    await set(false)
    assert.equal(decodeJwt(seatSessionSchema.parse((await refresh(session.refreshToken)).body).accessToken).firstOrderTap, false)
  })

  test('a renewed code works, the old one opens nothing, and who read it is out', async () => {
    const manager = await service.token(demo.staffName)
    const old = await service.seatToken('seat-2')
    const inside = seatSessionSchema.parse((await open(old)).body)
    const renewed = await service.call(manager, 'POST', `${seats}/seat-2/codes`)
    assert.equal(renewed.status, 201)
    assert.equal((await open(old)).status, 401)
    assert.equal((await refresh(inside.refreshToken)).status, 401)
    assert.equal((await open(seatSchema.parse(renewed.body).seatToken)).status, 201)
  })

  test('a seat is added, renamed, removed, and added again without its old code coming back', async () => {
    const manager = await service.token(demo.staffName)
    const add = () => service.call(manager, 'POST', seats, { id: 'bar-1', name: '바 1' })
    const first = seatSchema.parse((await add()).body)
    assert.equal((await add()).status, 409)
    assert.equal((await service.call(manager, 'PATCH', `${seats}/bar-1`, { name: 'Bar 1' })).status, 200)
    assert.equal(seatSessionSchema.parse((await open(first.seatToken)).body).seatName, 'Bar 1')
    assert.equal((await service.call(manager, 'DELETE', `${seats}/bar-1`)).status, 204)
    assert.equal((await open(first.seatToken)).status, 401)
    assert.equal((await service.call(manager, 'DELETE', `${seats}/bar-1`)).status, 404)
    const second = seatSchema.parse((await add()).body)
    assert.equal((await open(first.seatToken)).status, 401)
    assert.equal((await open(second.seatToken)).status, 201)
  })

  test('two who add the same seat at once: one does', async () => {
    const manager = await service.token(demo.staffName)
    const answers = await Promise.all(Array.from({ length: 5 }, () => service.call(manager, 'POST', seats, { id: 'bar-2', name: 'Bar 2' })))
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409])
  })

  test('a token that is not a seat’s, or was touched, opens nothing', async () => {
    const seatToken = await service.seatToken()
    const [head, body, signature] = seatToken.split('.') as [string, string, string]
    const elsewhere = Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), storeId: demo.otherStoreId })).toString('base64url')
    const guest = await service.sit()
    for (const token of [`${head}.${elsewhere}.${signature}`, `${seatToken.slice(0, -4)}AAAA`, await service.token('haneul'), guest.accessToken, guest.refreshToken, 'x', `${head}.${body}.`]) assert.equal((await open(token)).status, 401, token)
    assert.equal((await service.call(seatToken, 'GET', `/store/stores/${demo.storeId}`)).status, 401)
    assert.equal((await service.call(guest.accessToken, 'GET', `/store/stores/${demo.storeId}`)).status, 200)
    assert.equal((await service.call(guest.accessToken, 'GET', `/store/stores/${demo.otherStoreId}`)).status, 404)
    assert.equal((await service.call(null, 'POST', '/store/staff/sessions/refresh', { refreshToken: guest.refreshToken })).status, 401)
  })

  test('the sheet has a code of each seat that a phone reads and that opens that seat', async () => {
    const manager = await service.token(demo.staffName)
    const sheet = await service.call(manager, 'GET', `${seats}/sheet?origin=https://shop.example&language=ko`)
    assert.deepEqual([sheet.status, sheet.headers.get('content-type')], [200, 'text/html; charset=utf-8'])
    const html = sheet.body as string
    const listed = seatListSchema.parse((await service.call(manager, 'GET', seats)).body).seats
    const codes = [...html.matchAll(/<svg[\s\S]*?<\/svg>/g)].map(([svg]) => decodeQR(pixelsOf(svg)))
    assert.deepEqual(codes, listed.map((seat) => `https://shop.example/seat/${seat.seatToken}`))
    const last = codes.at(-1)?.split('/seat/')[1]
    assert.equal(seatSessionSchema.parse((await open(last)).body).seatId, listed.at(-1)?.id)
    assert.ok(html.includes('반달빵집 성수점') && !/(?:src|href)=/.test(html))
    for (const origin of ['javascript:alert(1)', 'https://a.example/"><script>', '']) assert.equal((await service.call(manager, 'GET', `${seats}/sheet?origin=${encodeURIComponent(origin)}`)).status, 422)
  })

  test('a name on the sheet is text, whatever somebody put in it', async () => {
    const manager = await service.token(demo.staffName)
    await service.call(manager, 'PATCH', `${seats}/seat-6`, { name: '<img src=x onerror="a">&' })
    const html = (await service.call(manager, 'GET', `${seats}/sheet?origin=http://localhost:8080`)).body as string
    assert.ok(html.includes('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;') && !html.includes('<img'))
  })
})
