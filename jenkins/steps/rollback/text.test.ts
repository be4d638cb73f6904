import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rollbackText } from './text.ts'

test('the pull request of a step back says why, what is taken away, what stays in the schema, who, and how to go forward', () => {
  const text = rollbackText({
    environment: 'prod', from: '0042-aaaaaaa', to: '0041-bbbbbbb', reason: 'orders *lose* @notes', by: 'dana',
    changes: [{ commit: '1'.repeat(40), author: 'Kim', subject: 'Show tips', services: ['order'] }],
    migrations: [{ service: 'order', file: 'apps/order/schema.ts', name: '0003_tip', phase: 'expand' }],
    differences: { added: [], removed: ['service-x.yaml'], configuration: [] },
  })
  for (const part of ['prod runs 0042-aaaaaaa: orders \\*lose\\* \\@notes', 'takes it back to **0041-bbbbbbb** and holds 0042-aaaaaaa', '**order**\n\n- 1111111 Show tips (Kim)', 'stay done, and 0041-bbbbbbb works with them:\n\n- order: `0003_tip`', 'removed: `service-x.yaml`', 'asked for by dana', 'npx jari unhold --release 0042-aaaaaaa --env prod'])
    assert.ok(text.includes(part), part)
  assert.match(rollbackText({ environment: 'prod', from: 'a', to: 'b', reason: 'x', by: 'dana', changes: [], migrations: [], differences: { added: [], removed: [], configuration: [] } }), /No commits\.[^]*None since\.[^]*Nothing but images/)
})
