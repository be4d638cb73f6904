import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../gitops/releases.ts'
import { compare } from './edit.ts'
import { promotionText } from './text.ts'

const release: Release = { apiVersion: 'jari.dev/v1', kind: 'Release', id: '0042-aaaaaaa', number: 42, sourceCommit: 'a'.repeat(40), createdAt: '2026-11-21T00:00:00Z', rebuilt: [], images: {}, changes: [], migrations: [] }

test('the pull request answers what changed, migrations, configuration, who and how to go back', () => {
  const text = promotionText({
    environment: 'prod', release, running: { ...release, id: '0041-bbbbbbb' }, by: 'dana',
    changes: [{ commit: '1'.repeat(40), author: 'Kim', subject: 'Show *tips* to @all', services: ['order', 'web'] }, { commit: '2'.repeat(40), author: 'Kim', subject: 'Say more', services: [] }],
    migrations: [{ service: 'order', file: 'apps/order/schema.ts', name: '0003_tip', phase: 'expand' }, { service: 'order', file: 'apps/order/schema.ts', name: '0004_drop', phase: 'contract', after: '0041' }],
    refused: [{ gate: 'freeze', waits: true, reason: 'prod is frozen until 2026-11-30 08:00 Asia/Seoul' }],
    differences: { added: [], removed: ['service-x.yaml'], configuration: ['deployment-order.yaml'] },
  })
  for (const part of ['**order, web**\n\n- 1111111 Show \\*tips\\* to \\@all (Kim)', '**everything else**\n\n- 2222222', 'order: `0003_tip` expands (`apps/order/schema.ts`)', '`0004_drop` is a contract after 0041', '## Not yet\n\n- prod is frozen until 2026-11-30', 'removed: `service-x.yaml`', 'changed: `deployment-order.yaml`', 'promoted by dana', 'npx jari rollback --env prod'])
    assert.ok(text.includes(part), part)
})

test('images and the release label are no difference of configuration', () => {
  const file = (digest: string, replicas: number) => `metadata:\n  labels:\n    jari.dev/release: ${digest}\nspec:\n  replicas: ${replicas}\n  containers:\n  - image: x@${digest}\n`
  assert.deepEqual(compare(new Map([['a', file('1', 2)]]), new Map([['a', file('2', 2)]])), { added: [], removed: [], configuration: [] })
  assert.deepEqual(compare(new Map([['a', file('1', 2)], ['b', '']]), new Map([['a', file('2', 3)], ['c', '']])), { added: ['c'], removed: ['b'], configuration: ['a'] })
})
