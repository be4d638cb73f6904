import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Component } from './component.ts'
import { Supervisor } from './supervisor.ts'
import { waitUntil } from './wait.ts'

const folder = mkdtempSync(join(tmpdir(), 'supervisor-'))
const file = (name: string) => join(folder, name)
const supervisor = new Supervisor(
  [
    shell('server', `exec "${process.execPath}" -e 'require("net").createServer().listen(${JSON.stringify(file('server.sock'))})'`, { ready: { socket: file('server.sock') } }),
    shell('client', 'exec sleep 1000', { after: ['server'] }),
    shell('gated', `echo started >> ${file('gated.txt')}; exec sleep 1000`, { when: file('configured') }),
    shell('broken', `echo tried >> ${file('broken.txt')}; exit 3`),
  ],
  { logs: folder, sockets: [], changed: () => {} },
)
supervisor.start()
after(async () => {
  await supervisor.end(100)
  rmSync(folder, { recursive: true })
})

function shell(name: string, script: string, rest: Partial<Component> = {}): Component {
  return { name, argv: ['/bin/sh', '-c', script], after: [], ...rest }
}
const phase = (name: string) => supervisor.state(name).phase
const until = async (done: () => boolean) => assert.ok(await waitUntil(done, 20_000, 20))

test('a component starts when what it needs serves', async () => {
  await until(() => phase('client') === 'ready')
  assert.equal(phase('server'), 'ready')
})

test('a component that was killed is started again and says how it ended', async () => {
  const { pid } = supervisor.state('client')
  process.kill(pid!, 'SIGKILL')
  await until(() => phase('client') === 'ready' && supervisor.state('client').pid !== pid)
  assert.deepEqual([supervisor.state('client').ends, supervisor.state('client').lastEnd], [1, 'killed by SIGKILL'])
})

test('a component that cannot run is tried again with pauses, and does not keep others', async () => {
  await until(() => supervisor.state('broken').ends >= 3)
  assert.equal(supervisor.state('broken').lastEnd, 'exit code 3')
  assert.equal(phase('server'), 'ready')
})

test('a component waits for the file that says it is configured', async () => {
  assert.equal(phase('gated'), 'waiting')
  assert.ok(!existsSync(file('gated.txt')))
  writeFileSync(file('configured'), '')
  await until(() => phase('gated') === 'ready')
  assert.equal(readFileSync(file('gated.txt'), 'utf8'), 'started\n')
})

test('a held component stays ended until it is released', async () => {
  await supervisor.hold(['server'], 1_000)
  assert.equal(supervisor.state('server').pid, null)
  rmSync(file('server.sock'), { force: true })
  supervisor.release(['server'])
  await until(() => phase('server') === 'ready')
})
