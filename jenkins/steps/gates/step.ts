import { defineStep } from '../step.ts'
import { evaluateOpen } from './evaluate.ts'

export const step = defineStep({
  options: { 'dry-run': { type: 'boolean' } },
  async run(context, { 'dry-run': dryRun = false }) {
    const pullRequests = await evaluateOpen(context, dryRun)
    if (pullRequests.length === 0) context.say('no pull request is open')
    for (const { number, branch, state, description, refusals = [] } of pullRequests) {
      context.say(`#${number} ${branch}: ${state}: ${description}`)
      for (const { reason } of refusals.slice(1)) context.say(`  ${reason}`)
    }
    return { pullRequests }
  },
})
