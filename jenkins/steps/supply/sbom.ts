import { createHash } from 'node:crypto'
import { textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { type Lockfile, lockOf, parseLockfile } from '../workspace/lockfile.ts'

/** A bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), as much of it as we fill. */
export type Bom = {
  readonly bomFormat: 'CycloneDX'
  readonly specVersion: '1.6'
  readonly serialNumber: string
  readonly version: 1
  readonly metadata: { readonly component: { readonly type: 'application'; readonly 'bom-ref': string; readonly name: string; readonly version: string } }
  readonly components: readonly Component[]
}
type Component = { readonly type: 'library'; readonly 'bom-ref': string; readonly name: string; readonly version: string; readonly purl: string; readonly hashes?: readonly { readonly alg: string; readonly content: string }[] }

/** The bill of materials of a service at `commit`: every package that its image installs, from package-lock.json. Same commit, same bytes. */
export async function bomAt(checkout: string, commit: string, service: string): Promise<Bom> {
  const text = await textAt(checkout, commit, 'package-lock.json')
  if (text === undefined) throw new Failure(`package-lock.json is missing at ${commit.slice(0, 7)}`)
  return bomOf(lockOf(parseLockfile(text), `apps/${service}`), service, commit)
}

/** As `bomAt`, from the part of the lock file that the service installs. */
export function bomOf({ packages }: Lockfile, service: string, commit: string): Bom {
  const installed = Object.entries(packages).flatMap(([path, entry]) => {
    const at = path.lastIndexOf('node_modules/')
    if (at < 0 || entry.link || entry.version === undefined) return []
    const name = entry.name ?? path.slice(at + 'node_modules/'.length)
    return [component(name, entry.version, entry.integrity)]
  })
  const components = [...new Map(installed.map((one) => [one.purl, one])).values()].toSorted((a, b) => (a.purl < b.purl ? -1 : 1))
  const hash = createHash('sha256').update(JSON.stringify([service, commit, components])).digest('hex')
  return {
    bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    // a UUID of the contents (RFC 9562, version 8), so that the same image has the same one
    serialNumber: `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
    metadata: { component: { type: 'application', 'bom-ref': `jari/${service}`, name: `jari/${service}`, version: commit } },
    components,
  }
}

function component(name: string, version: string, integrity: string | undefined): Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const sha512 = /^sha512-(.+)$/.exec(integrity ?? '')?.[1]
  return { type: 'library', 'bom-ref': purl, name, version, purl, ...(sha512 === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }) }
}
