import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../platform.ts'
import { markOf } from '../process.ts'
import { readRecords } from './record.ts'
import { runPipeline, type RunEvent } from './run.ts'
import { supersededText } from './steps.ts'
import { makeSandbox, type Sandbox } from './test/sandbox.ts'

async function sandboxOf(t: TestContext, jenkinsfile: string, files: Record<string, string> = {}): Promise<{ sandbox: Sandbox; commit: string }> {
  const sandbox = await makeSandbox(files)
  t.after(sandbox.end)
  return { sandbox, commit: await sandbox.push({ Jenkinsfile: jenkinsfile }) }
}

const run = ({ platform, environment, secrets }: Sandbox, commit: string, more: Partial<Parameters<typeof runPipeline>[0]> = {}) =>
  runPipeline({ platform, environment, secrets, number: 1, commit, ...more })

const forgeToken = "string(credentialsId: 'jari-forge-token', variable: 'TOKEN')"

test('a Jenkinsfile and its vars run in a checkout of the commit, stage by stage', async (t) => {
  const { sandbox, commit } = await sandboxOf(
    t,
    `@Library('jari') _
node {
    stage('one') {
        checkout scm
        Map plan = readPlan file: 'plan.json'
        for (String name in plan.services) {
            sh "echo building $name"
        }
    }
    stage('two') {
        try {
            error 'went wrong'
        } catch (Exception problem) {
            echo "caught: \${problem.message}"
        } finally {
            withEnv(['GREETING=hello there']) { sh 'echo "$GREETING" > greeting; git rev-parse HEAD > head' }
        }
    }
}
`,
    { 'jenkins/vars/readPlan.groovy': 'Map call(Map config) {\n    return readJSON(file: config.file)\n}\n', 'plan.json': '{ "services": ["store", "order"] }' },
  )
  const events: RunEvent[] = []
  const record = await run(sandbox, commit, { onEvent: (event) => events.push(event) })
  assert.equal(record.error, null)
  assert.equal(record.result, 'success')
  assert.deepEqual(record.stages.map(({ name, result }) => [name, result]), [['one', 'success'], ['two', 'success']])
  const { workspace, runs } = paths(sandbox.platform)
  assert.equal(await readFile(join(workspace, 'greeting'), 'utf8'), 'hello there\n')
  assert.equal(await readFile(join(workspace, 'head'), 'utf8'), `${commit}\n`)
  assert.match(await sandbox.log(1), /building store[^]*building order[^]*caught: went wrong/)
  assert.deepEqual(JSON.parse(await readFile(join(runs, '1', 'run.json'), 'utf8')), record)
  assert.ok(events.some((event) => event.type === 'record' && event.record.stage === 'two' && event.record.result === 'running'))
})

test('a script sees the secrets it asks for and nothing else of this process, and they are masked in the log', async (t) => {
  const { sandbox, commit } = await sandboxOf(
    t,
    `node {
    checkout scm
    withCredentials([${forgeToken}]) {
        sh 'echo "token $TOKEN"; printf %s "$TOKEN" | base64; tr "\\\\0" " " < /proc/$$/cmdline; env | sort'
    }
    sh 'echo "now: \${TOKEN:-none}"'
}
`,
  )
  process.env.JARI_TEST_OUTSIDE = 'outside'
  t.after(() => delete process.env.JARI_TEST_OUTSIDE)
  const secret = 's3cret-token/of+forge'
  const record = await run({ ...sandbox, secrets: { 'jari-forge-token': secret } }, commit)
  assert.equal(record.error, null)
  const log = await sandbox.log(1)
  assert.match(log, /token \*{4}\n/)
  assert.match(log, /now: none/)
  assert.doesNotMatch(log, /outside/)
  for (const form of [secret, Buffer.from(secret).toString('base64')]) {
    assert.ok(!log.includes(form))
    for (const name of await readdir(join(paths(sandbox.platform).runs, '1')))
      if (name !== 'source') assert.ok(!(await readFile(join(paths(sandbox.platform).runs, '1', name))).includes(form), name)
  }
})

test('a failing script fails its stage, and the first line it wrote to stderr is the cause', async (t) => {
  const { sandbox, commit } = await sandboxOf(t, `node {\n    stage('verify') {\n        checkout scm\n        sh 'echo fine; echo "order does not compile" >&2; echo more >&2; exit 3'\n    }\n    stage('never') { echo 'no' }\n}\n`)
  const record = await run(sandbox, commit)
  assert.equal(record.result, 'failure')
  assert.equal(record.error, 'order does not compile (exit code 3)\nat Jenkinsfile:4')
  assert.deepEqual(record.stages.map(({ name, result }) => [name, result]), [['verify', 'failure']])
})

test('a step that the local pipeline does not know is an error naming it and its line', async (t) => {
  const { sandbox, commit } = await sandboxOf(t, "node {\n    echo 'first'\n    archiveArtifacts artifacts: 'dist'\n}\n")
  const record = await run(sandbox, commit)
  assert.equal(record.result, 'failure')
  assert.match(record.error ?? '', /^no step "archiveArtifacts" .*\(Jenkinsfile line 3\)/)
})

test('a Jenkinsfile that does not parse fails the run with its line', async (t) => {
  const { sandbox, commit } = await sandboxOf(t, "node {\n    echo 'first'\n")
  const record = await run(sandbox, commit)
  assert.equal(record.result, 'failure')
  assert.match(record.error ?? '', /WorkflowScript\.groovy: 3/)
})

