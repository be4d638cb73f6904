import { mainTip } from '../git/main.ts'
import { environmentAt } from '../gitops/environments.ts'
import { Failure, Usage } from '../outcome.ts'
import { watched } from '../outcomes/watched.ts'
import { defineStep } from '../step.ts'
import { checkAnswers, checkOrdering } from './checks.ts'
import { through } from './entrance.ts'

/** Services with an API of their own; the pages are checked apart. */
const services = ['store', 'order', 'device'] as const

export const step = defineStep({
  options: { env: { type: 'string' } },
  async run(context, { env }) {
    const { checkout, settings, say, now } = context
    if (env === undefined) throw new Usage('--env is missing: which environment to try')
    const began = now()
    const { host } = await environmentAt(checkout, await mainTip(checkout, settings), env)
    const call = through(settings.get('JARI_ENTRANCE'), host)
    return await watched(context, 'smoke', env, async () => {
      try {
        await checkAnswers(call, services)
        const order = await checkOrdering(call)
        const seconds = (now() - began) / 1_000
        say(order === undefined ? `${env}: everything answers; there is no demo shop, so no order was placed` : `${env}: everything answers, order ${order} was placed, seen and cancelled`)
        return { environment: env, host, order: order ?? null, seconds }
      } catch (error) {
        throw error instanceof Failure ? new Failure(`${env}: ${error.message}`) : error
      }
    })
  },
})
