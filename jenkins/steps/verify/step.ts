import { headOf } from '../git/main.ts'
import { changedFiles, commitOf } from '../git/read.ts'
import { taken, type Plan } from '../handoff.ts'
import { defineStep } from '../step.ts'
import { workspacesAt } from '../workspace/packages.ts'
import { checkAllManifests, checkLint, checkTypes, checkUnitTests } from './checks.ts'
import { scopeOf } from './scope.ts'

export const step = defineStep({
  options: { all: { type: 'boolean' } },
  async run({ checkout, say, now }, { all = false }) {
    const plan = all ? undefined : await taken(checkout, 'plan')
    const scope = scopeOf(plan === undefined ? undefined : await changedSince(checkout, plan), await workspacesAt(checkout, await headOf(checkout)))
    const checks = [
      ...(scope.code ? [() => checkTypes(checkout), () => checkLint(checkout)] : []),
      ...(scope.tests.length > 0 ? [() => checkUnitTests(checkout, scope.tests)] : []),
      ...(scope.manifests ? [() => checkAllManifests(checkout)] : []),
    ]
    if (checks.length === 0) say('nothing to verify: neither code nor manifests changed')
    const done: { said: string; seconds: number }[] = []
    for (const check of checks) {
      const began = now()
      const said = await check()
      const seconds = (now() - began) / 1_000
      say(`${said} (${seconds.toFixed(1)} s)`)
      done.push({ said, seconds })
    }
    return { checks: done, tests: scope.tests }
  },
})

/** The files that differ from the release that the plan counts from; undefined (everything) when there is none or its commit is not here. */
async function changedSince(checkout: string, { commit, sinceCommit }: Plan): Promise<string[] | undefined> {
  if (sinceCommit === null) return undefined
  return (await commitOf(checkout, sinceCommit)) === undefined ? undefined : await changedFiles(checkout, sinceCommit, commit)
}
