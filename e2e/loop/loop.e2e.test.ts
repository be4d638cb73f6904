import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'yaml'
import { approveChange } from '../../local/commands/approve-change.ts'
import { readRuns } from '../../local/commands/state.ts'
import { isRunning, runningMark } from '../../local/process.ts'
import { deliveryJourney } from '../delivery/journey.ts'
import { startLoad, type LoadResult } from '../load.ts'
import { output, secret, status, testPlatform, type TestPlatform } from '../platform.ts'
import { Shop } from '../shop.ts'
import { catchUp, eventually, link, patch, propose, push, pushUnreviewed, restore, runOf, touch } from './change.ts'

// One platform for the whole file: each test goes on from where the one before left it.
let it: TestPlatform
let prod: Shop
/** An order that was acknowledged before anything was killed. */
let acknowledged: { storeId: string; id: string }

before(async () => {
  it = await testPlatform()
  prod = new Shop(it.platform.ports.entrance, 'jari.localhost')
})
after(async () => {
  prod.close()
  await it.remove()
})

const kubectl = (...args: string[]) => output(join(it.platform.state, 'bin/kubectl'), [`--kubeconfig=${join(it.platform.state, 'pki/admin.kubeconfig')}`, ...args], it.clone)

/** The three environments are Synced and Healthy, or become so within a minute: a pod of a busy machine may be late with an answer. */
async function allHealthy(): Promise<void> {
  await eventually('three Healthy environments', 60, async () => {
    const { environments } = await status(it)
    assert.deepEqual(
      environments.map(({ name, sync, health }) => ({ name, sync, health })),
      ['dev', 'staging', 'prod'].map((name) => ({ name, sync: 'Synced', health: 'Healthy' })),
    )
    return true
  })
}

/** The images of the newest release on main: service → digest. */
async function newestImages(): Promise<Record<string, string>> {
  await it.git('fetch', '--quiet', 'platform', 'main')
  const ids = (await it.git('ls-tree', '--name-only', 'FETCH_HEAD', 'gitops/releases/')).trim().split('\n').sort()
  const text = await it.git('show', `FETCH_HEAD:${ids.at(-1)}/release.yaml`)
  const { images } = parse(text) as { images: Record<string, { digest: string }> }
  return Object.fromEntries(Object.entries(images).map(([name, { digest }]) => [name, digest]))
}

async function seesOrder(): Promise<boolean> {
  const { staffName } = await prod.demo()
  const staff = await prod.staff(staffName, await secret(it.platform, 'demo-staff.password'))
  return (await prod.orders(acknowledged.storeId, staff)).some(({ id }) => id === acknowledged.id)
}

test('npm start brings the commit to three Healthy environments and says where they are', async () => {
  const said = await it.npm('start')
  for (const host of ['dev.jari.localhost', 'staging.jari.localhost', 'jari.localhost']) assert.match(said, new RegExp(`http://${host}:${it.platform.ports.entrance}/`))
  assert.match(said, new RegExp(`http://localhost:${it.platform.ports.delivery}`))
  assert.match(said, /approved as the user release-manager/)
  await allHealthy()
})

test("an order through prod's entrance is on the kitchen's list, and stays there when its pod and its database go away", async () => {
  const { storeId, seats } = await prod.demo()
  const seat = seats[0]!
  const guest = await prod.guest(seat.seatToken)
  const item = await prod.item(storeId, guest)
  const key = randomUUID()
  const order = await prod.order(storeId, seat.id, item.id, guest, key)
  acknowledged = { storeId, id: order.id }
  assert.ok(await seesOrder())
  assert.equal((await prod.order(storeId, seat.id, item.id, guest, key)).id, order.id)
  await kubectl('--namespace=jari-prod', 'delete', 'pod', '--selector=app.kubernetes.io/name in (order, order-db)', '--grace-period=0', '--force')
  await eventually('the order after its pods were deleted', 90, seesOrder)
})

