import { glob } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { freezesAt } from '../gitops/freezes.ts'
import { holdsAt } from '../gitops/holds.ts'
import { Failure } from '../outcome.ts'
import { contractsAt, misfits } from '../workspace/contracts.ts'
import { migrationsAt } from '../workspace/migrations.ts'
import type { Place } from './place.ts'

/** The types of all files hold. Throws a Failure whose first line is the first fault. */
export async function checkTypes(place: Place): Promise<string> {
  const output = await place.run(['npx', '--no-install', 'tsc', '--noEmit', '--pretty', 'false', '-p', 'tsconfig.json'])
  if (!output.ok) throw new Failure(`types: ${firstLines(output.stdout || output.stderr)}`)
  return 'types hold'
}

/** oxlint finds nothing. */
export async function checkLint(place: Place): Promise<string> {
  const output = await place.run(['npx', '--no-install', 'oxlint', '--deny-warnings', '--format=unix'])
  if (!output.ok) throw new Failure(`lint: ${firstLines(output.stdout || output.stderr)}`)
  return 'oxlint finds nothing'
}

/** The unit tests below these folders pass. Those with a dot before `.test.ts` (integration, manifests) have their own time. */
export async function checkUnitTests(place: Place, folders: readonly string[]): Promise<string> {
  const files: string[] = []
  for (const folder of folders)
    for await (const file of glob(`${folder}/**/!(*.*).test.ts`, { cwd: place.folder, exclude: (name) => name === 'node_modules' || name === 'dist' })) files.push(file)
  if (files.length === 0) return 'no unit tests to run'
  const args = ['--test', `--test-concurrency=${availableParallelism()}`, '--test-reporter=tap', ...[...new Set(files)].toSorted()]
  const output = await place.run([place.node, ...args])
  if (!output.ok) throw new Failure(`unit tests: ${failedTests(output.stdout)}\n${output.stdout}`)
  return `${/^# pass (\d+)/m.exec(output.stdout)?.[1] ?? '?'} unit tests pass`
}

/** The manifests of every environment and of the platform hold. This step's own rules look at the place's files, in a process there. */
export async function checkManifestsOf(place: Place): Promise<string> {
  const output = await place.run([place.node, join(import.meta.dirname, '../manifests/check.ts'), '--checkout', place.folder, '--json'])
  if (!output.ok) throw new Failure(`manifests: ${firstLines(output.stderr)}`)
  const { renders } = JSON.parse(output.stdout) as { renders: number }
  return `manifests hold in ${renders} renders`
}

function failedTests(tap: string): string {
  const names = [...tap.matchAll(/^\s*not ok \d+ - (.+)$/gm)].map(([, name]) => name).filter((name) => name !== undefined && !name.endsWith('.test.ts'))
  return names.length === 0 ? 'they cannot run' : `${names.length} failed: ${names.slice(0, 5).join('; ')}`
}

function firstLines(text: string): string {
  return text.trim().split('\n').slice(0, 30).join('\n')
}

/** What people declare for the pipeline at `commit` can be read: migrations, contracts, holds, freezes. */
export async function checkDeclarations(checkout: string, commit: string): Promise<string> {
  const migrations = await migrationsAt(checkout, commit)
  const unfit = misfits(await contractsAt(checkout, commit))
  if (unfit.length > 0) throw new Failure(`contracts: ${unfit.join('; ')}`)
  await holdsAt(checkout, commit)
  await freezesAt(checkout, commit)
  return `${migrations.length} migrations are declared; contracts, holds and freezes can be read`
}
