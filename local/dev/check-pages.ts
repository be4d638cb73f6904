import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { filesUsedBy } from './imports.ts'
import type { Log } from './log.ts'

const site = 'apps/web/site'

/** The script of each page, relative to the checkout: seat.html begins with page/seat.tsx. */
export function pageEntries(checkout: string): string[] {
  const pages = readdirSync(join(checkout, site)).filter((name) => name.endsWith('.html'))
  return pages.map((name) => join(site, 'page', name.replace(/\.html$/, '.tsx')))
}

/** Asks the types' server about every file of the pages, and tells what does not fit. The bundler itself does not look at types. */
export async function checkPages(checkout: string, typesUrl: string, log: Log): Promise<void> {
  const files = new Set(pageEntries(checkout).flatMap((entry) => [...filesUsedBy(entry, checkout)]))
  for (const file of files) {
    if (!relative(join(checkout, site), file).match(/^[^.].*\.tsx?$/)) continue
    const response = await fetch(`${typesUrl}/?file=${encodeURIComponent(file)}`)
    const text = await response.text()
    if (response.status === 422) log('pages', `types do not fit, though the page is built:\n${text}`)
  }
}
