import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'

const checkout = resolve(import.meta.dirname, '../..')
const left = ['node_modules', 'dist', '.git', '.jari', 'releases']

type PackageJson = { name: string } & Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string> | undefined>

/** The folder of the nearest package.json at or above a file. */
function ownerOf(file: string): string {
  let folder = dirname(file)
  while (!existsSync(join(checkout, folder, 'package.json'))) folder = dirname(folder)
  return folder
}

function declaredBy(folder: string): Set<string> {
  const { name, dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(checkout, folder, 'package.json'), 'utf8')) as PackageJson
  return new Set([name, ...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })])
}

/** The package of an import: `@koa/router` of `@koa/router/lib/x.js`; undefined for a file or a part of Node. */
function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/') || isBuiltin(specifier)) return undefined
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

/** Tests never get into an image, so they may use what the repository declares for all of its tests. */
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file)

test('every package that a file imports is declared by the nearest package.json above it', () => {
  const files = globSync('**/*.{ts,tsx,mjs}', { cwd: checkout, exclude: (entry) => left.includes(entry) })
  assert.ok(files.length > 200, `only ${files.length} files were found`)
  const atTop = declaredBy('.')
  const declared = new Map([['.', atTop]])
  const missing: string[] = []
  for (const file of files) {
    const owner = ownerOf(file)
    if (!declared.has(owner)) declared.set(owner, declaredBy(owner))
    const allowed = declared.get(owner)!
    for (const { fileName } of ts.preProcessFile(readFileSync(join(checkout, file), 'utf8')).importedFiles) {
      const name = packageOf(fileName)
      if (name && !allowed.has(name) && !(isTest(file) && atTop.has(name))) missing.push(`${file} imports ${name}, which ${join(owner, 'package.json')} does not declare`)
    }
  }
  assert.deepEqual(missing, [])
})
