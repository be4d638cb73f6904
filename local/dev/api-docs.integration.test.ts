import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openBrowser, openPage } from '../../apps/web/testing/browser.ts'
import { apiDocs } from './api-docs.ts'
import { createEntrance } from './entrance.ts'

const answer = { responses: { 200: { description: 'Done' } } }
const bell = {
  openapi: '3.1.0',
  info: { title: 'Jari bell', version: '1' },
  paths: { '/bell/stores/{storeId}/rings': { post: { operationId: 'ring', summary: 'Ring for somebody', ...answer } }, '/bell/keys': { get: { operationId: 'keys', summary: 'The keys', ...answer } } },
}

test('the viewer shows the operations of a service, and asks nobody else for anything', async (t) => {
  const service = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(bell))).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const target = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  const entrance = createEntrance([{ name: 'bell', path: '/bell', target }], apiDocs(['bell'])).listen(0, '127.0.0.1')
  await once(entrance, 'listening')
  const browser = await openBrowser()
  t.after(async () => {
    await browser.close()
    for (const server of [entrance, service]) server.close().closeAllConnections()
  })
  const origin = `http://127.0.0.1:${(entrance.address() as AddressInfo).port}`
  const { page, complaints } = await openPage(browser)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${origin}/api-docs`)
  await page.getByText('Ring for somebody').waitFor()
  await page.getByText('The keys').click()
  await page.getByText('Jari bell').first().waitFor()
  assert.deepEqual(asked.filter((url) => !url.startsWith(origin) && !url.startsWith('data:')), [])
  assert.deepEqual(complaints, [])
  assert.equal((await fetch(`${origin}/api-docs/../package.json`)).status, 502)
})