test('bad orders are refused by a problem that names the field, and nothing is stored', async () => {
  const { storeId, seats, staffName } = await prod.demo()
  const seat = seats[0]!
  const token = await prod.guest(seat.seatToken)
  const staff = await prod.staff(staffName, await secret(it.platform, 'demo-staff.password'))
  const item = await prod.item(storeId, token)
  const before = (await prod.orders(storeId, staff)).length
  const good = { seatId: seat.id, lines: [{ itemId: item.id, quantity: 1 }] }
  const at = `/order/stores/${storeId}/orders`
  const key = () => ({ 'idempotency-key': randomUUID() })
  const cases: { name: string; status: number[]; names?: RegExp; path?: string; headers?: Record<string, string>; body: unknown }[] = [
    { name: 'unknown item', status: [422], names: /lines\/0\/itemId/, body: { ...good, lines: [{ itemId: 'no-such-item', quantity: 1 }] } },
    { name: 'negative quantity', status: [422], names: /lines\/0\/quantity/, body: { ...good, lines: [{ itemId: item.id, quantity: -1 }] } },
    { name: 'missing key', status: [400], names: /idempotency-key/i, headers: {}, body: good },
    { name: '1 MB body', status: [413], body: { ...good, note: 'x'.repeat(1024 * 1024) } },
    { name: 'broken JSON', status: [400], body: '{"seatId":' },
    { name: 'wrong store', status: [404], path: '/order/stores/no-such-store/orders', body: good },
  ]
  for (const { name, status: wanted, names, path = at, headers = key(), body } of cases) {
    const answer = await prod.call('POST', path, { token, headers, body })
    assert.ok(wanted.includes(answer.status), `${name}: ${answer.status} ${JSON.stringify(answer.body)}`)
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/, name)
    if (names) assert.match(JSON.stringify(answer.body), names, name)
  }
  assert.equal((await prod.orders(storeId, staff)).length, before)
})

test('a push is verified and merged, and goes to prod by the delivery page: only the touched service gets a new image, and no request to dev fails meanwhile', async () => {
  const images = await newestImages()
  let load: { stop(): Promise<LoadResult> } | undefined
  await deliveryJourney({
    platform: it.platform,
    change: async () => {
      load = await startLoad(it.platform.ports.entrance, 'dev.jari.localhost', 50)
      await touch(it, 'order', 'followed on the delivery page')
      return push(it, 'Touch the order service')
    },
  })
  const result = await load!.stop()
  assert.ok(result.sent > 1000, JSON.stringify(result))
  assert.equal(result.failed, 0, JSON.stringify(result))
  const now = await newestImages()
  assert.deepEqual(
    Object.keys(now).filter((name) => now[name] !== images[name]),
    ['order'],
  )
  await allHealthy()
})

/** The commit before the first planted fault: each fault replaces the one before it. */
let sound: string | undefined

for (const { name, plant, cause } of [
  // first, while the Deployments are sound: a failed migration keeps what comes after it from being applied
  {
    name: 'a migration that fails',
    cause: /order-migrations|migration/i,
    // with the Deployment, as in every release: Argo CD does not look at hooks to tell whether there is something to sync
    plant: async () => {
      await patch(it, 'dev', '{kind: Job, name: order-migrations}', '[{"op": "replace", "path": "/spec/template/spec/containers/0/args", "value": ["-e", "console.error(`the schema is not what it was`); process.exit(3)"]}]')
      await patch(it, 'dev', '{kind: Deployment, name: order}', '[{"op": "add", "path": "/spec/template/metadata/annotations", "value": {"with": "a-migration"}}]')
    },
  },
  {
    name: 'an image that cannot be pulled',
    cause: /image .*sha256:0{64}|0{12}.*(pull|found)/i,
    plant: () => patch(it, 'dev', '{kind: Deployment, name: order}', `[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "localhost:5000/jari/order@sha256:${'0'.repeat(64)}"}]`),
  },
  {
    name: 'a pod that crashes at start',
    cause: /order.*(exit|crash)/i,
    plant: () => patch(it, 'dev', '{kind: Deployment, name: order}', '[{"op": "add", "path": "/spec/template/spec/containers/0/args", "value": ["-e", "console.error(`no such setting`); process.exit(7)"]}]'),
  },
])
  test(`${name} fails the run, whose first line names the cause, and dev serves on`, async () => {
    const dev = new Shop(it.platform.ports.entrance, 'dev.jari.localhost')
    await catchUp(it)
    sound ??= (await it.git('rev-parse', 'HEAD')).trim()
    await restore(it, 'dev', sound)
    await plant()
    const run = await runOf(it, await pushUnreviewed(it, `Plant ${name}`))
    assert.equal(run.result, 'failure', JSON.stringify(run))
    const [first = ''] = (run.error ?? '').split('\n')
    assert.match(first, cause)
    assert.equal((await dev.call('GET', '/store/demo')).status, 200)
    dev.close()
  })

