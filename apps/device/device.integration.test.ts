import { demo } from '@jari/contract/demo.ts'
import { deviceEventDataSchema, deviceReplaced, type Device, type DeviceFeedState } from '@jari/contract/device.ts'
import { closeCodes, type Snapshot } from '@jari/contract/feed.ts'
import { createFeedClient } from '@jari/feed/client/client.ts'
import { silentLog } from '@jari/service/log.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test, type TestContext } from 'node:test'
import { WebSocket } from 'ws'
import { demoLamp } from './seed.ts'
import { startLamp } from './simulated-lamp.ts'
import { startTestService, type TestService } from './testing/device-service.ts'
import { until } from './testing/until.ts'

/** Fails a test that waits for what does not come. */
const limit = { timeout: 30_000 }

function plugIn(t: TestContext, service: TestService, options: { switchMs?: number } = {}) {
  const lamp = startLamp({ url: service.url, deviceId: demoLamp.id, token: service.deviceToken, log: silentLog(), switchMs: 0, ...options })
  t.after(() => lamp.stop())
  return lamp
}

async function dial(t: TestContext, service: TestService, hello: unknown): Promise<WebSocket> {
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/device/socket`)
  t.after(() => socket.terminate())
  await once(socket, 'open')
  socket.send(JSON.stringify(hello))
  return socket
}

onEachEngine('devices', (engine) => {
  async function start(t: TestContext, now?: () => number, database?: string): Promise<TestService> {
    const service = await startTestService(database ?? (await engine.database()), now)
    t.after(() => service.stop())
    return service
  }

  test('a command is pending until the lamp reports, and then done', limit, async (t) => {
    const service = await start(t)
    const lamp = plugIn(t, service, { switchMs: 200 })
    await until(service.lamp, (device) => device.online)
    const { status, body } = await service.command('on')
    assert.equal(status, 202)
    assert.deepEqual([body.pending, body.desired, body.reported], [true, { power: 'on' }, { power: 'off' }])
    const done = await until(service.lamp, (device) => !device.pending)
    assert.deepEqual([done.reported, done.fault, done.version], [{ power: 'on' }, null, body.version])
    assert.equal(lamp.power, 'on')
  })

  test('a command that nobody carries out fails after 5 s and says so', limit, async (t) => {
    let clock = Date.now()
    const service = await start(t, () => clock)
    await service.command('on')
    clock += 4_999
    assert.equal((await service.lamp()).pending, true)
    clock += 1
    const failed = await until(service.lamp, (device) => !device.pending)
    assert.deepEqual([failed.fault, failed.reported], ['no-answer', null])
  })

  test('a lamp that was away gets what was desired meanwhile when it comes back', limit, async (t) => {
    let clock = Date.now()
    const service = await start(t, () => clock)
    await service.command('on')
    clock += 6_000
    await until(service.lamp, (device) => device.fault === 'no-answer')
    const lamp = plugIn(t, service)
    const back = await until(service.lamp, (device) => device.reported?.power === 'on')
    assert.deepEqual([back.fault, back.pending, back.online], [null, false, true])
    assert.equal(lamp.power, 'on')
  })

  test('a lamp that comes back as it should be is told nothing', limit, async (t) => {
    const service = await start(t)
    const socket = await dial(t, service, { type: 'hello', deviceId: demoLamp.id, token: service.deviceToken, reported: { power: 'off' } })
    socket.send(JSON.stringify({ type: 'heartbeat' }))
    const [data] = await once(socket, 'message')
    assert.deepEqual(JSON.parse(String(data)), { type: 'heartbeat' })
  })

  test('a lamp whose line breaks is shown as not connected', limit, async (t) => {
    const service = await start(t)
    const socket = await dial(t, service, { type: 'hello', deviceId: demoLamp.id, token: service.deviceToken })
    await until(service.lamp, (device) => device.online)
    socket.terminate()
    await until(service.lamp, (device) => !device.online)
  })

  test('wrong credentials, an unknown device and an odd first frame are refused', limit, async (t) => {
    const service = await start(t)
    const code = async (hello: unknown) => (await once(await dial(t, service, hello), 'close'))[0] as number
    assert.equal(await code({ type: 'hello', deviceId: demoLamp.id, token: 'not-its-token' }), closeCodes.unauthenticated)
    assert.equal(await code({ type: 'hello', deviceId: 'nobody', token: service.deviceToken }), closeCodes.unauthenticated)
    assert.equal(await code({ type: 'heartbeat' }), closeCodes.badFrame)
    assert.equal((await service.lamp()).online, false)
  })

  test('the same device connecting again takes the place of its first connection', limit, async (t) => {
    const service = await start(t)
    const hello = { type: 'hello', deviceId: demoLamp.id, token: service.deviceToken, reported: { power: 'off' } }
    const first = await dial(t, service, hello)
    await until(service.lamp, (device) => device.online)
    const closed = once(first, 'close')
    const second = await dial(t, service, hello)
    assert.equal((await closed)[0], deviceReplaced)
    await service.command('on')
    const [data] = await once(second, 'message')
    assert.deepEqual(JSON.parse(String(data)), { type: 'desired', version: 1, desired: { power: 'on' } })
    assert.equal((await service.lamp()).online, true)
  })

  test('the same key is one command, another body with it is refused', limit, async (t) => {
    const service = await start(t)
    const first = await service.command('on', { key: 'k1' })
    const again = await service.command('on', { key: 'k1' })
    assert.deepEqual(again, first)
    assert.equal((await service.lamp()).version, 1)
    assert.equal((await service.command('off', { key: 'k1' })).status, 422)
    assert.equal((await service.ask(`/devices/${demoLamp.id}/commands`, { method: 'POST', body: { desired: { power: 'on' } } })).status, 400)
  })

  test('of two that saw the same version the second is told what came first', limit, async (t) => {
    const service = await start(t)
    assert.equal((await service.command('on', { version: 0 })).status, 202)
    const { status, body } = await service.command('off', { version: 0 })
    assert.equal(status, 409)
    assert.equal((body.device as Device).version, 1)
  })

  test('guests may not, other stores and unknown devices are not there, bad commands name the field', limit, async (t) => {
    const service = await start(t)
    assert.equal((await service.command('on', { token: service.tokens.guest })).status, 403)
    assert.equal((await service.command('on', { token: service.tokens.elsewhere })).status, 404)
    assert.equal((await service.ask('/devices', { token: 'nonsense' })).status, 401)
    assert.equal((await service.ask('/devices/nobody')).status, 404)
    const bad = await service.ask(`/devices/${demoLamp.id}/commands`, { method: 'POST', key: 'k', body: { desired: { power: 'dim' } } })
    assert.equal(bad.status, 422)
    assert.equal((bad.body.errors as { pointer: string }[])[0]?.pointer, '#/desired/power')
    assert.equal((await service.lamp()).version, 0)
  })

  test('the feed shows each step: connected, pending, done', limit, async (t) => {
    const service = await start(t)
    const steps: string[] = []
    const feed = createFeedClient<Device[]>({
      connect: () => new WebSocket(`${service.url.replace('http', 'ws')}/device/stores/${demo.storeId}/feed`),
      token: () => service.tokens.staff,
      snapshot: async () => {
        const snapshot = (await service.ask('/feed/snapshot')).body as unknown as Snapshot<DeviceFeedState>
        return { ...snapshot, state: snapshot.state.devices }
      },
      reduce: (_, event) => [deviceEventDataSchema.parse(event.data).device],
      onState: ([lamp]) => lamp && steps.push(`${lamp.online ? 'online' : 'offline'} ${lamp.pending ? 'pending' : 'settled'} ${lamp.reported?.power ?? '?'}`),
    })
    t.after(() => feed.stop())
    await until(() => feed.status.connection, (connection) => connection === 'live')
    plugIn(t, service, { switchMs: 50 })
    await until(() => steps.at(-1), (step) => step === 'online settled off')
    await service.command('on')
    await until(() => steps.at(-1), (step) => step === 'online settled on')
    assert.deepEqual(steps, ['offline settled ?', 'online settled off', 'online pending off', 'online settled on'])
  })

  if (engine.name === 'mariadb') {
    test('a command given to one replica reaches the lamp that is connected to another', limit, async (t) => {
      const database = await engine.database()
      const [here, there] = [await start(t, undefined, database), await start(t, undefined, database)]
      plugIn(t, there)
      await until(here.lamp, (device) => device.online)
      await here.command('on')
      const done = await until(here.lamp, (device) => !device.pending)
      assert.deepEqual([done.fault, done.reported], [null, { power: 'on' }])
    })
  }
})
