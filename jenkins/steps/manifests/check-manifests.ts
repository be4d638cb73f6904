import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { noRelease } from '../gitops/layout.ts'
import { checkOverlay } from './check-overlay.ts'
import { checkPlatform } from './check-platform.ts'
import { checkRelease } from './check-release.ts'
import type { Finding } from './finding.ts'
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
 * and on the release that the checkout as it stands would give; that release by itself; and the platform.
 * Throws a Failure when a tool or the schemas are missing.
 */
export async function checkManifests(checkout: string): Promise<CheckedManifests> {
  const overlays = join(checkout, 'gitops', 'overlays')
  const sources = await schemaSources(checkout)
  const temporary = await mkdtemp(join(tmpdir(), 'jari-would-be-'))
  try {
    const wouldBe = await wouldBeRelease(checkout, temporary)
    const environments = (await readdir(overlays)).sort()
    const [release, platform, ...checked] = await Promise.all([
      checkRelease(wouldBe),
      checkPlatform(checkout, sources),
      ...environments.map((environment) => checkEnvironment(join(overlays, environment), wouldBe, sources)),
    ])
    const results = [platform, ...checked]
    return {
      renders: sum(results.map(({ renders }) => renders)),
      objects: sum(results.map(({ objects }) => objects)),
      findings: [...release, ...results.flatMap(({ findings }) => findings)],
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

async function checkEnvironment(overlay: string, wouldBe: string, sources: SchemaSources): Promise<CheckedManifests> {
  const findings: Finding[] = []
  const releases = [undefined, wouldBe, ...(await others(overlay))]
  let count = 0
  for (const release of releases) {
    const { where, objects, findings: found } = await checkOverlay(overlay, release === undefined ? {} : { release })
    const add = (rule: string, faults: readonly string[]) => findings.push(...faults.map((message) => ({ where, rule, message })))
    findings.push(...found)
    add('kubeconform', await kubeconformFaults(objects, sources))
    add('kube-score', await kubeScoreFaults(objects, kubernetesVersion, leastReplicas[basename(overlay)]))
    count += objects.length
  }
  return { renders: releases.length, objects: count, findings }
}

async function others(overlay: string): Promise<string[]> {
  const running = await releaseFolderOf(overlay).then((folder) => basename(folder), () => undefined)
  const releases = (await readdir(join(overlay, '../../releases'))).filter((name) => /^\d/.test(name) && name !== noRelease && name !== running)
  return releases.sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a)).slice(0, rollbacks)
}
