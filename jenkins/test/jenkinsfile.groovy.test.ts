import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { framesOf } from '../../local/pipeline/frame.ts'
import type { Step } from '../../local/pipeline/program.ts'
import { commandsOf, jenkinsfile, record, scriptOf, vars } from './recorder.ts'

const commit = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d'
const delivery = { commit, baseRelease: '0006-0f0f0f0', nothing: false, services: ['order'] }
const nothing = { commit, baseRelease: '0006-0f0f0f0', nothing: true, services: [] }

const preparing = ['prepare: node jenkins/prepare.mjs ${FORCE:+--force}', 'plan: WHY=yes npx jari plan ${WHY:+--why}']
const awaiting = (stage: string, environment: string) => [
  `${stage}: ENVIRONMENT=${environment} npx jari await-healthy --env "$ENVIRONMENT"`,
  `${stage}: ENVIRONMENT=${environment} npx jari smoke --env "$ENVIRONMENT"`,
]
const promote = 'npx jari promote --to "$TO" ${RELEASE:+--release "$RELEASE"} ${ONLY:+--only "$ONLY"} ${AHEAD:+--ahead}'
const rollback = (stage: string) => `${stage}: ENVIRONMENT=${stage} AUTOMATIC=yes npx jari rollback --env "$ENVIRONMENT" \${TO:+--to "$TO"} \${REASON:+--reason "$REASON"} \${AUTOMATIC:+--automatic}`
const delivering = [
  'verify: npx jari verify',
  'image: npx jari image',
  'release: npx jari release',
  ...awaiting('dev', 'dev'),
  `staging: TO=staging ${promote}`,
  ...awaiting('staging', 'staging'),
  `prod: TO=prod AHEAD=yes ${promote}`,
]

test('a commit that changes something goes to dev, to staging, and asks for prod', async () => {
  const recording = await record(jenkinsfile, { plan: delivery })
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(commandsOf(recording), [...preparing, ...delivering])
})

test('the commit is checked out before anything else runs', async () => {
  const { steps } = await record(jenkinsfile, { plan: nothing })
  const first = steps.find(({ name }) => !['enter', 'leave'].includes(name))
  assert.equal(first?.name, 'checkout')
  assert.deepEqual(first.arguments, [{ commit: 'c0ffee' }])
})

test('everything that is delivered is inside the lock, after the milestone, and under a time limit', async () => {
  const { steps } = await record(jenkinsfile, { plan: delivery })
  const names = steps.filter(({ name }) => ['milestone', 'sh'].includes(name))
  const milestone = names.findIndex(({ name }) => name === 'milestone')
  assert.equal(milestone, preparing.length)
  for (const step of names.slice(milestone)) assert.equal(framesOf(step.context, 'lock')[0]?.resource, 'jari-delivery')
  for (const step of names) assert.equal(framesOf(step.context, 'timeout').length, 1)
})

test('the merge of a promotion is only looked after, in its environment', async () => {
  const recording = await record(jenkinsfile, { plan: { ...nothing, promotion: { environment: 'prod', release: '0007-1a2b3c4' } } })
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(commandsOf(recording), [...preparing, ...awaiting('prod', 'prod')])
})

test('a commit that an earlier run of it has released is taken on from there', async () => {
  const recording = await record(jenkinsfile, { plan: { ...nothing, baseRelease: '0007-1a2b3c4' } })
  assert.deepEqual(commandsOf(recording), [...preparing, ...delivering])
})

test('the first commit of all is delivered', async () => {
  const recording = await record(jenkinsfile, { plan: { ...delivery, baseRelease: null } })
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(commandsOf(recording), [...preparing, ...delivering])
})

test('a change of overlays is verified and looked after in each of their environments', async () => {
  const recording = await record(jenkinsfile, { plan: { ...nothing, environments: ['dev', 'staging'] } })
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(commandsOf(recording), [...preparing, 'verify: npx jari verify', ...awaiting('dev', 'dev'), ...awaiting('staging', 'staging')])
})

test('a commit that changes nothing ends well and says so', async () => {
  const recording = await record(jenkinsfile, { plan: nothing })
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(commandsOf(recording), preparing)
  assert.match(String(recording.steps.find(({ name }) => name === 'echo')?.arguments[0]), /^Nothing to do/)
})

/** What a pull request's merge is asked for. */
const verifying = 'verify: CHANGE=12 npx jari verify --change "$CHANGE"'
const asking = 'gates: npx jari gates ${CARRY_ON:+--carry-on}'

test('a pull request is verified by number, told what it changes, and the gates are asked, from a checkout of main, and nothing else is done', async () => {
  const recording = await record(jenkinsfile, { parameters: { CHANGE_ID: '12' } })
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(commandsOf(recording), [preparing[0], verifying, 'compare: PULL=12 npx jari compare --pull "$PULL"', asking])
})

test('a pull request that does not hold gets its other status all the same, and the run fails', async () => {
  const recording = await record(jenkinsfile, { parameters: { CHANGE_ID: '12' }, answer: failingAt('verify') })
  assert.equal(recording.end.error, 'the cause')
  assert.deepEqual(commandsOf(recording), [preparing[0], verifying, asking])
})

test('the job that asks the gates does nothing else, from a checkout of main', async () => {
  const recording = await record(join(vars, '../jobs/gates.jenkinsfile'))
  assert.equal(recording.end.error, undefined)
  assert.deepEqual(recording.steps.filter(({ name }) => name === 'checkout').length, 1)
  assert.deepEqual(recording.steps.filter(({ name }) => name === 'sh').map(scriptOf), ['node jenkins/prepare.mjs ${FORCE:+--force}', 'npx jari gates ${CARRY_ON:+--carry-on}'])
})

for (const failing of ['verify', 'image', 'release', 'promote'])
  test(`nothing runs after a failing ${failing}`, async () => {
    const recording = await record(jenkinsfile, { plan: delivery, answer: failingAt(failing) })
    assert.equal(recording.end.error, 'the cause')
    const commands = commandsOf(recording)
    assert.equal(commands.findIndex((command) => command.includes(`npx jari ${failing}`)), commands.length - 1)
  })

for (const failing of ['await-healthy', 'smoke'])
  test(`after a failing ${failing} the environment is taken back if it asks for that, and nothing else runs`, async () => {
    const recording = await record(jenkinsfile, { plan: delivery, answer: failingAt(failing) })
    assert.equal(recording.end.error, 'the cause')
    assert.equal(commandsOf(recording).at(-1), rollback('dev'))
    const promotion = await record(jenkinsfile, { plan: { ...nothing, promotion: { environment: 'prod', release: '0007-1a2b3c4' } }, answer: failingAt(failing) })
    assert.equal(promotion.end.error, 'the cause')
    assert.equal(commandsOf(promotion).at(-1), rollback('prod'))
  })

test('an overlay that fails is not taken back: the release is not at fault', async () => {
  const recording = await record(jenkinsfile, { plan: { ...nothing, environments: ['dev'] }, answer: failingAt('await-healthy') })
  assert.equal(recording.end.error, 'the cause')
  assert.equal(commandsOf(recording).at(-1), awaiting('dev', 'dev')[0])
})

/** Makes a step's command fail. */
function failingAt(failing: string) {
  return (step: Step) => (step.name === 'sh' && scriptOf(step).startsWith(`npx jari ${failing}`) ? { failure: 'failed', message: 'the cause' } as const : undefined)
}
