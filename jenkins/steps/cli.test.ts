import assert from 'node:assert/strict'
import { test } from 'node:test'
import { main } from './cli.ts'

/** Runs the command and answers its exit code and what it printed. */
async function run(...argv: string[]) {
  const { log, error } = console
  const out: string[] = []
  const err: string[] = []
  console.log = (text) => void out.push(String(text))
  console.error = (text) => void err.push(String(text))
  try {
    return { code: await main(argv, {}), out: out.join('\n'), err: err.join('\n') }
  } finally {
    Object.assign(console, { log, error })
  }
}

test('without a step it lists them all, and every setting, and ends well', async () => {
  const { code, out } = await run()
  assert.equal(code, 0)
  assert.match(out, /^ {2}promote +take a release/m)
  assert.match(out, /^ {2}JARI_FORGE_TOKEN +the token for the forge/m)
})

test('an unknown step or option is wrong usage and says what there is', async () => {
  assert.deepEqual(await run('promot').then(({ code, err }) => [code, /there is no step "promot"; there are: .*promote/.test(err)]), [2, true])
  assert.deepEqual(await run('promote', '--too', 'prod').then(({ code, err }) => [code, /--too/.test(err)]), [2, true])
})

test('--help of a step prints its help', async () => {
  const { code, out } = await run('hold', '--help')
  assert.equal(code, 0)
  assert.match(out, /Usage: jari hold --release ID --reason TEXT/)
})

test('a missing option names itself, with --json as one object too', async () => {
  const { code, out, err } = await run('await-healthy', '--json')
  assert.equal(code, 2)
  assert.match(err, /^--env is missing/)
  assert.deepEqual(JSON.parse(out), { error: '--env is missing: which environment to wait for', exitCode: 2 })
})

