import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolve } from 'node:path'
import { startWorld } from '../../jenkins/steps/testing/world.ts'
import { startGates } from './gates.ts'
import { makeSandbox } from './test/sandbox.ts'

test('gates are asked at once and again, and what they say is told once', async (t) => {
  await using world = await startWorld()
  const sandbox = await makeSandbox({})
  t.after(sandbox.end)
  const { get } = world.context.settings
  const environment = Object.fromEntries((['JARI_GIT_URL', 'JARI_FORGE', 'JARI_FORGE_URL', 'ARGOCD_SERVER'] as const).map((name) => [name, get(name)]))
  const said: string[] = []
  let asked = 0
  const again = Promise.withResolvers<void>()
  const gates = startGates({ ...sandbox.platform, checkout: resolve(import.meta.dirname, '../..') }, {
    paceMs: 1,
    say: (line) => said.push(line),
    settings: async () => {
      if (++asked === 3) again.resolve()
      return { environment: { ...environment, PATH: process.env.PATH ?? '', JARI_GIT_URL: get('JARI_GIT_URL') }, secrets: { 'jari-forge-token': get('JARI_FORGE_TOKEN'), 'jari-argocd-token': 'x' } }
    },
  })
  await again.promise
  await gates.stop()
  assert.equal(said.length, 1)
  assert.match(said[0]!, /^gates: no pull request is open$/)
})
