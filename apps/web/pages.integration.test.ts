import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, openBrowser, openPage } from './testing/browser.ts'
import { startServices, type Services } from './testing/services.ts'

let services: Services
let browser: Browser

before(async () => {
  browser = await openBrowser()
  services = await startServices()
})
after(async () => {
  await browser?.close()
  await services?.stop()
})

const limit = { timeout: 180_000 }

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name').fill('jiwoo')
  await page.getByLabel('Password').fill(services.staffPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Signed in as').waitFor()
}

/** A device that connects as the lamp, in its place, and does nothing that it is told. */
async function lampThatDoesNothing(): Promise<WebSocket> {
  const socket = new WebSocket(`${services.url.replace('http', 'ws')}/device/socket`)
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', deviceId: 'halfmoon-window-lamp', token: services.deviceToken }))
  return socket
}

test('an order placed at a seat appears in the kitchen at once, and each step of it at the seat', limit, async () => {
  const { page: seat, complaints } = await openPage(browser)
  const { page: kitchen } = await openPage(browser)
  await kitchen.goto(`${services.url}/kitchen`)
  await signIn(kitchen)
  await kitchen.getByText('No open orders').waitFor()

  await seat.goto(services.url)
  await seat.getByRole('combobox', { name: 'Seat' }).selectOption({ index: 1 })
  await seat.getByRole('button', { name: 'Caffè latte' }).click()
  await seat.getByRole('button', { name: 'One more Caffè latte' }).click()
  await seat.getByRole('button', { name: /^Order ₩10,000/ }).click()
  await seat.getByRole('status').filter({ hasText: 'The kitchen has it' }).waitFor()
  const ordered = seat.getByRole('region', { name: 'Ordered' })
  await ordered.getByText('Placed').waitFor()

  const ticket = kitchen.getByRole('article', { name: 'Window 2' })
  await ticket.getByText('Caffè latte').waitFor()
  for (const [button, state] of [['Accept', 'Accepted'], ['Start preparing', 'Preparing'], ['Ready', 'Ready']] as const) {
    await ticket.getByRole('button', { name: button, exact: true }).click()
    await ticket.locator('.chip').filter({ hasText: state }).waitFor()
    await ordered.getByText(state).waitFor()
    assert.equal(await ticket.getByRole('button').evaluate((element) => element === document.activeElement), true, 'the focus stays on the ticket’s button')
  }
  await ticket.getByRole('button', { name: 'Served' }).click()
  await ticket.waitFor({ state: 'detached' })
  await ordered.getByText('Served').waitFor()
  assert.equal(await kitchen.evaluate(() => document.activeElement?.tagName), 'H3', 'the focus goes to the list when its ticket is gone')
  assert.deepEqual(complaints, [])
})

test('of two kitchens the second to move a ticket is told, and sees how it is', limit, async () => {
  const [{ page: one }, { page: two }] = [await openPage(browser), await openPage(browser)]
  for (const page of [one, two]) {
    await page.goto(services.url)
    await signIn(page)
  }
  await one.getByRole('button', { name: 'Americano' }).click()
  await one.getByRole('button', { name: /^Order ₩/ }).click()
  const ticket = (page: Page) => page.getByRole('article', { name: 'Window 1' })
  await ticket(two).getByRole('button', { name: 'Accept' }).waitFor()
  await two.route('**/transitions', async (route) => {
    await ticket(one).getByRole('button', { name: 'Accept' }).click()
    await ticket(one).getByText('Accepted').waitFor()
    await route.continue()
  })
  await ticket(two).getByRole('button', { name: 'Accept' }).click()
  await two.getByRole('status').filter({ hasText: 'somebody else changed it first' }).waitFor()
  await ticket(two).getByText('Accepted').waitFor()
})

test('the lamp is shown as waiting until it reports, and only then as on', limit, async () => {
  const { page, complaints } = await openPage(browser)
  await page.goto(services.url)
  await signIn(page)
  const lamp = page.getByRole('article', { name: 'Window lamp' })
  await lamp.getByText('Off', { exact: true }).waitFor()
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    const state = document.querySelector('.lamp-state') as HTMLElement
    new MutationObserver(() => seen.push(state.innerText)).observe(state, { childList: true, characterData: true, subtree: true })
  })
  await lamp.getByRole('button', { name: 'Turn on' }).click()
  await lamp.getByText('On', { exact: true }).waitFor()
  assert.deepEqual(await page.evaluate(() => (window as unknown as { seen: string[] }).seen), ['Turning on… waiting for the lamp', 'On'])
  assert.deepEqual(complaints, [])
})

