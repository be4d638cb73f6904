import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const checkout = resolve(import.meta.dirname, '..')

type PackageJson = { name: string } & Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string> | undefined>

const packages = globSync('{package.json,{apps,packages}/*/package.json,jenkins/steps/package.json}', { cwd: checkout }).map(
  (file) => [file, JSON.parse(readFileSync(join(checkout, file), 'utf8')) as PackageJson] as const,
)
const own = new Set(packages.map(([, { name }]) => name))
const declared = packages.flatMap(([file, { dependencies, devDependencies, optionalDependencies }]) =>
  Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).flatMap(([name, version]) => (own.has(name) ? [] : [{ file, name, version }])),
)

/** The first column of every table: names separated by commas. */
function named(): string[] {
  const rows = readFileSync(join(checkout, 'docs/dependencies.md'), 'utf8').split('\n').filter((line) => /^\| (?!package \|)[^-]/.test(line))
  return rows.flatMap((row) => row.split('|')[1]!.trim().split(', '))
}

test('every dependency is named once with what it does, and nothing else is', () => {
  assert.ok(packages.length >= 10, `only ${packages.length} package.json files were found`)
  assert.deepEqual(named().toSorted(), [...new Set(declared.map(({ name }) => name))].toSorted())
})

test('a dependency is pinned exactly, and at one version wherever it is used', () => {
  const versions = new Map<string, string>()
  for (const { file, name, version } of declared) {
    assert.match(version, /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/, `${file}: ${name} ${version}`)
    assert.equal(version, versions.get(name) ?? version, `${file}: ${name} has another version elsewhere`)
    versions.set(name, version)
  }
})
