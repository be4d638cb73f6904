import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../platform.ts'
import { webhookSecret } from './environment.ts'
import { startQueue, type Change, type Queue } from './queue.ts'
import type { RunRecord } from './record.ts'
import { makeSandbox, pipeline, type Sandbox } from './test/sandbox.ts'

const prodLink = 'gitops/overlays/prod/release'
/** Waits in a script until the file "go" is there, then passes a milestone and notes the commit that it ran for. */
const jenkinsfile = `node {
    checkout scm
    sh 'echo > "$OUT.started"; while [ -e "$OUT.wait" ]; do sleep 0.1; done'
    lock(resource: 'delivery') {
        milestone 1
        sh 'git rev-parse HEAD >> "$OUT"'
    }
}
`

async function queueOf(t: TestContext, { pollMs = 3_600_000, wait = false, changes = [] as Change[], program = jenkinsfile } = {}) {
  const sandbox = await makeSandbox({ Jenkinsfile: program })
  const out = join(sandbox.platform.state, 'out')
  if (wait) await writeFile(`${out}.wait`, '')
  const start = () => startQueue(sandbox.platform, { environment: { ...sandbox.environment, OUT: out }, secrets: {}, pollMs, changes: async () => changes, say: () => {} })
  let queue = await start()
  t.after(async () => {
    await queue.stop()
    await sandbox.end()
  })
  const restart = async () => {
    await queue.stop()
    queue = await start()
  }
  const delivered = async () => (existsSync(out) ? (await readFile(out, 'utf8')).trim().split('\n') : [])
  return { sandbox, out, restart, delivered, queue: () => queue }
}

/** The runs, once there are `count` and none is going on. */
async function runsWhen(queue: Queue, count: number): Promise<RunRecord[]> {
  for (;;) {
    const runs = await queue.runs()
    if (runs.length >= count && runs.every(({ result }) => result !== 'running')) return runs
    await sleep(50)
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20)
}

/** Sends what Gitea sends for a push, and returns the status of the answer. */
async function webhook(sandbox: Sandbox, ref: string, secret: string): Promise<number | undefined> {
  const body = JSON.stringify({ ref })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return await new Promise((done, failed) => {
    const headers = { 'x-gitea-event': 'push', 'x-gitea-signature': signature, 'content-type': 'application/json' }
    request({ socketPath: paths(sandbox.platform).webhookSocket, method: 'POST', path: '/', headers }, (response) => done(response.resume().statusCode))
      .on('error', failed)
      .end(body)
  })
}

test('a signed webhook starts a run, one with a bad signature is refused and starts none', async (t) => {
  const { sandbox, queue, delivered } = await queueOf(t)
  await runsWhen(queue(), 1)
  const commit = await sandbox.push({ 'a.txt': 'a' })
  assert.equal(await webhook(sandbox, 'refs/heads/main', 'guessed'), 401)
  assert.equal((await queue().runs()).length, 1)
  assert.equal(await webhook(sandbox, 'refs/heads/main', webhookSecret(sandbox.platform)), 204)
  const runs = await runsWhen(queue(), 2)
  assert.deepEqual(runs.map(({ result }) => result), ['success', 'success'])
  assert.equal((await delivered()).at(-1), commit)
})

test('a push whose webhook was missed is found by the poll', async (t) => {
  const { sandbox, queue } = await queueOf(t, { pollMs: 100 })
  await runsWhen(queue(), 1)
  const commit = await sandbox.push({ 'a.txt': 'a' })
  assert.equal((await runsWhen(queue(), 2)).at(-1)?.commit, commit)
})

test('a push while the queue was not running is found when it starts', async (t) => {
  const { sandbox, queue, restart } = await queueOf(t)
  await runsWhen(queue(), 1)
  await queue().stop()
  const commit = await sandbox.push({ 'a.txt': 'a' })
  await restart()
  assert.equal((await runsWhen(queue(), 2)).at(-1)?.commit, commit)
})

test('pushes during a run are coalesced: it makes way at its milestone and only the newest runs', async (t) => {
  const { sandbox, queue, delivered, out } = await queueOf(t, { wait: true })
  await until(() => existsSync(`${out}.started`))
  await sandbox.push({ 'a.txt': 'a' })
  const newest = await sandbox.push({ 'b.txt': 'b' })
  await rm(`${out}.wait`)
  const runs = await runsWhen(queue(), 2)
  assert.deepEqual(runs.map(({ result }) => result), ['superseded', 'success'])
  assert.deepEqual(await delivered(), [newest])
})

