import { defineStep } from '../step.ts'
import { carryOn } from './carry-on.ts'
import { evaluateOpen } from './evaluate.ts'

export const step = defineStep({
  options: { 'carry-on': { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(context, { 'carry-on': further = false, 'dry-run': dryRun = false }) {
    const pullRequests = await evaluateOpen(context, dryRun)
    if (pullRequests.length === 0) context.say('no pull request is open')
    for (const { number, branch, state, description, refusals = [] } of pullRequests) {
      context.say(`#${number} ${branch}: ${state}: ${description}`)
      for (const { reason } of refusals.slice(1)) context.say(`  ${reason}`)
    }
    const carriedOn = further ? await carryOn(context, dryRun) : []
    for (const { environment, release, outcome, reasons } of carriedOn) context.say(`${environment}: ${release}: ${outcome}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`)
    return { pullRequests, carriedOn }
  },
})
