import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { portNames, type Platform, type PortName } from './platform.ts'
import { checkPorts, isFree } from './ports.ts'

test('a port that somebody holds is named with its use, unless it is ours', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  assert.equal(await isFree(port), false)
  const ports = Object.fromEntries(portNames.map((name) => [name, 1])) as Record<PortName, number>
  const platform = { ports: { ...ports, gitea: port } } as unknown as Platform
  await assert.rejects(checkPorts(platform, []), new RegExp(`port ${port} \\(gitea\\) is taken`))
  await checkPorts(platform, ['gitea'])
})
