import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { textAt } from '../git/read.ts'
import { releasesAt } from '../gitops/releases.ts'
import { step as promote } from '../promote/step.ts'
import { promotionEdit } from '../promote/edit.ts'
import { step as release } from '../release/step.ts'
import { linkIn } from '../testing/delivery.ts'
import { startWorld } from '../testing/world.ts'
import { write } from '../writer/writer.ts'
import { hotfixStep, step as verifying } from './step.ts'

// what is verified is the last test's; the others are about what becomes of a fix that holds
const step = hotfixStep(async () => {})

const service = 'gitops/base/order/service.yaml'

test('a hotfix is what prod runs plus one commit and nothing else of main; what lacks it is refused, what has its like is not', async () => {
  await using world = await startWorld()
  const { repo, run, change, cut } = world
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  const [running] = await releasesAt(repo.remote, 'main')
  for (const environment of ['staging', 'prod']) await write({ url: repo.remote }, promotionEdit(`p-${environment}`, environment, { release: running! }, 'dana', { added: [], removed: [], configuration: [] }))
  const { checkout } = repo
  await git(checkout, ['pull', '--quiet', '--rebase', repo.remote, 'main'])
  for (let n = 1; n <= 12; n++) {
    await writeFile(join(checkout, `gitops/base/order/unreleased-${n}.txt`), `${n}\n`)
    await git(checkout, ['add', '--all'])
    await git(checkout, ['commit', '--quiet', '-m', `Unreleased ${n}`])
  }
  await git(checkout, ['push', '--quiet', repo.remote, 'HEAD:main'])
  // the fix is made where it is needed, on what prod runs
  const fixed = `${((await textAt(checkout, 'HEAD', service)) ?? '').trimEnd()}\n# fixed\n`
  await git(checkout, ['checkout', '--quiet', '-b', 'fix', running!.sourceCommit])
  await writeFile(join(checkout, service), fixed)
  await git(checkout, ['commit', '--quiet', '--all', '-m', 'Fix the port'])
  const pick = (await git(checkout, ['rev-parse', 'HEAD'])).trim()

  assert.equal((await run(step, { pick: [pick], 'dry-run': true })).outcome, 'would-cut')
  const made = await run(step, { pick: [pick] })
  assert.match(String(made.release), /^0001\.1-/)
  assert.equal(made.of, first)
  assert.equal(await linkIn(repo, 'dev'), made.release)
  const folder = `gitops/releases/${String(made.release)}`
  assert.equal(await textAt(repo.remote, 'main', `${folder}/base/order/service.yaml`), fixed)
  assert.equal(await textAt(repo.remote, 'main', `${folder}/base/order/unreleased-1.txt`), undefined)
  assert.deepEqual((await run(step, { pick: [pick] })).release, made.release, 'once more gives the same release')
  assert.equal((await run(release, { check: true })).outcome, 'checked')

  await run(promote, { to: 'staging', release: String(made.release) })
  await git(checkout, ['checkout', '--quiet', 'main'])
  const lacking = await cut((await git(checkout, ['rev-parse', 'HEAD'])).trim())
  await assert.rejects(run(promote, { to: 'staging' }), new RegExp(`${lacking} lacks the fix ${pick.slice(0, 7)} of 0001\\.1-`))
  const having = await cut(await change('Fix the port on main, too', { [service]: fixed }))
  await run(promote, { to: 'staging' })
  assert.equal(await linkIn(repo, 'staging'), having)
  await assert.rejects(run(step, { pick: [running!.sourceCommit] }), /contains .* already/)
})

test('a fix that does not hold is neither built nor cut, and nothing moves', async () => {
  await using world = await startWorld(({ folder }) => ({ JARI_CACHE: folder }))
  const { repo, run, change, cut } = world
  const lock = `${JSON.stringify({ name: 'jari', lockfileVersion: 3, requires: true, packages: {} })}\n`
  await change('Bring packages', { 'package.json': '{"name": "jari"}\n', 'package-lock.json': lock })
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  const [running] = await releasesAt(repo.remote, 'main')
  for (const environment of ['staging', 'prod']) await write({ url: repo.remote }, promotionEdit(`p-${environment}`, environment, { release: running! }, 'dana', { added: [], removed: [], configuration: [] }))
  // no compiler is locked here: code cannot be checked, so it does not go
  const pick = await change('Fix it', { 'apps/order/fix.ts': 'export const fixed: boolean = 1\n' })
  const tip = (await git(repo.remote, ['rev-parse', 'main'])).trim()
  await assert.rejects(run(verifying, { pick: [pick] }), /^Failure: types: /)
  assert.equal((await git(repo.remote, ['rev-parse', 'main'])).trim(), tip)
  assert.equal(await linkIn(repo, 'dev'), first)
})
