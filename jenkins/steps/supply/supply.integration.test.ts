import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import type { Release } from '../gitops/releases.ts'
import { startRegistry } from '../testing/registry.ts'
import { scratch } from '../testing/repository.ts'
import { attach, attachedTo } from './attached.ts'
import { supplyFaults } from './faults.ts'
import { bomAt } from './sbom.ts'
import { privateKey, publicKey, signImage } from './signature.ts'

const lock = { lockfileVersion: 3, packages: { '': {}, 'apps/order': { version: '0.1.0', dependencies: { koa: '3' } }, 'node_modules/@jari/order': { resolved: 'apps/order', link: true }, 'node_modules/koa': { version: '3.3.0' } } }
const keyPair = (password?: string) => generateKeyPairSync('ec', {
  namedCurve: 'prime256v1', publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...(password === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: password }) },
})

test('on a real registry, offline: what the key signed with the right bill of materials passes, all else is named', async () => {
  await using registry = await startRegistry()
  await using repo = await scratch({ 'package-lock.json': JSON.stringify(lock) })
  const commit = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const [ours, others] = [keyPair('a password'), keyPair()]
  const key = privateKey(ours.privateKey, 'a password')
  const bom = await bomAt(repo.checkout, commit, 'order')
  const place = (digest: string) => ({ registry: registry.host, repository: 'jari/order', digest })
  const faults = async (digest: string, pem = ours.publicKey) => await supplyFaults(repo.checkout, {
    apiVersion: 'jari.dev/v1', kind: 'Release', id: '0001-aaaaaaa', number: 1, sourceCommit: commit, createdAt: '2026-11-21T00:00:00Z', rebuilt: [], changes: [], migrations: [],
    images: { order: { digest, sourceCommit: commit }, mariadb: { digest: `sha256:${'0'.repeat(64)}` } },
  } satisfies Release, registry.host, pem)

  const signed = await registry.push('jari/order', 'one')
  for (const _ of [1, 2]) await signImage(place(signed), bom, key)
  assert.deepEqual(await faults(signed), [])
  assert.deepEqual(await faults(signed, others.publicKey), ['order has no signature of ours'])

  const unsigned = await registry.push('jari/order', 'two')
  assert.deepEqual(await faults(unsigned), ['order has no signature of ours'])
  // the signature of another image, put beside this one
  for (const one of await attachedTo(place(signed), 'sig')) await attach(place(unsigned), 'sig', one)
  assert.deepEqual(await faults(unsigned), ['order has no signature of ours'])

  const poor = await registry.push('jari/order', 'three')
  await signImage(place(poor), { ...bom, components: [] }, key)
  assert.match((await faults(poor)).join(), /^order has a bill of materials that is not what [0-9a-f]{7} installs$/)
  const forged = await registry.push('jari/order', 'four')
  await signImage(place(forged), bom, privateKey(others.privateKey, undefined))
  for (const one of await attachedTo(place(signed), 'att')) await attach(place(forged), 'att', one)
  assert.deepEqual(await faults(forged), ['order has no signature of ours'])
})

test('a key that cannot be read, or is of another kind, is said without its text', () => {
  const { privateKey: encrypted } = keyPair('a password')
  for (const read of [() => privateKey(encrypted, 'wrong'), () => privateKey('-----BEGIN SECRET-----', undefined), () => publicKey('none')])
    assert.throws(read, (error: Error) => /cannot be read/.test(error.message) && !/BEGIN/.test(error.message))
  const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
  assert.throws(() => publicKey(rsa), /ECDSA on P-256/)
})
