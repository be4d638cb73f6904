import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolve } from 'node:path'
import { startWorld, type World } from '../../jenkins/steps/testing/world.ts'
import { startGates } from './gates.ts'
import { makeSandbox } from './test/sandbox.ts'

test('gates are asked at once and again, and what they say is told once', async (t) => {
  await using world = await startWorld()
  const sandbox = await makeSandbox({})
  t.after(sandbox.end)
  const said: string[] = []
  let asked = 0
  const again = Promise.withResolvers<void>()
  const gates = startGates({ ...sandbox.platform, checkout: resolve(import.meta.dirname, '../..') }, {
    paceMs: 1,
    say: (line) => said.push(line),
    settings: async () => {
      if (++asked === 3) again.resolve()
      return settingsIn(world)
    },
  })
  await again.promise
  await gates.stop()
  assert.equal(said.length, 1)
  assert.match(said[0]!, /^gates: no pull request is open$/)
})

test('gates are asked at once when something has changed that they look at, also while they are being asked', async (t) => {
  await using world = await startWorld()
  const sandbox = await makeSandbox({})
  t.after(sandbox.end)
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let asked = 0
  const gates = startGates({ ...sandbox.platform, checkout: resolve(import.meta.dirname, '../..') }, {
    paceMs: 3_600_000,
    say: () => {},
    settings: async () => {
      asked++
      if (asked === 1) first.resolve()
      else second.resolve()
      return settingsIn(world)
    },
  })
  await first.promise
  gates.ask()
  await second.promise
  await gates.stop()
  assert.equal(asked, 2)
})

/** What steps read, as the platform gives it. */
function settingsIn({ context }: World) {
  const { get } = context.settings
  const environment = Object.fromEntries((['JARI_GIT_URL', 'JARI_FORGE', 'JARI_FORGE_URL', 'ARGOCD_SERVER'] as const).map((name) => [name, get(name)]))
  return { environment: { ...environment, PATH: process.env.PATH ?? '' }, secrets: { 'jari-forge-token': get('JARI_FORGE_TOKEN'), 'jari-argocd-token': 'x' } }
}
