import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { freePort } from '../../../packages/service/testing/free-ports.ts'
import { giteaBinary } from '../../../jenkins/steps/testing/gitea.ts'
import { startDelivery } from '../server.ts'
import { browserArguments, browserPath, patience } from '../test/browser.ts'
import { renderedDeployment, startTestDelivery, type TestDelivery } from '../test/delivery.ts'
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

describe('the page of an environment, and acting on it, in a browser', { skip }, () => {
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
    page.setDefaultTimeout(patience)
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) faults.push(message.text()) })
    await page.goto(url + path)
    await page.locator('#live.good').waitFor()
    return page
  }

  async function signIn(page: Page) {
    await page.goto(`${desk.delivery.url}/sign-in`)
    await page.getByLabel('User name').fill('release-manager')
    await page.getByLabel('Password').fill(desk.gitea.passwords.get('release-manager')!)
    await page.keyboard.press('Enter')
    await page.locator('#person').waitFor()
  }

  /** Moves on by Tab until this has the focus. */
  async function tabTo(page: Page, selector: string) {
    for (let i = 0; i < 200; i++) {
      if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`Tab does not reach ${selector}`)
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

  test('nothing is found by axe, in both languages, light and dark, at the widths of a telephone and of a desk', async () => {
    const { third } = released
    const { head } = await desk.repository.promote(third, { 'deployment-order.yaml': renderedDeployment('3', third) })
    await desk.repository.report(head, 'jari/gates', 'pending', 'soak')
    await desk.stateWhen(({ promotion }) => promotion?.difference !== null && promotion !== null)
    const found: string[] = []
    // every two of language, scheme and width come together once
    for (const [locale, colorScheme, width] of [['en-US', 'light', 360], ['en-US', 'dark', 1280], ['ko-KR', 'dark', 360], ['ko-KR', 'light', 1280]] as const) {
      const page = await open('/', { locale, colorScheme, viewport: { width, height: 800 } })
      if (locale === 'en-US') await signIn(page)
      for (const path of ['/', '/environments/prod']) {
        await page.goto(desk.delivery.url + path)
        await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
        const { violations } = await new AxeBuilder({ page }).analyze()
        found.push(...violations.map(({ id, nodes }) => `${locale} ${colorScheme} ${width} ${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`))
        if (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) found.push(`${locale} ${width} ${path} is wider than the window`)
      }
      assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2))
      await page.context().close()
    }
    assert.deepEqual(found, [])
  })

  test('by the keyboard alone a manager holds a release and lets it go; what is being written stays while the page changes', async () => {
    const { third } = released
    const page = await open('/')
    await signIn(page)
    await tabTo(page, '#hold > summary')
    await page.keyboard.press('Enter')
    await tabTo(page, '#hold-environment')
    await page.keyboard.type('prod')
    await tabTo(page, '#hold-reason')
    await page.keyboard.type('tips are wrong')
    await desk.repository.onMain('fetch', '--quiet', 'origin')
    // somebody else holds another release meanwhile: the list changes under the writer's hands
    const other = await desk.signedIn('release-manager')
    await other.post('/holds', { release: released.first, environment: 'dev', reason: 'old' })
    await page.locator('.hold', { hasText: 'old' }).waitFor()
    assert.deepEqual([await page.locator('#hold-reason').inputValue(), await page.locator('#hold-environment').inputValue()], ['tips are wrong', 'prod'])
    assert.equal(await page.evaluate('document.activeElement.id'), 'hold-reason')
    await page.keyboard.press('Enter')
    await page.getByText(`${third} is held. It is not promoted until it is let go.`).waitFor()
    await page.locator('.hold', { hasText: 'tips are wrong' }).waitFor()
    await page.getByRole('button', { name: `Let ${third} go (prod)` }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(`${third} may be promoted again.`).waitFor()
    await page.context().close()
  })

  test('an environment that moved is not rolled back until its reader has looked again; then prod goes back in the name of the manager', async () => {
    const { first, second, third } = released
    const page = await open('/')
    await signIn(page)
    await page.goto(`${desk.delivery.url}/environments/staging`)
    await page.locator('#rollback-reason').fill('tips')
    const other = await desk.signedIn('release-manager')
    await other.post('/environments/staging/rollback', { from: third, to: second, reason: 'tips' })
    await page.getByText('This environment was moved since you opened the page.').waitFor()
    assert.equal(await page.getByRole('button', { name: /Roll staging back from/ }).isDisabled(), true)

    await page.goto(`${desk.delivery.url}/environments/prod`)
    await tabTo(page, '#rollback-to')
    await tabTo(page, '#rollback-reason')
    await page.keyboard.type('notes are lost')
    await page.keyboard.press('Enter')
    await page.getByText(`prod goes back to ${first}; ${second} is held.`).waitFor()
    const { link, committer } = await desk.repository.main()
    assert.deepEqual([link, committer], [`../../releases/${first}`, 'release-manager'])
    await page.locator('#history tr', { hasText: first }).filter({ hasText: 'rolled back' }).filter({ hasText: 'release-manager' }).waitFor()
  })

  test('in Korean everything is said in Korean, and the language stays on the page of an environment', async () => {
    const page = await open('/environments/prod')
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByRole('heading', { name: '동기화 보기' }).waitFor()
    assert.ok(page.url().endsWith('/environments/prod'))
    await page.goto(desk.delivery.url)
    for (const name of ['환경', '보류', '동결 기간', '배포 지표', '서로 다른 점', '이력']) await page.getByRole('heading', { name, exact: true }).waitFor()
    const texts = (await page.locator('h2, h3, th[scope=col], button, label').allTextContents()).map((text) => text.trim())
    assert.ok(texts.length > 20, texts.join())
    assert.deepEqual(texts.filter((text) => /^[a-z ]{6,}$/i.test(text) && !['English', 'staging'].includes(text)), [])
  })
})
