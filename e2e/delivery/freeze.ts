import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { read } from '../../local/cluster/kubectl.ts'
import { push, runOf } from '../loop/change.ts'
import type { TestPlatform } from '../platform.ts'
import { healthyWith, jari, refusedBy, releaseOf } from './by-hand.ts'
import type { Part, Say } from './check.ts'

const hour = 3_600_000

/** Freezes staging and prod, merges a change of gitops/base, and thaws: it has to act in dev at once, and nowhere else before it is promoted. */
export async function freezeAndThaw(test: TestPlatform, say: Say): Promise<Part> {
  const faults: string[] = []
  const expect = (holds: boolean, what: string) => {
    say(`${holds ? 'ok ' : 'NO '} ${what}`)
    if (!holds) faults.push(what)
  }
  const until = new Date(Date.now() + 24 * hour).toISOString()
  await freeze(test, `[{name: trial, environments: [staging, prod], from: "${new Date(Date.now() - hour).toISOString()}", until: "${until}", timeZone: UTC, reason: the shop is full}]`)
  await push(test, 'Freeze staging and prod')
  const before = await renderedTrees(test)

  const mark = `trial-${Date.now()}`
  const file = join(test.clone, 'gitops/base/web/deployment.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace('metadata:\n  name: web\n', `metadata:\n  name: web\n  annotations: {jari.dev/trial: ${mark}}\n`))
  const commit = await push(test, 'Change the base')
  const run = await runOf(test, commit, 15)
  expect(run.result === 'failure' && run.stage === 'staging', `the run of a change of base ends at staging: ${run.result} in ${run.stage ?? 'no stage'}`)
  expect(/not promoted to staging/.test(run.error ?? '') && (run.error ?? '').includes(until.slice(0, 16).replace('T', ' ')), `it says until when: ${(run.error ?? '').split('\n').slice(0, 2).join(' | ')}`)
  const release = await releaseOf(test, commit)
  if (release === undefined) throw new Error(`there is no release of ${commit}`)
  await healthyWith(test, 'dev', release)
  const marked = async (environment: string) => (await read<{ metadata: { annotations?: Record<string, string> } }>(test.platform, ['deployment', 'web', `--namespace=jari-${environment}`]))?.metadata.annotations?.['jari.dev/trial'] === mark
  expect(await marked('dev'), 'dev runs the changed base')
  const frozen = await renderedTrees(test)
  for (const environment of ['staging', 'prod']) {
    expect(frozen[environment] === before[environment], `${environment} renders byte for byte what it did (${frozen[environment]})`)
    expect(!(await marked(environment)), `${environment} does not run it`)
  }
  const said = await refusedBy(test, 'promote', '--to', 'staging')
  expect(said.includes('the shop is full') && said.includes(until.slice(0, 16).replace('T', ' ')), `a promotion by hand is refused: ${said.trim().split('\n').slice(0, 2).join(' | ')}`)

  await freeze(test, '[]')
  await push(test, 'Thaw')
  // the periodic asking of the gates may have taken it on already: then this finds nothing to do
  await jari(test, 'promote', '--to', 'staging')
  await healthyWith(test, 'staging', release)
  const thawed = await renderedTrees(test)
  expect(await marked('staging'), 'once thawed and promoted, staging runs it')
  expect(thawed.staging !== before.staging && thawed.prod === before.prod, "and staging's rendered files say so, prod's do not yet")
  return { figures: { until, checks: faults.length === 0 ? 'all hold' : faults }, faults }
}

async function freeze({ clone }: TestPlatform, list: string): Promise<void> {
  const file = join(clone, 'gitops/freezes.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^freezes:.*$/m, `freezes: ${list}`))
}

/** The git trees of what each environment renders to on main: equal when every byte is. */
async function renderedTrees(test: TestPlatform): Promise<Record<string, string>> {
  await test.git('fetch', '--quiet', 'platform', 'main')
  return Object.fromEntries(await Promise.all(['dev', 'staging', 'prod'].map(async (name) => [name, (await test.git('rev-parse', `FETCH_HEAD:gitops/rendered/${name}`)).trim()] as const)))
}
