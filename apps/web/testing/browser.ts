import { AxeBuilder } from '@axe-core/playwright'
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { hangs } from '@jari/service/testing/engines.ts'

const executable = '/usr/bin/chromium'

/** Debian's Chromium, headless. Throws, saying what to install, if it is not there. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(executable)) throw new Error(`These tests need a browser: install the Debian package chromium (${executable} is not there)`)
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return chromium.launch({ executablePath: executable, headless: true, args })
}

/** A page in a session of its own, and what its console complained about (refused requests apart, which tests cause on purpose). */
export async function openPage(browser: Browser, options: { language?: string; dark?: boolean } = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: options.language ?? 'en-US', colorScheme: options.dark ? 'dark' : 'light', viewport: { width: 1400, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(hangs)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  return { page, complaints }
}

/** Fails with each rule that axe finds broken on the page as it is now. */
export async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`)
  assert.deepEqual(found, [])
}
