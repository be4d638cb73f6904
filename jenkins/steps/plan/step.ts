import { headOf, mainTip } from '../git/main.ts'
import { forget, leave, type Plan } from '../handoff.ts'
import { defineStep } from '../step.ts'
import { planOf } from './plan.ts'

export const step = defineStep({
  options: { why: { type: 'boolean' } },
  async run(context, { why = false }) {
    const { checkout, settings, say } = context
    await forget(checkout, ['plan', 'images', 'release'])
    const commit = await headOf(checkout)
    const plan = await planOf(checkout, commit, await mainTip(checkout, settings))
    await leave(checkout, 'plan', plan)
    for (const line of summary(plan)) say(line)
    if (why) for (const line of reasons(plan)) say(line)
    return plan
  },
})

function summary(plan: Plan): string[] {
  const from = plan.baseRelease === null ? 'there is no release yet' : `since release ${plan.baseRelease}`
  const promotion = plan.promotion === undefined ? [] : [`this commit promotes ${plan.promotion.release} to ${plan.promotion.environment}`]
  if (plan.nothing && plan.environments.length > 0) return [...promotion, `${plan.commit.slice(0, 7)}: nothing to release; the overlay of ${plan.environments.join(', ')} changed, which acts at once`]
  if (plan.nothing) return [...promotion, `${plan.commit.slice(0, 7)}: nothing to release (${plan.botOnly ? 'only machines changed something' : 'no service and no manifest is touched'} ${from})`]
  const rebuilt = plan.services.length === 0 ? 'no image is rebuilt, manifests changed' : `rebuild ${plan.services.join(', ')}`
  return [...promotion, `${plan.commit.slice(0, 7)}: ${rebuilt} (${from})`]
}

function reasons(plan: Plan): string[] {
  return Object.entries(plan.why).flatMap(([service, causes]) => [`${service}:`, ...causes.map((cause) => `  ${cause}`)])
}
