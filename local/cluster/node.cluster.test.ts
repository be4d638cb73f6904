import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ensureImages } from '../images/images.ts'
import type { Platform } from '../platform.ts'
import { addonsReady, applyAddons } from './addons.ts'
import { hierarchies, pidsOf } from './cgroup.ts'
import { apply } from './kubectl.ts'
import { nodeStatus, startNode, stopNode } from './node.ts'
import { container } from './test/pods.ts'
import { isFree, testPlatform, type TestPlatform } from './test/platform.ts'
import { waitUntil } from './wait.ts'

const quiet = () => {}
const minute = 60_000

/** Folders of the machine that Kubernetes' programs write to by fixed names. */
const outside = () => ['/var/lib/cni', '/var/lib/kubelet', '/var/log/pods', '/var/log/containers', '/run/netns'].map((folder) => (existsSync(folder) ? readdirSync(folder) : []))

let made: TestPlatform
let platform: Platform
let untouched: ReturnType<typeof outside>

before(async () => {
  untouched = outside()
  made = await testPlatform()
  platform = made.platform
  await startNode(platform, quiet)
  await applyAddons(platform, await ensureImages(platform, quiet))
  await addonsReady(platform)
})
after(() => made.end())

const component = async (name: string) => (await nodeStatus(platform)).components.find((one) => one.name === name)
const dns = () => container(platform, 'kube-system', 'k8s-app=kube-dns')

test('a second start of a healthy node changes nothing', async () => {
  const { components, startedAt } = await nodeStatus(platform)
  await startNode(platform, quiet)
  const now = await nodeStatus(platform)
  assert.equal(now.startedAt, startedAt)
  assert.deepEqual(now.components, components)
})

for (const name of ['etcd', 'apiserver', 'controller-manager', 'scheduler', 'containerd', 'kubelet', 'kube-proxy', 'kube-router', 'registry', 'forwards'])
  test(`a killed ${name} comes back and pods stay as they are`, async () => {
    const pod = await dns()
    const was = await component(name)
    assert.ok(was?.pid)
    process.kill(was.pid, 'SIGKILL')
    const back = await waitUntil(async () => {
      const now = await component(name)
      return now?.phase === 'ready' && now.running && now.pid !== was.pid
    }, minute)
    assert.ok(back, `${name} did not come back`)
    assert.ok(await waitUntil(async () => (await nodeStatus(platform)).serving, minute))
    assert.deepEqual(await dns(), pod)
  })

for (const victim of ['the supervisor', 'the first process', 'unshare'])
  test(`when ${victim} is killed the next start brings the node and its pods back`, async () => {
    const { supervisorPid } = await nodeStatus(platform)
    assert.ok(supervisorPid)
    const first = parentOf(supervisorPid)
    process.kill({ 'the supervisor': supervisorPid, 'the first process': first, unshare: parentOf(first) }[victim]!, 'SIGKILL')
    await startNode(platform, quiet)
    assert.equal((await nodeStatus(platform)).setAside, null)
    await addonsReady(platform)
  })

test('the node has four times the share of processor time that any other program has', () => {
  const read = (file: string) => hierarchies().flatMap((root) => (existsSync(join(root, platform.name, file)) ? [Number(readFileSync(join(root, platform.name, file), 'utf8'))] : []))
  const weights = [...read('cpu.weight').map((weight) => weight / 100), ...read('cpu.shares').map((shares) => shares / 1024)]
  assert.deepEqual(weights, [4])
})

test('the entrance answers 503 for a service that has no pod, and 404 where there is no service', async () => {
  const name = 'without-pods'
  await apply(platform, [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace: 'default' },
      spec: { ingressClassName: 'traefik', rules: [{ host: 'empty.localhost', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } }] } }] },
    },
  ])
  const status = (host: string) =>
    new Promise<number | undefined>((resolve, reject) =>
      get({ host: '127.0.0.1', port: platform.ports.entrance, headers: { host } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).on('error', reject),
    )
  assert.ok(await waitUntil(async () => (await status('empty.localhost')) !== 404, minute))
  assert.deepEqual([await status('empty.localhost'), await status('no-such.localhost')], [503, 404])
})

test('a port that somebody else holds is named', async () => {
  const { platform: other, end } = await testPlatform()
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(other.ports.registry, '127.0.0.1', resolve))
  try {
    await assert.rejects(startNode(other, quiet), new RegExp(`port ${other.ports.registry} \\(registry\\) is taken`))
    assert.equal(pidsOf(other.name).length, 0)
  } finally {
    holder.close()
    await end()
  }
})

test('a second node beside it has pods of its own, and its end does not touch the first', async () => {
  const pod = await dns()
  const { platform: other, end } = await testPlatform()
  try {
    await startNode(other, quiet)
    await applyAddons(other, await ensureImages(other, quiet))
    await addonsReady(other)
    assert.notEqual((await container(other, 'kube-system', 'k8s-app=kube-dns'))?.id, pod?.id)
  } finally {
    await end()
  }
  assert.deepEqual(await dns(), pod)
  assert.ok((await nodeStatus(platform)).serving)
})

test('after stop nothing of the node runs, is mounted, holds a port or a cgroup, and its data is still there', async () => {
  await stopNode(platform)
  assert.deepEqual(pidsOf(platform.name), [])
  for (const root of hierarchies()) assert.ok(!existsSync(join(root, platform.name)), root)
  assert.doesNotMatch(readFileSync('/proc/self/mounts', 'utf8'), new RegExp(platform.state))
  for (const port of Object.values(platform.ports)) assert.ok(await isFree(port), `port ${port}`)
  assert.ok(readdirSync(join(platform.state, 'etcd')).length > 0)
  assert.deepEqual(outside(), untouched)
  await stopNode(platform)
})

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