test('once the overlay is as it was, dev is Healthy again', async () => {
  await catchUp(it)
  assert.ok(sound)
  await restore(it, 'dev', sound)
  const mended = await runOf(it, await push(it, 'Take the planted faults back'))
  assert.equal(mended.result, 'success', mended.error ?? '')
  await allHealthy()
})

for (const { name, plant, cause } of [
  { name: 'a link to a release that does not exist', cause: /9999-none.*(not exist|missing|no release)/i, plant: () => link(it, 'dev', '9999-none') },
  {
    name: 'a patch that hits nothing',
    cause: /patch/i,
    plant: () => patch(it, 'dev', '{kind: Deployment, name: ordre}', '[{"op": "add", "path": "/metadata/labels/late", "value": "yes"}]'),
  },
])
  test(`${name} is refused as a pull request by a run whose first line names it`, async () => {
    await catchUp(it)
    const main = (await it.git('rev-parse', 'HEAD')).trim()
    await plant()
    const { number, head } = await propose(it, `Plant ${name}`)
    const run = await runOf(it, head)
    assert.equal(run.result, 'failure', JSON.stringify(run))
    assert.match((run.error ?? '').split('\n')[0] ?? '', cause)
    await assert.rejects(approveChange(it.platform, number), /is not merged: jari\/(gates|verify): /)
    await it.git('reset', '--quiet', '--hard', main)
  })

test('after everything was killed at once, npm start brings the newest of two pushes everywhere, and the order is still there', async () => {
  const run = join(it.platform.state, 'run')
  const daemon = (await runningMark(join(run, 'daemon.pid')))!
  // the pipeline is killed first, so that nobody hears Gitea's webhook for these two pushes
  process.kill(daemon.pid, 'SIGKILL')
  await eventually("the daemon's end", 10, async () => !isRunning(daemon))
  await touch(it, 'store', 'the first of two pushes')
  const first = await pushUnreviewed(it, 'Touch the store service')
  await touch(it, 'web', 'the second of two pushes')
  const second = await pushUnreviewed(it, 'Touch the web service')
  for (const { pid } of (await status(it)).components) if (pid) process.kill(pid, 'SIGKILL')
  await sleep(500)
  await it.npm('start')
  await allHealthy()
  assert.ok(await seesOrder())
  const last = await runOf(it, second, 15)
  assert.equal(last.result, 'success', last.error ?? '')
  assert.notEqual((await readRuns(it.platform)).find(({ commit }) => commit === first)?.result, 'failure')
  const { environments } = await status(it)
  for (const environment of ['dev', 'staging']) assert.match(environments.find(({ name }) => name === environment)!.release, new RegExp(`-${second.slice(0, 7)}$`))
  assert.doesNotMatch(environments.find(({ name }) => name === 'prod')!.release, new RegExp(`-${second.slice(0, 7)}$`), 'prod waits for a person')
})

test('logs are shown, a second start says so, and after npm stop nothing of the platform runs', async () => {
  assert.match(await it.npm('run', 'logs', '--', 'order', '--env', 'dev'), /"service":"order"/)
  assert.match(await it.npm('run', 'logs', '--', 'daemon'), /pipeline run/)
  const two = await Promise.allSettled([it.npm('start'), it.npm('start')])
  const refused = two.filter((one) => one.status === 'rejected')
  assert.equal(refused.length, 1)
  assert.match(String(refused[0]!.reason), /already running/)
  await it.npm('stop')
  const left = await output('sh', ['-c', `grep -lz -- '${it.platform.state}' /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | grep -v "/$$/" | grep -v /self/ || true`], '/')
  const own = new Set([String(process.pid)])
  const pids = [...new Set(left.split('\n').map((file) => file.split('/')[2] ?? ''))].filter((pid) => pid && !own.has(pid))
  const commands = await Promise.all(pids.map((pid) => output('sh', ['-c', `tr '\\0' ' ' < /proc/${pid}/cmdline || true`], '/')))
  assert.deepEqual(commands.filter((command) => command && !/grep|sh -c/.test(command)), [])
  assert.equal((await output('sh', ['-c', `grep -c '${it.platform.state}' /proc/self/mounts || true`], '/')).trim(), '0')
})
