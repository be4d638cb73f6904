import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { framesOf } from '../../local/pipeline/frame.ts'
import { runPipeline } from '../../local/pipeline/run.ts'
import { makeSandbox } from '../../local/pipeline/test/sandbox.ts'
import { loadStep, stepNames } from '../steps/catalogue.ts'
import { recordText, scriptOf, vars } from './recorder.ts'

const names = readdirSync(vars).filter((file) => file.endsWith('.groovy')).map((file) => file.replace('.groovy', ''))
const forge = 'JARI_FORGE_TOKEN'
const argo = 'ARGOCD_TOKEN'
const signing = 'JARI_SIGNING_KEY'
const promote = 'npx jari promote --to "$TO" ${RELEASE:+--release "$RELEASE"} ${ONLY:+--only "$ONLY"} ${AHEAD:+--ahead}'
const rollback = 'npx jari rollback --env "$ENVIRONMENT" ${TO:+--to "$TO"} ${REASON:+--reason "$REASON"} ${AUTOMATIC:+--automatic}'
const gates = 'npx jari gates ${CARRY_ON:+--carry-on}'
const hold = 'npx jari hold --release "$RELEASE" --reason "$REASON" ${ENVIRONMENT:+--env "$ENVIRONMENT"}'
const unhold = 'npx jari unhold --release "$RELEASE" ${ENVIRONMENT:+--env "$ENVIRONMENT"}'

/** What each var does: the call, the script, the variables it gets that are not empty, and the secrets it asks for. */
const calls: readonly { call: string; script: string; variables?: string[]; secrets?: string[] }[] = [
  { call: 'jariPrepare()', script: 'node jenkins/prepare.mjs ${FORCE:+--force}' },
  { call: 'jariPrepare(force: true)', script: 'node jenkins/prepare.mjs ${FORCE:+--force}', variables: ['FORCE=yes'] },
  { call: 'jariPlan()', script: 'npx jari plan ${WHY:+--why}', variables: ['WHY=yes'], secrets: [forge] },
  { call: 'jariPlan(why: false)', script: 'npx jari plan ${WHY:+--why}', secrets: [forge] },
  { call: 'jariVerify()', script: 'npx jari verify' },
  { call: "jariVerifyChange(change: '12')", script: 'npx jari verify --change "$CHANGE"', variables: ['CHANGE=12'], secrets: [forge] },
  { call: 'jariImage()', script: 'npx jari image', secrets: [signing] },
  { call: 'jariRelease()', script: 'npx jari release', secrets: [forge] },
  { call: "jariAwaitHealthy(env: 'dev')", script: 'npx jari await-healthy --env "$ENVIRONMENT"', variables: ['ENVIRONMENT=dev'], secrets: [forge, argo] },
  { call: "jariSmoke(env: 'staging')", script: 'npx jari smoke --env "$ENVIRONMENT"', variables: ['ENVIRONMENT=staging'], secrets: [forge] },
  { call: "jariPromote(to: 'prod')", script: promote, variables: ['TO=prod'], secrets: [forge, argo] },
  { call: "jariPromote(to: 'prod', release: '0007-1a2b3c4')", script: promote, variables: ['TO=prod', 'RELEASE=0007-1a2b3c4'], secrets: [forge, argo] },
  { call: "jariPromote(to: 'prod', only: 'order', ahead: true)", script: promote, variables: ['TO=prod', 'ONLY=order', 'AHEAD=yes'], secrets: [forge, argo] },
  { call: 'jariGates()', script: gates, secrets: [forge, argo] },
  { call: 'jariGates(carryOn: true)', script: gates, variables: ['CARRY_ON=yes'], secrets: [forge, argo] },
  { call: "jariHotfix(pick: '1a2b3c4')", script: 'npx jari hotfix --pick "$PICK" ${ENVIRONMENT:+--env "$ENVIRONMENT"}', variables: ['PICK=1a2b3c4'], secrets: [forge, signing] },
  { call: 'jariBoard()', script: 'npx jari board --html "$HTML"', variables: ['HTML=board.html'], secrets: [forge] },
  { call: "jariCompare(pull: '12')", script: 'npx jari compare --pull "$PULL"', variables: ['PULL=12'], secrets: [forge] },
  { call: "jariRollback(env: 'dev', automatic: true)", script: rollback, variables: ['ENVIRONMENT=dev', 'AUTOMATIC=yes'], secrets: [forge] },
  { call: "jariRollback(env: 'dev')", script: rollback, variables: ['ENVIRONMENT=dev'], secrets: [forge] },
  { call: "jariRollback(env: 'dev', to: '0006-0f0f0f0', reason: 'slow')", script: rollback, variables: ['ENVIRONMENT=dev', 'TO=0006-0f0f0f0', 'REASON=slow'], secrets: [forge] },
  { call: "jariHold(release: '0007-1a2b3c4', reason: 'it\\'s \"slow\" $(id)')", script: hold, variables: ['RELEASE=0007-1a2b3c4', 'REASON=it\'s "slow" $(id)'], secrets: [forge] },
  { call: "jariHold(release: '0007-1a2b3c4', reason: 'slow', env: 'prod')", script: hold, variables: ['RELEASE=0007-1a2b3c4', 'REASON=slow', 'ENVIRONMENT=prod'], secrets: [forge] },
  { call: "jariUnhold(release: '0007-1a2b3c4', env: 'prod')", script: unhold, variables: ['RELEASE=0007-1a2b3c4', 'ENVIRONMENT=prod'], secrets: [forge] },
]

