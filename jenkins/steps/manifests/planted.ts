import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { checkOverlay } from './check-overlay.ts'
import { wouldBeRelease } from './would-be.ts'

/** A copy of this checkout's manifests, for tests that plant a fault in it. */
export type Planted = {
  /** The copy, with `gitops/` and `kustomization.yaml`. */
  readonly checkout: string
  readonly overlay: (environment: string) => string
  /** The would-be release of the copy as it stands; made anew at each call. */
  readonly release: () => Promise<string>
  /** Writes a file of the copy anew. */
  readonly edit: (path: string, change: (text: string) => string) => Promise<void>
}

/** Does `work` with a fresh copy, then removes it. */
export async function withPlanted(work: (planted: Planted) => Promise<void>): Promise<void> {
  const source = resolve(import.meta.dirname, '../../..')
  const checkout = await mkdtemp(join(tmpdir(), 'jari-planted-'))
  try {
    for (const part of ['gitops', 'kustomization.yaml']) await cp(join(source, part), join(checkout, part), { recursive: true, verbatimSymlinks: true })
    await work({
      checkout,
      overlay: (environment) => join(checkout, 'gitops/overlays', environment),
      release: () => wouldBeRelease(checkout, join(checkout, 'gitops/releases')),
      async edit(path, change) {
        const before = await readFile(join(checkout, path), 'utf8')
        const after = change(before)
        if (after === before) throw new Error(`the planted fault changes nothing in ${path}`)
        await writeFile(join(checkout, path), after)
      },
    })
  } finally {
    await rm(checkout, { recursive: true, force: true })
  }
}

/** What the checks say of dev on the would-be release once a fault is planted: `rule: message`, a line each. */
export async function saidOfDev(plant: (planted: Planted) => Promise<void>): Promise<string[]> {
  let said: string[] = []
  await withPlanted(async (planted) => {
    await plant(planted)
    const { findings } = await checkOverlay(planted.overlay('dev'), { release: await planted.release() })
    said = findings.map(({ rule, message }) => `${rule}: ${message}`)
  })
  return said
}
