import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The text of a module and of all that it imports from this folder, directly or through others, by file; imports of types alone are left out. */
export function modulesOf(file: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(file)) return found
  const text = readFileSync(file, 'utf8')
  found.set(file, text)
  for (const [, path] of text.matchAll(/^(?:import|export) (?!type ).*? from '(\.[^']+\.ts)'/gm)) modulesOf(resolve(dirname(file), path!), found)
  return found
}
