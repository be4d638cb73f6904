import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from './password.ts'

test('a hash is of one password only, salted, and the same password typed on another keyboard still fits', async () => {
  const [one, two] = await Promise.all([hashPassword('반달빵 café'), hashPassword('반달빵 café')])
  assert.notEqual(one, two)
  assert.match(one, /^scrypt\$16384\$8\$5\$/)
  assert.equal(await verifyPassword('반달빵 café'.normalize('NFD'), one), true)
  assert.equal(await verifyPassword('반달빵 cafe', one), false)
  await assert.rejects(verifyPassword('x', 'plain'))
})
