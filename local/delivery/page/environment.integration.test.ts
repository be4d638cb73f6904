import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { freePort } from '../../../packages/service/testing/free-ports.ts'
import { giteaBinary } from '../../../jenkins/steps/testing/gitea.ts'
import { startDelivery } from '../server.ts'
import { browserArguments, browserPath } from '../test/browser.ts'
import { startTestDelivery, type TestDelivery } from '../test/delivery.ts'
import { startReleased, type Released } from '../test/released.ts'

const binary = giteaBinary()
const skip = binary === undefined ? 'Gitea has not been built' : !existsSync(browserPath) && `there is no ${browserPath}`

/** As Argo CD tells of prod while a new pod of it crashes. */
const crashing = {
  resources: [
    { group: 'apps', kind: 'Deployment', name: 'order', status: 'Synced' },
    { kind: 'Service', name: 'old', status: 'OutOfSync', requiresPruning: true },
    { group: 'apps', kind: 'StatefulSet', name: 'order-db', status: 'Synced', syncWave: -2 },
    { group: 'batch', kind: 'Job', name: 'order-migrate', hook: true, syncWave: -1 },
  ],
  synced: [{ group: 'batch', kind: 'Job', name: 'order-migrate', hookType: 'Sync', hookPhase: 'Succeeded', message: 'Job completed' }],
  nodes: [
    { group: 'apps', kind: 'Deployment', name: 'order', uid: 'd', health: { status: 'Progressing', message: 'Waiting for rollout to finish: 1 old replicas are pending termination...' } },
    { group: 'apps', kind: 'ReplicaSet', name: 'order-5f', uid: 'r', parentRefs: [{ uid: 'd', kind: 'Deployment', name: 'order' }], health: { status: 'Progressing' } },
    { kind: 'Pod', name: 'order-5f-x', uid: 'p', parentRefs: [{ uid: 'r', kind: 'ReplicaSet', name: 'order-5f' }], health: { status: 'Degraded' }, info: [{ name: 'Status Reason', value: 'CrashLoopBackOff' }, { name: 'Containers', value: '0/1' }, { name: 'Restart Count', value: '3' }] },
    { group: 'apps', kind: 'StatefulSet', name: 'order-db', uid: 's', health: { status: 'Healthy' } },
  ],
}

describe('the page of an environment in a browser', { skip }, () => {
  let released: Released
  let desk: TestDelivery
  let browser: Browser
  const faults: string[] = []

  before(async () => {
    released = await startReleased()
    const { argo, repo } = released.world
    argo.objects.set('jari-prod', crashing)
    argo.health.set('jari-prod', 'Degraded')
    desk = await startTestDelivery(binary!, { from: repo.remote, argocd: argo.address, statuses: ['jari/verify', 'jari/gates'] })
    browser = await chromium.launch({ executablePath: browserPath, args: browserArguments })
  })
  after(async () => {
    await browser?.close()
    await desk?.stop()
    await released?.[Symbol.asyncDispose]()
    assert.deepEqual([...faults, ...desk.faults], [])
  })

  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}, url = desk.delivery.url): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en-US', ...options })).newPage()
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) faults.push(message.text()) })
    await page.goto(url + path)
    await page.locator('#live.good').waitFor()
    return page
  }

  test('the tree shows each object in its wave with state, words and what to do, and follows Argo CD without a reload', async () => {
    const page = await open('/')
    await page.getByRole('link', { name: 'More about prod' }).click()
    await page.getByRole('heading', { name: 'Sync view' }).waitFor()
    assert.deepEqual(await page.locator('.wave > summary strong').allTextContents(), ['Wave −2: databases', 'Wave −1: migrations', 'Wave 0: services'])
    const pod = page.locator('[data-object="Pod/order-5f-x"]')
    assert.match(await pod.innerText(), /Degraded[^]*0\/1 ready[^]*restarted 3 times[^]*CrashLoopBackOff[^]*Its log says why/)
    assert.match(await page.locator('[data-object="Service/old"]').innerText(), /Out of sync[^]*no more in git and will be removed/)
    await page.locator('#wave--1 > summary').click()
    assert.match(await page.locator('[data-object="Job/order-migrate"]').innerText(), /Healthy[^]*Job completed/)

    released.world.argo.objects.set('jari-prod', { ...crashing, nodes: crashing.nodes.map((node) => ({ ...node, health: { status: 'Healthy' }, info: [{ name: 'Containers', value: '1/1' }] })) })
    await page.locator('[data-object="Pod/order-5f-x"][data-health=Healthy]').waitFor()
    assert.equal(await page.locator('#wave--1').getAttribute('open'), '', 'what the reader opened stays open')
    released.world.argo.objects.set('jari-prod', crashing)
    await page.locator('[data-object="Pod/order-5f-x"][data-health=Degraded]').waitFor()
  })

  test('a lost connection is said with its time, here too, and the tree goes on when it is back', async () => {
    const platform = { ...desk.platform, ports: { ...desk.platform.ports, delivery: await freePort() } }
    const start = () => startDelivery(platform, { sources: desk.sources, report: (error) => faults.push(String(error)) })
    const first = await start()
    const page = await open('/environments/prod', {}, first.url)
    await first.close()
    await page.locator('#live.bad').waitFor()
    assert.match(await page.locator('#live').textContent() ?? '', /Connection lost: this is how it was at \d+:\d\d:\d\d/)
    const second = await start()
    await page.locator('#live.good').waitFor()
    await page.context().close()
    await second.close()
  })
})