test('a time limit ends the script with all its processes and is an exception in the program', async (t) => {
  const { sandbox, commit } = await sandboxOf(
    t,
    `node {
    checkout scm
    try {
        timeout(time: 1, unit: 'SECONDS') { sh 'setsid sleep 300 & echo $! > pid; sleep 300' }
    } catch (Exception late) {
        echo "caught: \${late.message}"
    }
}
`,
  )
  const record = await run(sandbox, commit)
  assert.equal(record.error, null)
  assert.match(await sandbox.log(1), /caught: the time limit of 1 seconds is over/)
  assert.equal(markOf(Number(await readFile(join(paths(sandbox.platform).workspace, 'pid'), 'utf8'))), undefined)
})

test('a run that has to make way is superseded at its milestone', async (t) => {
  const { sandbox, commit } = await sandboxOf(t, "stage('a') { echo 'before' }\nlock(resource: 'delivery', inversePrecedence: true) {\n    milestone 1\n    stage('b') { echo 'after' }\n}\n")
  const record = await run(sandbox, commit, { superseded: async () => true })
  assert.equal(record.result, 'superseded')
  assert.ok(record.error?.startsWith(supersededText))
  assert.deepEqual(record.stages.map(({ name }) => name), ['a'])
})

const killable = `node {
    checkout scm
    stage('before') { sh 'echo before >> "$OUT"' }
    stage('long') {
        String kept = 'a local'
        timeout(time: 10, unit: 'MINUTES') {
            lock(resource: 'delivery') { sh 'echo long >> "$OUT"; if [ ! -e "$OUT.go" ]; then echo $$ > "$OUT.pid"; sleep 300; fi' }
        }
        echo "still knows \${kept}"
    }
    stage('after') { sh 'echo after >> "$OUT"' }
}
`

test('a run whose runner is killed in mid-step goes on at that step, and the step is done again', async (t) => {
  const { sandbox, commit } = await sandboxOf(t, killable)
  const out = join(sandbox.platform.state, 'out')
  const options = { platform: sandbox.platform, environment: { ...sandbox.environment, OUT: out }, secrets: {}, number: 1, commit }
  const runner = spawn(process.execPath, [join(import.meta.dirname, 'test/run-one.ts'), JSON.stringify(options)], { stdio: 'inherit' })
  const exited = once(runner, 'exit')
  while (!existsSync(`${out}.pid`)) await sleep(20)
  const left = Number(await readFile(`${out}.pid`, 'utf8'))
  runner.kill('SIGKILL')
  await exited
  const [interrupted] = await readRecords(paths(sandbox.platform).runs)
  assert.equal(interrupted?.result, 'running')
  assert.equal(interrupted.stage, 'long')
  assert.ok(markOf(left))

  await writeFile(`${out}.go`, '')
  const record = await runPipeline({ ...options, resume: true })
  assert.equal(record.error, null)
  assert.deepEqual((await readFile(out, 'utf8')).trim().split('\n'), ['before', 'long', 'long', 'after'])
  assert.deepEqual(record.stages.map(({ name, result }) => [name, result]), [['before', 'success'], ['long', 'success'], ['after', 'success']])
  assert.match(await sandbox.log(1), /still knows a local/)
  assert.equal(markOf(left), undefined)
})

test('a saved program that cannot be read makes the run begin again, and the log says so', async (t) => {
  const { sandbox, commit } = await sandboxOf(t, killable)
  const out = join(sandbox.platform.state, 'out')
  const stop = new AbortController()
  const options = { platform: sandbox.platform, environment: { ...sandbox.environment, OUT: out }, secrets: {}, number: 1, commit }
  const stopped = assert.rejects(runPipeline({ ...options, signal: stop.signal }), /enough/)
  while (!existsSync(`${out}.pid`)) await sleep(20)
  stop.abort(new Error('enough'))
  await stopped
  await writeFile(`${out}.go`, '')
  await writeFile(join(paths(sandbox.platform).runs, '1', 'program.bin'), 'broken')
  const record = await runPipeline({ ...options, resume: true })
  assert.equal(record.result, 'success')
  assert.match(await sandbox.log(1), /cannot be resumed[^]*begins again/)
  assert.deepEqual(record.stages.map(({ name, result }) => [name, result]), [['before', 'success'], ['long', 'success'], ['after', 'success']])
})

test('a run that is killed again and again, wherever it stands, ends with every step done in order', async (t) => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
  t.diagnostic(`SEED=${seed}`)
  const random = randomOf(seed)
  const names = Array.from({ length: 12 }, (_, i) => `step-${i}`)
  const { sandbox, commit } = await sandboxOf(t, `node {\n    checkout scm\n    for (name in [${names.map((name) => `'${name}'`).join(', ')}]) {\n        stage(name) { withEnv(["NAME=\${name}"]) { sh 'sleep 0.1; echo "$NAME" >> "$OUT"' } }\n    }\n}\n`)
  const out = join(sandbox.platform.state, 'out')
  const options = { platform: sandbox.platform, environment: { ...sandbox.environment, OUT: out }, secrets: {}, number: 1, commit, resume: true }
  let kills = 0
  for (;;) {
    const runner = spawn(process.execPath, [join(import.meta.dirname, 'test/run-one.ts'), JSON.stringify(options)], { stdio: 'inherit' })
    const exited = once(runner, 'exit') as Promise<[number | null]>
    const killer = kills < 8 ? setTimeout(() => runner.kill('SIGKILL'), 300 + random() * 3000) : undefined
    const [code] = await exited
    clearTimeout(killer)
    if (code !== null) break
    kills++
  }
  const [record] = await readRecords(paths(sandbox.platform).runs)
  assert.equal(record?.error, null)
  assert.equal(record.result, 'success')
  const done = (await readFile(out, 'utf8')).trim().split('\n')
  assert.deepEqual(done.filter((name, i) => name !== done[i - 1]), names)
  assert.deepEqual(record.stages.map(({ name, result }) => [name, result]), names.map((name) => [name, 'success']))
})

/** Random numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
