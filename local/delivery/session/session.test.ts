import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../gitea/person.ts'
import { createAttempts } from './attempts.ts'
import { createSessions } from './sessions.ts'

const person = { name: 'release-manager', token: 'secret' } as Person

test('a session ends when its time is over, and its token is taken back once', async () => {
  let now = 0
  const forgotten: string[] = []
  const sessions = createSessions(1000, async ({ name }) => { forgotten.push(name) }, () => now)
  const id = sessions.open(person)
  assert.equal(sessions.find(id)?.person, person)
  assert.equal(sessions.find('guessed'), undefined)
  now = 1000
  assert.equal(sessions.find(id), undefined)
  await sessions.sweep()
  await sessions.closeAll()
  assert.deepEqual(forgotten, ['release-manager'])
})

test('ids of sessions cannot be guessed from each other', () => {
  const sessions = createSessions(1000, async () => {})
  const ids = new Set(Array.from({ length: 100 }, () => sessions.open(person)))
  assert.equal(ids.size, 100)
  for (const id of ids) assert.equal(Buffer.from(id, 'base64url').length, 32)
})

test('each further failure doubles the wait, up to the longest', () => {
  let now = 0
  const attempts = createAttempts({ free: 3, longest: 5000, now: () => now })
  for (let i = 0; i < 3; i++) assert.equal(attempts.begin('name a'), 0)
  for (const wait of [1000, 2000, 4000, 5000, 5000]) {
    assert.equal(attempts.begin('name a'), wait)
    now += wait
    assert.equal(attempts.begin('name a'), 0)
  }
})

test('tries at the same moment are counted before any of them is answered', () => {
  const attempts = createAttempts({ free: 3, now: () => 0 })
  const free = Array.from({ length: 10 }, () => attempts.begin('name a')).filter((wait) => wait === 0)
  assert.equal(free.length, 3)
})

test('a right password forgets the failures, and other names are not slowed down', () => {
  const attempts = createAttempts({ free: 1, now: () => 0 })
  assert.equal(attempts.begin('name a'), 0)
  assert.ok(attempts.begin('name a') > 0)
  assert.equal(attempts.begin('name b'), 0)
  attempts.succeeded('name a')
  assert.equal(attempts.begin('name a'), 0)
})
