import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { settingsFrom } from '../settings.ts'
import { notify } from './notify.ts'
import { templates } from './templates.ts'

const notice = { event: 'rolled-back', environment: 'dev', release: '0042-aaaaaaa', from: '0043-bbbbbbb', by: 'pipeline', text: 'dev goes back: <!channel> "5 > 3 & more"' } as const
const now = () => Date.parse('2026-11-25T00:00:00Z')

test('a webhook is told once, in the form that is asked for, and its address is in no message', async () => {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    bodies.push(body)
    response.writeHead(request.url === '/broken' ? 500 : 200).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-part`
  const said: string[] = []
  const tell = (env: Record<string, string>) => notify({ settings: settingsFrom(env), say: (line) => void said.push(line), now }, notice)
  try {
    await tell({})
    await tell({ JARI_NOTIFY_URL: url })
    await tell({ JARI_NOTIFY_URL: url, JARI_NOTIFY_TEMPLATE: 'slack' })
    assert.deepEqual(bodies.map((body) => JSON.parse(body) as object), [{ ...notice, at: '2026-11-25T00:00:00.000Z' }, templates.slack({ ...notice, at: '' })])
    assert.deepEqual(said, [])
    await tell({ JARI_NOTIFY_URL: new URL('/broken', url).href })
    await assert.rejects(tell({ JARI_NOTIFY_URL: url, JARI_NOTIFY_TEMPLATE: 'pigeon' }), /there are generic, slack/)
  } finally {
    server.closeAllConnections()
    await once(server.close(), 'close')
  }
  await tell({ JARI_NOTIFY_URL: url })
  assert.match(said.join('\n'), /^the notification was not delivered: the webhook answers 500\nthe notification was not delivered: the webhook does not answer \(.*\)$/)
  assert.doesNotMatch(said.join('\n'), /secret-part/)
})

test('for Slack, people\'s words are no mentions and no links', () => {
  assert.match(JSON.stringify(templates.slack({ ...notice, at: '' })), /&lt;!channel&gt; \\"5 &gt; 3 &amp; more\\"/)
})
