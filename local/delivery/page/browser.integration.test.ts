import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { startDelivery } from '../server.ts'
import { browserPath, browserArguments, patience } from '../test/browser.ts'
import { renderedDeployment, startTestDelivery, type TestDelivery } from '../test/delivery.ts'
import { giteaBinary } from '../../../jenkins/steps/testing/gitea.ts'
import { freePort } from '../../../packages/service/testing/free-ports.ts'

const binary = giteaBinary()
const skip = binary === undefined ? 'Gitea has not been built' : !existsSync(browserPath) && `there is no ${browserPath}`
const order = (digest: string, release: string) => ({ 'deployment-order.yaml': renderedDeployment(digest, release) })

describe('the page in a browser', { skip }, () => {
  let desk: TestDelivery
  let browser: Browser
  const faults: string[] = []

  before(async () => {
    desk = await startTestDelivery(binary!)
    browser = await chromium.launch({ executablePath: browserPath, args: browserArguments })
  })
  after(async () => {
    await browser?.close()
    await desk?.stop()
    assert.deepEqual([...faults, ...desk.faults], [])
  })

  async function open(options: Parameters<Browser['newContext']>[0] = {}, url = desk.delivery.url): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en-US', ...options })).newPage()
    page.setDefaultTimeout(patience)
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) faults.push(message.text()) })
    await page.goto(url)
    await page.locator('#live.good').waitFor()
    return page
  }

  async function signIn(page: Page, name: string) {
    await page.goto(`${desk.delivery.url}/sign-in`)
    // The first field has the focus: no mouse is needed.
    await page.keyboard.type(name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(desk.gitea.passwords.get(name)!)
    await page.keyboard.press('Enter')
    await page.locator('#person').waitFor()
  }

  test('a new promotion and a new run appear by themselves, and what the reader opened stays open', async () => {
    const page = await open()
    await page.locator('#runs .empty').waitFor()
    const { number, head } = await desk.repository.promote('0001-aaaaaaa', order('1', '0001-aaaaaaa'))
    await page.locator('#promotion[data-release="0001-aaaaaaa"] .object').waitFor()
    await page.locator('#object-deployment-order > summary').click()
    assert.equal(await page.locator('#object-deployment-order').getAttribute('open'), null)
    await page.locator('#object-deployment-order > summary').focus()
    await desk.repository.report(head, 'jari/gates', 'success', 'all gates passed')
    await page.getByText('all gates passed').waitFor()
    assert.equal(await page.locator('#object-deployment-order').getAttribute('open'), null)
    assert.equal(await page.evaluate('document.activeElement.parentElement.id'), 'object-deployment-order')
    await mkdir(join(desk.platform.state, 'runs', '1'), { recursive: true })
    await writeFile(join(desk.platform.state, 'runs', '1', 'run.json'), JSON.stringify({ number: 1, commit: head, startedAt: new Date().toISOString(), result: 'running', stages: [{ name: 'plan', startedAt: new Date().toISOString(), result: 'running' }] }))
    await page.locator('#run-1[data-result=running]').waitFor()
    assert.match(await page.locator('#news').textContent() ?? '', /Run 1: running/)
    assert.equal((await desk.stateWhen(({ promotion }) => promotion !== null)).promotion?.number, number)
  })

  test('a promotion that changes is not swapped under the reader: it cannot be approved until they look again', async () => {
    const page = await open()
    await signIn(page, 'release-manager')
    await page.locator('#approve').waitFor()
    const changed = await desk.repository.amend('0001-aaaaaaa', order('2', '0001-aaaaaaa'))
    await page.getByText('This promotion has changed since you opened the page.').waitFor()
    assert.equal(await page.locator('#approve').isDisabled(), true)
    assert.match(await page.locator('#object-deployment-order .lines').textContent() ?? '', /sha256:1111/)
    await desk.repository.report(changed, 'jari/gates', 'success', 'all gates passed')
    await desk.stateWhen(({ promotion }) => promotion?.head === changed && promotion.ready)
    await page.getByRole('button', { name: 'Show what it is now' }).click()
    await page.getByText('sha256:2222').waitFor()
    await page.locator('#approve').focus()
    await page.keyboard.press('Enter')
    await page.getByText('0001-aaaaaaa is approved and merged. Prod follows.').waitFor()
    assert.equal((await desk.repository.main()).committer, 'release-manager')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
  })

  test('the log of a run grows while it is read', async () => {
    const folder = join(desk.platform.state, 'runs', '2')
    await mkdir(folder, { recursive: true })
    const run = { number: 2, commit: '', startedAt: new Date().toISOString(), result: 'running', stages: [] }
    await writeFile(join(folder, 'run.json'), JSON.stringify(run))
    await writeFile(join(folder, 'log.txt'), 'first line\n')
    const page = await open()
    await page.getByRole('link', { name: 'Run 2' }).click()
    await page.getByText('first line').waitFor()
    await writeFile(join(folder, 'log.txt'), 'first line\n<b>second</b> line\n')
    await page.getByText('<b>second</b> line').waitFor()
    await writeFile(join(folder, 'run.json'), JSON.stringify({ ...run, result: 'failure', finishedAt: new Date().toISOString(), error: 'plan: no such release' }))
    await page.getByText('plan: no such release').waitFor()
    assert.equal(await page.locator('[data-refresh]').count(), 0)
  })

  test('a lost connection is said, and what happened meanwhile is there when it is found again', async () => {
    const platform = { ...desk.platform, ports: { ...desk.platform.ports, delivery: await freePort() } }
    const start = () => startDelivery(platform, { sources: desk.sources, report: (error) => faults.push(String(error)) })
    const first = await start()
    const page = await open({}, first.url)
    await first.close()
    await page.locator('#live.bad').waitFor()
    assert.match(await page.locator('#live').textContent() ?? '', /Connection lost/)
    const folder = join(desk.platform.state, 'runs', '3')
    await mkdir(folder)
    await writeFile(join(folder, 'run.json'), JSON.stringify({ number: 3, commit: '', startedAt: new Date().toISOString(), result: 'superseded', stages: [] }))
    const second = await start()
    await page.locator('#live.good').waitFor()
    await page.locator('#run-3').waitFor()
    await page.context().close()
    await second.close()
  })

  test('nothing is found by axe, in both languages, light and dark, at the width of a telephone', async () => {
    const { head } = await desk.repository.promote('0002-bbbbbbb', order('3', '0002-bbbbbbb'))
    await desk.repository.report(head, 'jari/gates', 'failure', 'held: jari-dev is Degraded')
    await desk.stateWhen(({ promotion }) => promotion?.release === '0002-bbbbbbb' && promotion.difference !== null)
    for (const options of [{ locale: 'en-US' }, { locale: 'ko-KR', colorScheme: 'dark', viewport: { width: 360, height: 740 } }] as const) {
      const page = await open(options)
      for (const path of ['/', '/runs/2', '/sign-in']) {
        await page.goto(desk.delivery.url + path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`), [])
        assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth') as number <= 0, true)
      }
      assert.equal(await page.locator('html').getAttribute('lang'), options.locale.slice(0, 2))
    }
  })

  test('the language is changed by its button and stays', async () => {
    const page = await open()
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByRole('heading', { name: '환경', exact: true }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '환경', exact: true }).waitFor()
  })

  test('without scripts a manager still signs in and approves', async () => {
    const { promotion } = await desk.stateWhen(({ promotion }) => promotion !== null)
    await desk.repository.report(promotion!.head, 'jari/gates', 'success', 'all gates passed')
    await desk.stateWhen((state) => state.promotion?.ready === true)
    const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-US' })).newPage()
    await page.goto(desk.delivery.url)
    await page.getByRole('link', { name: 'Sign in as a release manager to approve' }).click()
    await page.getByLabel('User name').fill('release-manager')
    await page.getByLabel('Password').fill(desk.gitea.passwords.get('release-manager')!)
    await page.locator('main button').click()
    await page.getByRole('button', { name: 'Approve 0002-bbbbbbb for prod' }).click()
    await page.getByText('0002-bbbbbbb is approved and merged. Prod follows.').waitFor()
  })
})