test('each var runs one command, with what it was given in variables and only the secrets it needs', async () => {
  const { steps, end } = await recordText(calls.map(({ call }) => call).join('\n'), { plan: { nothing: true } })
  assert.equal(end.error, undefined)
  const done = steps.filter(({ name }) => name === 'sh').map((step) => ({
    script: scriptOf(step),
    variables: framesOf(step.context, 'env').flatMap((frame) => frame.variables.filter((text) => !text.endsWith('='))),
    secrets: framesOf(step.context, 'credentials').flatMap((frame) => frame.bindings.map(({ variable }) => variable)),
  }))
  assert.deepEqual(done, calls.map(({ script, variables = [], secrets = [] }) => ({ script, variables, secrets })))
})

test('no var is left out above', () => {
  assert.deepEqual([...new Set(calls.map(({ call }) => call.replace(/\(.*/, '')))].toSorted(), names.toSorted())
})

for (const name of names) {
  const text = readFileSync(join(vars, `${name}.groovy`), 'utf8')

  test(`${name} is glue of at most 30 lines and has help that shows a call of it and every setting`, () => {
    assert.ok(text.trimEnd().split('\n').length <= 30)
    assert.equal(text.match(/\bsh\b/g)?.length, 1)
    const help = readFileSync(join(vars, `${name}.txt`), 'utf8')
    assert.ok(help.includes(`${name}(`))
    for (const [, setting] of text.matchAll(/^ {8}(\w+): /gm)) assert.match(help, new RegExp(`^  ${setting} {2,}\\S`, 'm'))
  })

  test(`${name} has its script in single quotes, so that Groovy puts no value and no secret into it`, () => {
    assert.match(text, /^ *sh '[^']*'$/m)
  })
}

test('each var asks for a step that there is, with options that it has', async () => {
  for (const script of new Set(calls.map(({ script }) => script))) {
    const [, name] = /^npx jari ([\w-]+)/.exec(script) ?? []
    if (name === undefined) continue
    assert.ok(stepNames().includes(name), name)
    const { options } = await loadStep(name)
    for (const [, option] of script.matchAll(/--([\w-]+)/g)) assert.ok(option !== undefined && option in options, `${name} --${option}`)
  }
})

test('a local that cannot be saved fails the run at the next step', async () => {
  const { steps, end } = await recordText("def match = 'abc' =~ /b/\necho 'first'\necho \"${match}\"\n")
  assert.equal(steps.length, 0)
  assert.match(end.error ?? '', /java\.util\.regex\.Matcher is kept across the step echo/)
  assert.equal(end.line, 2)
})

test('what vars return can be kept across steps', async () => {
  const { end } = await recordText("Map plan = jariPlan()\nfor (name in plan.services) { echo name }\nplan.why.each { key, value -> echo \"$key $value\" }\n", {
    plan: { services: ['store', 'order'], why: { store: ['a'], order: ['b'] } },
  })
  assert.equal(end.error, undefined)
})

test('a secret reaches the command by its environment and is in no command line', async (t) => {
  const sandbox = await makeSandbox(Object.fromEntries(names.map((name) => [`jenkins/vars/${name}.groovy`, readFileSync(join(vars, `${name}.groovy`), 'utf8')])))
  t.after(sandbox.end)
  const seen = join(sandbox.platform.state, 'seen')
  // stands where npx and node would: notes the command lines of itself and of who called it, and which secrets it was given
  const probe = `#!/bin/sh\nfor pid in $$ $PPID; do tr '\\0' ' ' < /proc/$pid/cmdline; done >> "$SEEN"\necho " forge=$JARI_FORGE_TOKEN argo=$ARGOCD_TOKEN" >> "$SEEN.secrets"\n`
  const bin = join(sandbox.platform.state, 'npx')
  await writeFile(bin, probe)
  await chmod(bin, 0o755)
  const commit = await sandbox.push({ Jenkinsfile: "node {\n    checkout scm\n    jariPromote to: 'staging'\n    jariVerify()\n}\n" })
  const environment = { ...sandbox.environment, PATH: `${sandbox.platform.state}:${sandbox.environment.PATH}`, SEEN: seen }
  const secrets = { 'jari-forge-token': 'secret-of-the-forge', 'jari-argocd-token': 'secret-of-argo' }
  const { error } = await runPipeline({ platform: sandbox.platform, environment, secrets, number: 1, commit })
  assert.equal(error, null)
  const lines = await readFile(seen, 'utf8')
  assert.match(lines, /jari promote --to staging/)
  assert.doesNotMatch(lines, /secret-of/)
  assert.equal(await readFile(`${seen}.secrets`, 'utf8'), ' forge=secret-of-the-forge argo=secret-of-argo\n forge= argo=\n')
  assert.doesNotMatch(await sandbox.log(1), /secret-of/)
})