test('a page that loses its connection says so loudly, and recovers by itself', limit, async () => {
  const { page } = await openPage(browser)
  const cut: (() => Promise<void>)[] = []
  let down = false
  await page.routeWebSocket('**/feed', (socket) => {
    if (down) return void socket.close({ code: 1013 })
    socket.connectToServer()
    cut.push(() => socket.close({ code: 1013 }))
  })
  await page.goto(services.url)
  const seat = page.getByRole('region', { name: 'At the seat' })
  await seat.getByText('Live').waitFor()
  down = true
  for (const close of cut) await close()
  await seat.getByRole('alert').filter({ hasText: 'The connection is lost' }).waitFor()
  await seat.getByText('Not live').waitFor()
  await assertAccessible(page)
  down = false
  await seat.getByText('Live', { exact: false }).and(seat.locator('.light.live')).waitFor()
  assert.equal(await seat.getByRole('alert').filter({ hasText: 'lost' }).count(), 0)
})

test('wrong passwords and bad seat links are told in words', limit, async () => {
  const { page } = await openPage(browser)
  await page.goto(services.url)
  await page.getByLabel('Name').fill('jiwoo')
  await page.getByLabel('Password').fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'Name or password is wrong' }).waitFor()
  await page.goto(`${services.url}/seat/nonsense`)
  await page.getByRole('alert').filter({ hasText: 'not valid' }).waitFor()
  await assertAccessible(page)
})

test('a seat’s own link opens that seat', limit, async () => {
  const { seats } = (await (await fetch(`${services.url}/store/demo`)).json()) as { seats: { name: string; seatToken: string }[] }
  const { page, complaints } = await openPage(browser, { language: 'ko-KR' })
  await page.goto(`${services.url}/seat/${seats[2]?.seatToken}`)
  await page.getByRole('heading', { name: `${seats[2]?.name} 자리` }).waitFor()
  await page.getByRole('button', { name: '카페 라떼' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko')
  await assertAccessible(page)
  assert.deepEqual(complaints, [])
})

test('pages are accessible in both languages, light and dark, signed in and not', limit, async () => {
  for (const dark of [false, true]) {
    const { page, complaints } = await openPage(browser, { dark })
    for (const path of ['/', '/kitchen']) {
      await page.goto(services.url + path)
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await assertAccessible(page)
    }
    await page.goto(services.url)
    await page.getByRole('button', { name: 'Croissant' }).click()
    await signIn(page)
    await page.getByRole('article', { name: 'Window lamp' }).waitFor()
    await assertAccessible(page)
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByRole('heading', { name: '주방' }).waitFor()
    assert.match(await page.getByRole('complementary').innerText(), /배포되지 않았습니다/)
    await assertAccessible(page)
    assert.deepEqual(complaints, [])
  }
})

test('everything to tap is at least 44 pixels high', limit, async () => {
  const { page } = await openPage(browser)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(services.url)
  await page.getByRole('button', { name: 'Croissant' }).click()
  await signIn(page)
  await page.getByRole('article', { name: 'Window lamp' }).waitFor()
  const small = await page.locator('button, a, select, input').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
  assert.deepEqual(small, [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing is wider than a phone')
})

// last: the simulated lamp stays away for a minute once another has taken its place
test('a lamp that does not answer fails visibly, and is never shown as switched', limit, async (t) => {
  const { page } = await openPage(browser)
  await page.goto(services.url)
  await signIn(page)
  const lamp = page.getByRole('article', { name: 'Window lamp' })
  await lamp.getByText('Connected').waitFor()
  const idle = await lampThatDoesNothing()
  t.after(() => idle.close())
  const before = await lamp.locator('.lamp-state').innerText()
  await lamp.getByRole('button', { name: before === 'On' ? 'Turn off' : 'Turn on' }).click()
  await lamp.getByText('waiting for the lamp').waitFor()
  await lamp.getByRole('alert').filter({ hasText: 'no answer within 5 s' }).waitFor()
  assert.equal(await lamp.locator('.lamp-state').innerText(), before)
  await assertAccessible(page)
})
