import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { digestOf, requiredDigest } from './registry.ts'

test('a tag\'s digest is read, a missing image is undefined or a failure that says what it is for, other answers are failures', async () => {
  const digest = `sha256:${'0'.repeat(64)}`
  const server = createServer((request, response) => {
    const status = request.url === '/v2/jari/node/manifests/24' ? 200 : request.url === '/v2/jari/broken/manifests/1' ? 500 : 404
    response.writeHead(status, status === 200 ? { 'docker-content-digest': digest } : {}).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const registry = `127.0.0.1:${(server.address() as AddressInfo).port}`
  assert.equal(await digestOf(registry, 'jari/node', '24'), digest)
  assert.equal(await digestOf(registry, 'jari/none', '1'), undefined)
  await assert.rejects(requiredDigest(registry, 'jari/none', '1', 'which x needs'), /has no jari\/none:1, which x needs/)
  await assert.rejects(digestOf(registry, 'jari/broken', '1'), /answers 500/)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  await assert.rejects(digestOf(registry, 'jari/node', '24'), /does not answer/)
})
