import { isDeepStrictEqual } from 'node:util'
import type { Release } from '../gitops/releases.ts'
import { type Bom, bomAt } from './sbom.ts'
import { isSigned, publicKey, signedBoms } from './signature.ts'

/**
 * What is wrong with the images of a release, one line each: every one that we build must be signed by our key (a PEM text), and have a
 * signed bill of materials that is exactly what the lock file of its source commit installs. Offline: only `registry` is asked.
 */
export async function supplyFaults(checkout: string, release: Release, registry: string, pem: string): Promise<string[]> {
  const key = publicKey(pem)
  const faults: string[] = []
  for (const [name, { digest, sourceCommit }] of Object.entries(release.images)) {
    // an image that no commit of ours is built into is somebody else's: it is known by its digest alone
    if (sourceCommit === undefined) continue
    const image = { registry, repository: `jari/${name}`, digest }
    if (!(await isSigned(image, key))) {
      faults.push(`${name} has no signature of ours`)
      continue
    }
    const boms = await signedBoms(image, key)
    const { components } = await bomAt(checkout, sourceCommit, name)
    if (boms.length === 0) faults.push(`${name} has no bill of materials of ours`)
    else if (!boms.some((bom) => isDeepStrictEqual((bom as Bom).components, components))) faults.push(`${name} has a bill of materials that is not what ${sourceCommit.slice(0, 7)} installs`)
  }
  return faults
}
