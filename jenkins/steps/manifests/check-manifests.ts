import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { noRelease } from '../gitops/layout.ts'
import { checkOverlay } from './check-overlay.ts'
import { checkPlatform } from './check-platform.ts'
import { checkRelease } from './check-release.ts'
import type { Checked, Finding } from './finding.ts'
import { kubeScoreFaults } from './kube-score.ts'
import { kubeconformFaults } from './kubeconform.ts'
import { releaseFolderOf } from './render.ts'
import { schemaSources } from './schema-sources.ts'
import type { SchemaSources } from './schemas.ts'
import { wouldBeRelease } from './would-be.ts'

export type CheckedManifests = { readonly renders: number; readonly objects: number; readonly findings: readonly Finding[] }

/** As kube-score wants it: of the Kubernetes that the platform runs. */
const kubernetesVersion = 'v1.36'
/** Fewer pods of a service than kube-score asks for: nobody is served there. */
const leastReplicas: Readonly<Record<string, number>> = { dev: 1, staging: 1 }
/** How many of the newest releases count as those an environment could go back to. */
const rollbacks = 5

/**
 * Checks all manifests of a checkout: each overlay on the release it runs, on the newest others (where a rollback could lead),
 * and on the release that the checkout as it stands would give; that release by itself, with all its components; and the platform.
 * Throws a Failure when a tool or the schemas are missing.
 */
export async function checkManifests(checkout: string): Promise<CheckedManifests> {
  const overlays = join(checkout, 'gitops', 'overlays')
  const sources = await schemaSources(checkout)
  const temporary = await mkdtemp(join(tmpdir(), 'jari-would-be-'))
  try {
    const wouldBe = await wouldBeRelease(checkout, temporary)
    const environments = (await readdir(overlays, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name)
    const checked = await Promise.all([
      checkRelease(wouldBe).then(async (release) => [await conforming(release, sources)]),
      checkPlatform(checkout, sources),
      ...environments.sort().map((environment) => checkEnvironment(join(overlays, environment), wouldBe, sources)),
    ])
    const all = checked.flat()
    const objects = all.reduce((count, one) => count + one.objects.length, 0)
    return { renders: all.length, objects, findings: all.flatMap(({ findings }) => findings) }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

// Releases of the past were judged in their time: of them only the overlay is in question.
async function checkEnvironment(overlay: string, wouldBe: string, sources: SchemaSources): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const options of [{}, { release: wouldBe }]) {
    const { where, objects, findings } = await conforming(await checkOverlay(overlay, options), sources)
    const faults = await kubeScoreFaults(objects, kubernetesVersion, leastReplicas[basename(overlay)])
    checked.push({ where, objects, findings: [...findings, ...faults.map((message) => ({ where, rule: 'kube-score', message }))] })
  }
  for (const release of await others(overlay)) checked.push(await checkOverlay(overlay, { release }))
  return checked
}

async function conforming({ where, objects, findings }: Checked, sources: SchemaSources): Promise<Checked> {
  const faults = await kubeconformFaults(objects, sources)
  return { where, objects, findings: [...findings, ...faults.map((message) => ({ where, rule: 'kubeconform', message }))] }
}

async function others(overlay: string): Promise<string[]> {
  const running = await releaseFolderOf(overlay).then((folder) => basename(folder), () => undefined)
  const releases = (await readdir(join(overlay, '../../releases'))).filter((name) => /^\d/.test(name) && name !== noRelease && name !== running)
  return releases.sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a)).slice(0, rollbacks)
}
