/**
 * What a person waits for on a pull request: plan, then every environment rendered and checked by all policies (kubeconform, kube-score
 * and our own rules), on the release it runs, on those it could go back to, and on the one this checkout would give.
 *
 *   npm run bench:plan               aim: 10 s on 2 cores
 *   npm run bench:plan -- --json     prints one JSON object last: { planSeconds, manifestSeconds, seconds, renders, objects }
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { headOf } from '../jenkins/steps/git/main.ts'
import { findingLine } from '../jenkins/steps/manifests/finding.ts'
import { checkManifests } from '../jenkins/steps/manifests/check-manifests.ts'
import { planOf } from '../jenkins/steps/plan/plan.ts'
import type { Platform } from '../local/platform.ts'
import { plainTell } from '../local/progress.ts'
import { ensureTools } from '../local/tools/ensure.ts'

/** Runs the measurement; see above for `args`. */
export async function bench(args: string[], platform: Platform): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  process.env.JARI_BIN ??= await ensureTools(platform, ['kustomize', 'kubeconform', 'kube-score', 'kubernetes', 'argocd'], plainTell(console.log))
  const { checkout } = platform
  const began = performance.now()
  const head = await headOf(checkout)
  await planOf(checkout, head, head)
  const planned = performance.now()
  const { renders, objects, findings } = await checkManifests(checkout)
  const ended = performance.now()
  for (const finding of findings) console.error(findingLine(finding))
  const figures = { planSeconds: (planned - began) / 1_000, manifestSeconds: (ended - planned) / 1_000, seconds: (ended - began) / 1_000, renders, objects }
  console.log(`plan ${figures.planSeconds.toFixed(1)} s, ${renders} renders of ${objects} objects checked in ${figures.manifestSeconds.toFixed(1)} s: ${figures.seconds.toFixed(1)} s (aim: 10) on ${availableParallelism()} cores`)
  if (values.json) console.log(JSON.stringify(figures))
  return findings.length > 0 ? 1 : 0
}
