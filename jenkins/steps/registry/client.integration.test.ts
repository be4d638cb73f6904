import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { isLoopback, originOf, registryClient } from './client.ts'

const credentials = Buffer.from('machine:secret').toString('base64')

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => (server.closeAllConnections(), server.close()))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An environment in which somebody has signed in to the registry. */
async function signedIn(t: TestContext, registry: string): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-registry-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'auth.json')
  await writeFile(file, JSON.stringify({ auths: { [registry]: { auth: credentials } } }))
  return { REGISTRY_AUTH_FILE: file }
}

test('registries on this machine are spoken to by plain HTTP, others by HTTPS', () => {
  assert.deepEqual(['localhost:5000', '127.0.0.1', '[::1]:5000', 'localhost.example', 'ghcr.io', '10.0.0.1:5000'].map(isLoopback), [true, true, true, false, false, false])
  assert.equal(originOf('ghcr.io'), 'https://ghcr.io')
})

test('a registry that wants a password gets the one somebody signed in with', async (t) => {
  const registry = await serve(t, ({ headers }, response) => {
    const known = headers.authorization === `Basic ${credentials}`
    response.writeHead(known ? 200 : 401, known ? {} : { 'www-authenticate': 'Basic realm="x"' }).end()
  })
  assert.equal((await registryClient(registry, await signedIn(t, registry))('/v2/')).status, 200)
  await assert.rejects(registryClient(registry, { REGISTRY_AUTH_FILE: '/none' })('/v2/'), /wants a user and a password: sign in with: buildah login 127/)
})

test('a registry that wants a token gets one for what is asked, and it is kept for the next call', async (t) => {
  const asked: string[] = []
  const registry: string = await serve(t, ({ headers, url }, response) => {
    asked.push(url ?? '')
    if (url?.startsWith('/token')) return void response.writeHead(headers.authorization === `Basic ${credentials}` ? 200 : 403).end('{"token":"t1"}')
    const known = headers.authorization === 'Bearer t1'
    response.writeHead(known ? 200 : 401, known ? {} : { 'www-authenticate': `Bearer realm="http://${registry}/token",service="s",scope="repository:jari/node:pull,push"` }).end()
  })
  const ask = registryClient(registry, await signedIn(t, registry))
  assert.equal((await ask('/v2/jari/node/manifests/24')).status, 200)
  assert.equal((await ask('/v2/jari/node/manifests/25')).status, 200)
  assert.deepEqual(asked, ['/v2/jari/node/manifests/24', '/token?service=s&scope=repository%3Ajari%2Fnode%3Apull%2Cpush', '/v2/jari/node/manifests/24', '/v2/jari/node/manifests/25'])
  await assert.rejects(registryClient(registry, { REGISTRY_AUTH_FILE: '/none' })('/v2/x'), /gives no token \(403/)
})

test('another host that a registry names for an upload is told no password', async (t) => {
  const other = await serve(t, ({ headers }, response) => void response.writeHead(headers.authorization === undefined ? 201 : 400).end())
  const registry = await serve(t, ({ headers }, response) => void response.writeHead(headers.authorization ? 200 : 401, { 'www-authenticate': 'Basic realm="x"' }).end())
  const ask = registryClient(registry, await signedIn(t, registry))
  assert.equal((await ask('/v2/')).status, 200)
  assert.equal((await ask(`http://${other}/upload`, { method: 'PUT', body: 'x' })).status, 201)
})
