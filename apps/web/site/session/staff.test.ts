import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffSession } from '@jari/contract/session.ts'
import type { ask } from '../request/request.ts'
import { Refused } from '../request/request.ts'
import { asStaff, createStaff } from './staff.ts'
import type { Tabs } from './staff.ts'

/** A store service that hands out sessions t1, t2, …, whose access tokens live for 15 minutes. */
function playing(options: { over?: boolean } = {}) {
  const asked: string[] = []
  const kept = new Map<string, string>()
  const storage = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value), removeItem: (name: string) => void kept.delete(name) } as Storage
  const clock = { now: 0 }
  let issued = 0
  const request = (async (path: string, { body }: { body: { refreshToken?: string } }) => {
    asked.push(`${path.split('/').at(-1)} ${body.refreshToken ?? ''}`.trim())
    if (path.endsWith('end')) return undefined
    if (path.endsWith('refresh') && options.over) throw new Refused(401, {})
    issued++
    return { accessToken: `t${issued}`, expiresAt: new Date(clock.now + 900_000).toISOString(), refreshToken: `r${issued}`, refreshExpiresAt: new Date(clock.now + 9e8).toISOString() } as StaffSession
  }) as typeof ask
  const create = (tabs?: Tabs) => createStaff({ storage, request, now: () => clock.now, ...(tabs ? { tabs } : {}) })
  return { asked, clock, create, options }
}

test('a token is renewed shortly before its end, once for all who ask, and the renewed session survives a reload', async () => {
  const { asked, clock, create } = playing()
  const staff = create()
  await staff.signIn('jiwoo', 'x')
  assert.equal(await staff.token(), 't1')
  clock.now = 880_000
  assert.deepEqual(await Promise.all([staff.token(), staff.token(), staff.token()]), ['t2', 't2', 't2'])
  assert.deepEqual(asked, ['sessions', 'refresh r1'])
  assert.equal(await create().token(), 't2')
})

test('a request that is refused is tried again with a new token, once', async () => {
  const { create } = playing()
  const staff = create()
  await staff.signIn('jiwoo', 'x')
  const tried: string[] = []
  const refusing = (until: string) => async (token: string) => {
    tried.push(token)
    if (token < until) throw new Refused(401, {})
    return token
  }
  assert.equal(await asStaff(staff, refusing('t2')), 't2')
  await assert.rejects(asStaff(staff, refusing('t9')), { status: 401 })
  assert.deepEqual(tried, ['t1', 't2', 't2', 't3'])
})

test('a session that is over is told, and nobody is signed in any more', async () => {
  const { create, options } = playing()
  const staff = create()
  await staff.signIn('jiwoo', 'x')
  options.over = true
  await assert.rejects(staff.token(true), { status: 401 })
  assert.deepEqual([staff.session.value, staff.expired.value], [null, true])
  await assert.rejects(staff.token(), { status: 401 })
})

test('signing out ends the session at the service too', async () => {
  const { asked, create } = playing()
  const staff = create()
  await staff.signIn('jiwoo', 'x')
  staff.signOut()
  assert.deepEqual([asked.at(-1), staff.session.value, staff.expired.value, create().session.value], ['end r1', null, false, null])
})

test('a tab that was duplicated goes on with what the other one got, and does not use the refresh token a second time', async () => {
  const listeners: ((event: { data: unknown }) => void)[] = []
  const tab = () => {
    let own: (event: { data: unknown }) => void
    return { addEventListener: (_: 'message', listener: typeof own) => void listeners.push((own = listener)), postMessage: (data: unknown) => listeners.filter((one) => one !== own).forEach((hear) => hear({ data: structuredClone(data) })) }
  }
  const { asked, clock, create } = playing()
  const first = create(tab())
  await first.signIn('jiwoo', 'x')
  const second = create(tab())
  clock.now = 880_000
  assert.deepEqual([await first.token(), await second.token()], ['t2', 't2'])
  assert.deepEqual(asked, ['sessions', 'refresh r1'])
})
