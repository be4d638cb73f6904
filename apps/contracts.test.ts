import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Contracts } from '../jenkins/steps/gitops/releases.ts'
import { misfits } from '../jenkins/steps/workspace/contracts.ts'

const here = import.meta.dirname
const text = (path: string) => readFileSync(join(here, path), 'utf8')
const services = ['store', 'order', 'device', 'web'] as const
const contracts = Object.fromEntries(services.map((service) => [service, Contracts.parse(JSON.parse(text(`${service}/contracts.json`)))]))

test('what the services declare of each other fits', () => {
  assert.deepEqual(misfits(contracts), [])
})

test('a break that is declared does not fit with who has not followed', () => {
  const broken = { ...contracts, order: { ...contracts['order'], provides: { ...contracts['order']?.provides, order: '2.0' } } }
  assert.deepEqual(misfits(broken), ['web needs order 1.0, but order offers 2.0'])
})

test('each surface is published under the version that is declared', () => {
  for (const service of ['store', 'order', 'device']) assert.ok(text(`${service}/surface.txt`).startsWith(`${service} ${contracts[service]?.provides?.[service]}\n`), service)
})

/** Whose code asks other services, and where those addresses stand in it. */
const callers = {
  web: ['web/site/**/*.ts', 'web/site/**/*.tsx'],
  order: ['../packages/service/key-source.ts', '../packages/service/store-profiles.ts'],
  device: ['../packages/service/key-source.ts'],
} as const

for (const [caller, globs] of Object.entries(callers))
  test(`${caller} needs, by its contracts, each service that it asks`, () => {
    const files = globs.flatMap((glob) => globSync(glob, { cwd: here })).filter((file) => !file.includes('.test.'))
    const asked = new Set(files.flatMap((file) => [...text(file).matchAll(/['"`](\/(?:store|order|device)\/[^'"`\s]+)['"`]/g)].map(([, path]) => path!.replaceAll(/\$\{[^}]*\}/g, '{}'))))
    assert.ok(asked.size > 0, 'nothing was found')
    const needs = Object.keys(contracts[caller]?.needs ?? {})
    for (const path of asked) {
      const service = path.split('/')[1]!
      const isFeed = path.endsWith('/feed')
      assert.ok(needs.includes(isFeed ? `${service}-feed` : service), `${path} is asked for, but contracts.json of ${caller} does not need it`)
    }
  })
