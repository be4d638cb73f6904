import { openForge } from '../forge/open.ts'
import { fetchPull } from '../git/pull.ts'
import { mainTip } from '../git/main.ts'
import { Failure, Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { differencesOf } from './differences.ts'
import { comparisonText, mark } from './text.ts'

export const step = defineStep({
  options: { pull: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ checkout, settings, say }, { pull, 'dry-run': dryRun = false }) {
    const number = Number(pull)
    if (!Number.isInteger(number) || number <= 0) throw new Usage(pull === undefined ? '--pull is missing: which pull request' : `--pull must be a number, not "${pull}"`)
    const forge = openForge(settings)
    const request = (await forge.listOpen('')).find((one) => one.number === number)
    if (request === undefined) throw new Failure(`there is no open pull request #${number} to main`)
    const main = await mainTip(checkout, settings)
    await fetchPull(checkout, settings.get('JARI_GIT_URL'), number)
    const environments = await differencesOf(checkout, main, request.commit)
    const text = comparisonText(environments, request.commit)
    if (dryRun) say(text)
    else {
      const me = await forge.user()
      const mine = (await forge.comments(number)).find((comment) => comment.author === me && comment.text.startsWith(mark))
      if (mine === undefined) await forge.comment(number, text)
      else if (mine.text !== text) await forge.editComment(mine.id, text)
      say(`#${number}: ${environments.map(({ environment, atOnce, withNextRelease }) => `${environment} ${atOnce === '' && withNextRelease === '' ? 'stays' : 'changes'}`).join(', ')}`)
    }
    return { pullRequest: number, commit: request.commit, environments }
  },
})
