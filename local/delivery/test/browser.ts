/** Debian's browser; playwright-core brings none. */
export const browserPath = '/usr/bin/chromium'

/** As root, without a screen, and without asking anything outside this machine. */
export const browserArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
]

/** A page that takes longer to show something waits for what never comes, in milliseconds: a slow machine is no fault of the page. */
export const patience = 300_000