test('commits by the pipeline start nothing, a merged promotion of prod does', async (t) => {
  const { sandbox, queue, delivered } = await queueOf(t)
  const [first] = await runsWhen(queue(), 1)
  await sandbox.push({ 'gitops/overlays/dev/release': '0001' }, pipeline)
  await queue().trigger()
  assert.equal((await queue().runs()).length, 1)
  const promotion = await sandbox.merge({ [prodLink]: '0001' }, pipeline)
  await sandbox.push({ 'gitops/overlays/dev/release': '0002' }, pipeline)
  await queue().trigger()
  await runsWhen(queue(), 2)
  assert.deepEqual(await delivered(), [first?.commit, promotion])
})

test('a promotion is not lost between two pushes of people', async (t) => {
  const { sandbox, queue, delivered } = await queueOf(t)
  const [first] = await runsWhen(queue(), 1)
  await sandbox.push({ 'a.txt': 'a' })
  const promotion = await sandbox.merge({ [prodLink]: '0001' }, pipeline)
  const newest = await sandbox.push({ 'b.txt': 'b' })
  await queue().trigger()
  await runsWhen(queue(), 3)
  assert.deepEqual(await delivered(), [first?.commit, promotion, newest])
})

test('a run that was going on when the queue stopped goes on when it starts again', async (t) => {
  const { queue, restart, delivered, out } = await queueOf(t, { wait: true })
  await until(() => existsSync(`${out}.started`))
  await queue().stop()
  const [stopped] = await queue().runs()
  assert.equal(stopped?.result, 'running')
  await rm(`${out}.wait`)
  await restart()
  const runs = await runsWhen(queue(), 1)
  assert.deepEqual(runs.map(({ number, result }) => [number, result]), [[1, 'success']])
  assert.deepEqual(await delivered(), [stopped.commit])
})

test('the last run is repeated when asked to, also when the pipeline has pushed since', async (t) => {
  const { sandbox, queue, delivered } = await queueOf(t)
  const [first] = await runsWhen(queue(), 1)
  await sandbox.push({ 'gitops/overlays/dev/release': '0001' }, pipeline)
  await queue().trigger()
  assert.equal((await queue().runs()).length, 1)
  await queue().trigger({ again: true })
  await runsWhen(queue(), 2)
  assert.deepEqual(await delivered(), [first?.commit, first?.commit])
})

test('the queue starts before the repository is there, and finds it later', async (t) => {
  const sandbox = await makeSandbox({ Jenkinsfile: "echo 'hello'\n" })
  const said: string[] = []
  const environment = { ...sandbox.environment, JARI_GIT_URL: join(sandbox.platform.state, 'later.git') }
  const queue = await startQueue(sandbox.platform, { environment, secrets: {}, pollMs: 100, say: (line) => said.push(line) })
  t.after(async () => {
    await queue.stop()
    await sandbox.end()
  })
  await until(() => said.length > 0)
  assert.match(said[0] ?? '', /later\.git/)
  await cp(sandbox.environment.JARI_GIT_URL ?? '', environment.JARI_GIT_URL, { recursive: true })
  assert.equal((await runsWhen(queue, 1))[0]?.result, 'success')
})

test('a pull request is verified by the Jenkinsfile of main once main has nothing to run, and one without a verdict once more', async (t) => {
  const program = `node {
    checkout scm
    sh "git rev-parse HEAD >> \\"\\$OUT\\"; echo change \${params.CHANGE_ID ?: 'none'} >> \\"\\$OUT\\""
}
`
  const changes: Change[] = [{ number: 7, commit: 'f'.repeat(40) }]
  const { queue, delivered } = await queueOf(t, { program, changes })
  const runs = await runsWhen(queue(), 3)
  assert.deepEqual(runs.map(({ change, result }) => [change, result]), [[undefined, 'success'], [7, 'success'], [7, 'success']])
  const main = runs[0]!.commit
  assert.deepEqual(await delivered(), [main, 'change none', main, 'change 7', main, 'change 7'])
  changes[0] = { number: 7, commit: 'e'.repeat(40) }
  await queue().trigger()
  assert.equal((await runsWhen(queue(), 4)).at(3)?.commit, 'e'.repeat(40), 'newer commits of it are verified anew')
})
