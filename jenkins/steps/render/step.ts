import { join } from 'node:path'
import { overlayFolder, renderedFolder } from '../gitops/layout.ts'
import { route } from '../gitops/route.ts'
import { writeRendered } from '../gitops/transition.ts'
import { render } from '../manifests/render.ts'
import { Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'

export const step = defineStep({
  options: { env: { type: 'string' } },
  async run({ checkout, say }, { env }) {
    if (env !== undefined && !route.some(({ environment }) => environment === env)) throw new Usage(`there is no environment "${env}"`)
    const rendered: Record<string, number> = {}
    for (const { environment } of route.filter((stop) => env === undefined || stop.environment === env)) {
      const objects = await render(join(checkout, overlayFolder(environment)))
      await writeRendered(checkout, environment, objects)
      rendered[environment] = objects.length
      say(`${environment}: ${objects.length} objects in ${renderedFolder(environment)}`)
    }
    return { rendered }
  },
})
