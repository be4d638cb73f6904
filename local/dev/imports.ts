import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'

/**
 * Every source file that `entry` uses, itself included: all imports, those of types too, since ts-node checks them.
 * Absolute paths; packages from the registry are left out. A file that is missing counts too: it may come.
 */
export function filesUsedBy(entry: string, checkout: string): Set<string> {
  const used = new Set<string>()
  const open = [resolve(checkout, entry)]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (used.has(file)) continue
    used.add(file)
    if (!existsSync(file) || !/\.tsx?$/.test(file)) continue
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      const found = locate(fileName, file, checkout)
      if (found) open.push(found)
    }
  }
  return used
}

function locate(specifier: string, from: string, checkout: string): string | undefined {
  if (specifier.startsWith('.')) return resolve(dirname(from), specifier)
  const [, name, path] = /^@jari\/([^/]+)\/(.+)$/.exec(specifier) ?? []
  return name && path ? join(checkout, 'packages', name, path) : undefined
}
