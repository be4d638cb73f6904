import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createWebApp } from './app.ts'
import { pagesAreBuilt } from './pages.ts'

async function start(t: TestContext) {
  const pages = await mkdtemp(join(tmpdir(), 'jari-web-'))
  t.after(() => rm(pages, { recursive: true }))
  await mkdir(join(pages, 'assets'))
  for (const name of ['index', 'seat', 'kitchen']) await writeFile(join(pages, `${name}.html`), `<title>${name}</title>`)
  await writeFile(join(pages, 'assets/page-abc123.js'), 'export {}')
  await writeFile(join(pages, 'secret.txt'), 'no page')
  let logged = ''
  const log = createLog({ service: 'web', destination: { write: (line: string) => void (logged += line) } })
  const metrics = createMetrics()
  const readiness = createReadiness([{ name: 'pages', check: () => pagesAreBuilt(pages) }])
  const verifier = createVerifier({ keys: async () => ({ keys: [] }) })
  const app = createWebApp({ log, metrics, readiness, verifier, pages, notice: '' })
  const running = await serve({ config: { HOST: '127.0.0.1', PORT: 0, METRICS_PORT: 0, DRAIN_MS: 0 }, app, readiness, log, metrics })
  t.after(() => running.stop())
  const url = `http://127.0.0.1:${running.port}`
  return { get: (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers }), logged: () => logged }
}

test('each address has its page, with headers that keep it to itself', async (t) => {
  const { get } = await start(t)
  for (const [path, title] of [['/', 'index'], ['/kitchen', 'kitchen'], ['/seat/a-token', 'seat']] as const) {
    const response = await get(path)
    assert.equal(response.status, 200)
    assert.equal(await response.text(), `<title>${title}</title>`)
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'/)
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
  }
})

test('a page is asked for each time and sent only when it changed; an asset is kept for ever', async (t) => {
  const { get } = await start(t)
  const first = await get('/')
  assert.equal(first.headers.get('cache-control'), 'no-cache')
  // as a browser asks; left alone, fetch would add no-cache to a conditional request of ours
  const again = { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
  assert.equal((await get('/', again)).status, 304)
  const asset = await get('/assets/page-abc123.js')
  assert.equal(asset.headers.get('cache-control'), 'max-age=31536000,immutable')
  assert.match(asset.headers.get('content-type') ?? '', /javascript/)
})

test('nothing but pages and assets is served', async (t) => {
  const { get } = await start(t)
  for (const path of ['/secret.txt', '/assets/none.js', '/assets/..%2fsecret.txt', '/assets/%2e%2e/secret.txt', '/seat/', '/seat/a/b', '/index.html'])
    assert.equal((await get(path)).status, 404, path)
})

test('the token in a seat’s link does not get into the log', async (t) => {
  const { get, logged } = await start(t)
  await get('/seat/a-secret-token')
  assert.match(logged(), /"route":"\/seat\/:seatToken","path":"\/seat\/-"/)
  assert.doesNotMatch(logged(), /a-secret-token/)
})

test('it is ready when its pages are built', async (t) => {
  const { get } = await start(t)
  assert.equal((await get('/readyz')).status, 200)
})
