import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { browserArguments, browserPath } from '../../local/delivery/test/browser.ts'
import type { Platform } from '../../local/platform.ts'
import { secret } from '../platform.ts'

/** A running platform with three Healthy environments, and how to push a change to it. */
export type Journey = {
  readonly platform: Platform
  /** Pushes a change that rebuilds at least one service, and returns its commit (40 hex). */
  readonly change: () => Promise<string>
}

/** A pipeline run on a slow machine; what is waited for is on the page, not the clock. */
const patience = 15 * 60_000

/**
 * Follows a pushed change on the delivery page without ever reloading it: dev and staging turn Healthy with it, the release manager
 * signs in, sees what prod gets, approves, and prod turns Healthy. Returns the release that went through.
 * With JARI_SCREENSHOT=1 the page before the approval becomes docs/images/delivery.png.
 */
export async function deliveryJourney({ platform, change }: Journey): Promise<string> {
  const password = await secret(platform, 'release-manager.password')
  const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments })
  try {
    const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 1000 } })).newPage()
    page.setDefaultTimeout(patience)
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await page.goto(`http://localhost:${platform.ports.delivery}/`)
    const commit = await change()
    const release = await arrival(page, 'dev', `[data-release$="-${commit.slice(0, 7)}"]`)
    assert.equal(await arrival(page, 'staging', `[data-release="${release}"]`), release)

    await page.locator(`#promotion[data-release="${release}"]`).waitFor()
    await page.getByRole('link', { name: 'Sign in as a release manager to approve' }).click()
    await page.getByLabel('User name').fill('release-manager')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Signed in as release-manager').waitFor()

    const image = page.locator('#promotion tr.added', { hasText: '@sha256:' }).first()
    await image.waitFor({ state: 'attached' })
    await page.getByRole('button', { name: `Approve ${release} for prod` }).waitFor()
    if (process.env.JARI_SCREENSHOT === '1') await picture(page)
    await page.getByRole('button', { name: `Approve ${release} for prod` }).click()
    await page.getByText(`${release} is approved and merged. Prod follows.`).waitFor()
    await arrival(page, 'prod', `[data-release="${release}"]`)
    await page.locator('#history tr', { hasText: 'prod' }).filter({ hasText: release }).filter({ hasText: 'release-manager' }).waitFor()
    assert.deepEqual(errors, [])
    return release
  } finally {
    await browser.close()
  }
}

/** Waits until an environment runs such a release, Synced and Healthy; returns its id. Fails with what the page says is wrong. */
async function arrival(page: Page, environment: string, release: string): Promise<string> {
  const card = page.locator(`#environment-${environment}`)
  const arrived = page.locator(`#environment-${environment}[data-health=Healthy][data-sync=Synced]${release}`)
  try {
    await arrived.waitFor()
  } catch (error) {
    throw new Error(`${environment} did not turn Healthy with ${release}. The page shows: ${await card.innerText()}`, { cause: error })
  }
  return await arrived.getAttribute('data-release') ?? ''
}

async function picture(page: Page) {
  const path = resolve(import.meta.dirname, '../../docs/images/delivery.png')
  await mkdir(dirname(path), { recursive: true })
  await page.evaluate('scrollTo(0, 0)')
  await page.screenshot({ path, clip: { x: 0, y: 0, width: 1280, height: 1000 } })
}
