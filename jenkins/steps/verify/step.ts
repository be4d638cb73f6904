import { headOf } from '../git/main.ts'
import { changedFiles, commitOf } from '../git/read.ts'
import { taken, type Plan } from '../handoff.ts'
import { defineStep } from '../step.ts'
import { workspacesAt } from '../workspace/packages.ts'
import { verifyChange } from './change.ts'
import { ownPlace } from './place.ts'
import { runChecks } from './run-checks.ts'
import { scopeOf } from './scope.ts'

export const step = defineStep({
  options: { all: { type: 'boolean' }, change: { type: 'string' } },
  async run(context, { all = false, change }) {
    if (change !== undefined) return await verifyChange(context, change)
    const { checkout } = context
    const head = await headOf(checkout)
    const plan = all ? undefined : await taken(checkout, 'plan')
    const scope = scopeOf(plan === undefined ? undefined : await changedSince(checkout, plan), await workspacesAt(checkout, head))
    return { checks: await runChecks(context, ownPlace(checkout), scope, { checkout, commit: head }), tests: scope.tests }
  },
})

/** The files that differ from the release that the plan counts from; undefined (everything) when there is none or its commit is not here. */
async function changedSince(checkout: string, { commit, sinceCommit }: Plan): Promise<string[] | undefined> {
  if (sinceCommit === null) return undefined
  return (await commitOf(checkout, sinceCommit)) === undefined ? undefined : await changedFiles(checkout, sinceCommit, commit)
}
