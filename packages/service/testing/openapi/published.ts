import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changesOf, surfaceOf } from './surface.ts'

/**
 * Holds a service's OpenAPI document against what it has published, `surface.txt` beside its contracts.json. Answers what is wrong, with
 * what to do: a break under the same major, or a version that was raised without its surface. What is new is no promise yet. With
 * JARI_WRITE_SURFACE=1 in the environment the surface is written anew, but only once `provides` in contracts.json is raised as far as
 * the change asks for.
 */
export function contractFaults(folder: string, service: string, document: object, write = process.env['JARI_WRITE_SURFACE'] === '1'): string[] {
  const file = join(folder, 'surface.txt')
  const { provides = {} } = JSON.parse(readFileSync(join(folder, 'contracts.json'), 'utf8')) as { provides?: Readonly<Record<string, string>> }
  const declared = provides[service]
  if (declared === undefined) return [`contracts.json does not say which version of "${service}" is provided`]
  const [head = '', ...old] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const version = head.replace(`${service} `, '')
  const now = surfaceOf(document)
  const { broken, added } = changesOf(old, now)
  const wanted = broken.length > 0 ? next(version, 'major') : write && added.length > 0 ? next(version, 'minor') : version
  if (!reaches(declared, wanted)) return [...broken, ...(write ? added.map((line) => `new: ${line}`) : []), `raise "${service}" in contracts.json from ${declared} to ${wanted}`]
  if (write) writeFileSync(file, [`${service} ${declared}`, ...now, ''].join('\n'))
  else if (version !== declared) return [`surface.txt is that of ${service} ${version}, not ${declared}: run this test with JARI_WRITE_SURFACE=1`]
  return []
}

function next(version: string, part: 'major' | 'minor'): string {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return part === 'major' ? `${major + 1}.0` : `${major}.${minor + 1}`
}

function reaches(version: string, wanted: string): boolean {
  const [[major = 0, minor = 0], [wantedMajor = 0, wantedMinor = 0]] = [version.split('.').map(Number), wanted.split('.').map(Number)]
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}
