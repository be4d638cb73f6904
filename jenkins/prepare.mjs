// Installs the packages of a checkout, unless those of this very package-lock.json are installed already.
// Plain JavaScript without dependencies: it runs before there are any. Usage: node jenkins/prepare.mjs [--force] [--quiet]
// --quiet: says nothing when there is nothing to do, and the rest on standard error.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

// npm ci removes node_modules first, so an install that was broken off leaves no mark
const mark = 'node_modules/.installed'

/** What decides which files npm installs. */
const wanted = createHash('sha256')
  .update(JSON.stringify([process.platform, process.arch]))
  .update(readFileSync('package-lock.json'))
  .digest('hex')
const quiet = process.argv.includes('--quiet')
const installed = existsSync(mark) ? readFileSync(mark, 'utf8') : ''

if (installed === wanted && !process.argv.includes('--force')) {
  if (!quiet) console.log('packages: as package-lock.json has them')
} else {
  const say = quiet ? console.error : console.log
  say('packages: npm ci')
  const { status, error, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', quiet ? 2 : 'inherit', 'pipe'], encoding: 'utf8' })
  if (error || status !== 0) {
    // the first line names the cause; npm's own begins with codes
    const cause = stderr?.split('\n').find((line) => /^npm error (?!code |errno |syscall |path )\S/.test(line))?.slice('npm error '.length)
    console.error(`npm ci failed: ${error?.message ?? cause ?? `exit code ${status}`}`)
  }
  process.stderr.write(stderr ?? '')
  if (status !== 0) process.exit(1)
  // with nothing to install, npm makes no folder
  mkdirSync('node_modules', { recursive: true })
  writeFileSync(mark, wanted)
}
