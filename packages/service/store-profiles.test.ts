import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import type { StoreProfile } from '@jari/contract/store.ts'
import { createStoreProfiles } from './store-profiles.ts'

const seongsu: StoreProfile = { id: 's', brandId: 'b', names: { en: 'S', ko: '성' }, timeZone: 'Asia/Seoul', currency: 'KRW', languages: ['ko', 'en'], hours: null, settings: { firstOrderTap: true, payment: 'later', guestSessionMinutes: 180 } }

test('a profile is asked for once, again when it is old, and kept while its source is down', async () => {
  let asked = 0
  let clock = 0
  let source: () => Promise<StoreProfile | null> = async () => seongsu
  const profiles = createStoreProfiles(() => (asked++, source()), () => clock)
  await Promise.all([profiles.of('s'), profiles.of('s')])
  await profiles.of('s')
  assert.equal(asked, 1)
  clock = 30_000
  source = async () => Promise.reject(new Error('down'))
  assert.equal((await profiles.of('s')).currency, 'KRW')
  await turn()
  assert.equal((await profiles.of('s')).currency, 'KRW')
  assert.equal(asked, 2)
  clock = 60_000
  source = async () => ({ ...seongsu, currency: 'EUR' })
  await profiles.of('s')
  await turn()
  assert.equal((await profiles.of('s')).currency, 'EUR')
})

test('no such store is 404, a store that nobody could be asked about 503', async () => {
  await assert.rejects(createStoreProfiles(async () => null).of('x'), { status: 404 })
  await assert.rejects(createStoreProfiles(async () => Promise.reject(new Error('down'))).of('x'), { status: 503 })
})

test('a seat that is not known is asked for, at most once a second; where seats are not told each is one', async () => {
  let asked = 0
  let clock = 0
  let seats: StoreProfile['seats'] = [{ id: 'a', name: 'A' }]
  const profiles = createStoreProfiles(async () => (asked++, { ...seongsu, ...(seats ? { seats } : {}) }), () => clock)
  assert.deepEqual([await profiles.hasSeat('s', 'a'), await profiles.hasSeat('s', 'b'), asked], [true, false, 1])
  seats = [...seats, { id: 'b', name: 'B' }]
  clock = 999
  assert.deepEqual([await profiles.hasSeat('s', 'b'), asked], [false, 1])
  clock = 1000
  assert.deepEqual([await profiles.hasSeat('s', 'b'), await profiles.hasSeat('s', 'b'), asked], [true, true, 2])
  seats = undefined
  clock = 2000
  assert.equal(await profiles.hasSeat('s', 'c'), true)
})
