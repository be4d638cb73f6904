import assert from 'node:assert/strict'
import { randomFillSync } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ensureImages } from '../images/images.ts'
import { paths, type Platform } from '../platform.ts'
import { pidsOf } from './cgroup.ts'
import { apply, kubectl, read } from './kubectl.ts'
import { nodeStatus, startNode } from './node.ts'
import { baseImages } from './start.ts'
import { testPlatform, type TestPlatform } from './test/platform.ts'
import { waitUntil } from './wait.ts'

let made: TestPlatform
let platform: Platform
before(async () => {
  made = await testPlatform()
  platform = made.platform
})
after(() => made.end())

const said: string[] = []
const start = async () => {
  said.length = 0
  await startNode(platform, (line) => said.push(line))
  await baseImages(platform, () => {})
}

/** Fills a part of a file with random bytes; `from` and `to` are shares of its length. */
function spoil(file: string, from: number, to: number): void {
  const { size } = statSync(file)
  const noise = randomFillSync(Buffer.alloc(Math.floor(size * (to - from))))
  const opened = openSync(file, 'r+')
  writeSync(opened, noise, 0, noise.length, Math.floor(size * from))
  closeSync(opened)
}

const member = (...parts: string[]) => join(paths(platform).etcd, 'member', ...parts)
const corruptions: Record<string, () => void> = {
  'its whole database is noise': () => spoil(member('snap', 'db'), 0, 1),
  'pages inside its database are noise': () => spoil(member('snap', 'db'), 0.1, 1),
  'its log is noise': () => {
    for (const file of readdirSync(member('wal')).filter((name) => name.endsWith('.wal'))) spoil(member('wal', file), 0, 0.001)
  },
}

/** Adds a line to a file on the volume of order-db in dev and returns what the file then holds. */
async function writeToVolume(line: string): Promise<string> {
  const image = `localhost:5000/jari/mariadb@${(await ensureImages(platform, () => {}))['mariadb']}`
  assert.ok(await waitUntil(async () => (await read(platform, ['serviceaccount', 'default', '--namespace=jari-dev'])) !== null, 30_000))
  await apply(platform, [
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data-order-db-0', namespace: 'jari-dev' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'local', resources: { requests: { storage: '2Gi' } } } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `writer-${line}`, namespace: 'jari-dev' },
      spec: {
        restartPolicy: 'OnFailure',
        securityContext: { runAsUser: 10002, runAsGroup: 10002, fsGroup: 10002 },
        containers: [{ name: 'writer', image, command: ['/bin/sh', '-c', `echo ${line} >> /data/lines && cat /data/lines`], volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-order-db-0' } }],
      },
    },
  ])
  await kubectl(platform, ['wait', '--for=jsonpath={.status.phase}=Succeeded', '--timeout=120s', '--namespace=jari-dev', `pod/writer-${line}`])
  return (await kubectl(platform, ['logs', '--namespace=jari-dev', `writer-${line}`])).stdout
}

test('a cluster whose etcd is corrupted is built anew and its databases find their volumes again', async (t) => {
  await start()
  assert.equal(await writeToVolume('first'), 'first\n')
  let lines = 'first\n'
  for (const [n, [what, corrupt]] of Object.entries(corruptions).entries())
    await t.test(`when ${what}`, async () => {
      const before = await read<{ metadata: { uid: string } }>(platform, ['namespace', 'kube-system'])
      const { supervisorPid } = await nodeStatus(platform)
      process.kill(supervisorPid!, 'SIGKILL')
      assert.ok(await waitUntil(() => pidsOf(platform.name).length === 0, 20_000))
      corrupt()
      await start()
      const { setAside } = await nodeStatus(platform)
      assert.ok(setAside && existsSync(join(setAside, 'member')), 'the corrupted data is kept')
      assert.match(said.join('\n'), /etcd could not serve its data: set aside/)
      const after = await read<{ metadata: { uid: string } }>(platform, ['namespace', 'kube-system'])
      assert.notEqual(after?.metadata.uid, before?.metadata.uid)
      lines += `again-${n}\n`
      assert.equal(await writeToVolume(`again-${n}`), lines)
    })
})

test('an etcd that was killed while it wrote goes on with what it had', async () => {
  const before = await read<{ metadata: { uid: string } }>(platform, ['namespace', 'kube-system'])
  const writing = Promise.allSettled(Array.from({ length: 20 }, (_, i) => apply(platform, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `written-${i}`, namespace: 'default' }, data: { noise: 'x'.repeat(10_000) } }])))
  await waitUntil(async () => (await read(platform, ['configmap', 'written-0', '--namespace=default'])) !== null, 30_000, 20)
  process.kill((await nodeStatus(platform)).supervisorPid!, 'SIGKILL')
  await writing
  await start()
  assert.equal((await nodeStatus(platform)).setAside, null)
  const now = await read<{ metadata: { uid: string } }>(platform, ['namespace', 'kube-system'])
  assert.equal(now?.metadata.uid, before?.metadata.uid)
  assert.ok(await read(platform, ['configmap', 'written-0', '--namespace=default']))
})
