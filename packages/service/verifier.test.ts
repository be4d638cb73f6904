import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateKeyPair, SignJWT } from 'jose'
import { createTestIssuer } from './testing/issuer.ts'
import { createVerifier } from './verifier.ts'

const guest = { kind: 'guest' as const, sub: 's', brandId: 'b', storeId: 'st', seatId: 'se' }
const staff = { kind: 'staff' as const, sub: 's', brandId: 'b', name: 'bo', role: 'barista' as const, storeIds: ['st'] }

test('a token gives its caller, and the keys are fetched once for many tokens', async () => {
  const issuer = await createTestIssuer()
  let fetches = 0
  const verifier = createVerifier({ keys: () => (fetches++, issuer.keys()) })
  const callers = await Promise.all([guest, staff, guest].map(async (claims) => verifier.verify(await issuer.token(claims))))
  assert.deepEqual(callers.map((caller) => caller.kind), ['guest', 'staff', 'guest'])
  assert.equal(fetches, 1)
})

test('goes on verifying old and new tokens while the store service is down', async () => {
  const issuer = await createTestIssuer()
  let down = false
  let now = Date.now()
  const verifier = createVerifier({ now: () => now, keys: () => (down ? Promise.reject(new Error('connect ECONNREFUSED')) : issuer.keys()) })
  const old = await issuer.token(guest)
  await verifier.verify(old)
  down = true
  now += 60_000
  assert.equal((await verifier.verify(old)).sub, 's')
  assert.equal((await verifier.verify(await issuer.token(staff))).sub, 's')
})

test('without keys from anywhere the answer is 503, and it works as soon as there are some', async () => {
  const issuer = await createTestIssuer()
  let down = true
  const verifier = createVerifier({ keys: () => (down ? Promise.reject(new Error('connect ECONNREFUSED')) : issuer.keys()) })
  const token = await issuer.token(guest)
  await assert.rejects(verifier.verify(token), { status: 503 })
  down = false
  assert.equal((await verifier.verify(token)).kind, 'guest')
})

test('a token that has been verified before stops with its expiry', async () => {
  const issuer = await createTestIssuer()
  let now = Date.now()
  const verifier = createVerifier({ keys: issuer.keys, now: () => now })
  const token = await issuer.token(guest, 60)
  await verifier.verify(token)
  now += 61_000
  await assert.rejects(verifier.verify(token), { status: 401, message: 'The token has expired.' })
})

test('refuses what somebody else signed, what is no access token, and what is no token', async () => {
  const issuer = await createTestIssuer()
  const verifier = createVerifier({ keys: issuer.keys })
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const signed = (header: { typ: string; kid: string }) => new SignJWT({ ...guest }).setProtectedHeader({ alg: 'EdDSA', ...header }).setIssuer('jari').setExpirationTime('1h').setIssuedAt().sign(privateKey)
  const none = `${btoa('{"alg":"none","kid":"test"}')}.${btoa(JSON.stringify(guest))}.`
  const foreign = [await signed({ typ: 'at+jwt', kid: 'test' }), await signed({ typ: 'at+jwt', kid: 'other' }), await signed({ typ: 'seat+jwt', kid: 'test' }), none, 'nonsense', 'a.b.c']
  for (const token of foreign) await assert.rejects(verifier.verify(token), { status: 401 })
  const tampered = (await issuer.token(guest)).split('.')
  tampered[1] = btoa(JSON.stringify({ ...staff, iss: 'jari', exp: 9e9, iat: 1 })).replaceAll('=', '')
  await assert.rejects(verifier.verify(tampered.join('.')), { status: 401 })
})
