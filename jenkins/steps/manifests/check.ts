import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { causeOf } from './cause.ts'
import { checkManifests } from './check-manifests.ts'
import { findingLine } from './finding.ts'

const usage = `Checks the manifests of a checkout: every overlay on the release it runs, on those it could go back to, and on the release
that the checkout as it stands would give; the platform; kubeconform and kube-score on what each gets.

  node jenkins/steps/manifests/check.ts [--checkout FOLDER] [--json]

Needs kustomize, kubeconform and kube-score on the PATH or in the folder JARI_BIN. Exits with 1 when something is wrong.
`

const { values } = parseArgs({
  options: { checkout: { type: 'string', default: resolve(import.meta.dirname, '../../..') }, json: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (values.help) process.stdout.write(usage)
else await check(resolve(values.checkout))

async function check(checkout: string): Promise<void> {
  try {
    const { renders, objects, findings } = await checkManifests(checkout)
    for (const finding of findings) process.stderr.write(`${findingLine(finding)}\n`)
    process.stdout.write(values.json ? `${JSON.stringify({ renders, objects, findings })}\n` : `${renders} renders, ${objects} objects, ${findings.length} findings\n`)
    process.exitCode = findings.length > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`${causeOf(error)}\n`)
    process.exitCode = 1
  }
}
