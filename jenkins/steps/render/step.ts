import { join } from 'node:path'
import { overlayFolder, renderedFolder } from '../gitops/layout.ts'
import { route } from '../gitops/route.ts'
import { writeRendered } from '../gitops/transition.ts'
import { render } from '../manifests/render.ts'
import { renderedFileFaults } from '../manifests/rules/rendered-files.ts'
import { Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'

export const step = defineStep({
  options: { env: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ checkout, say }, { env, 'dry-run': dryRun = false }) {
    if (env !== undefined && !route.some(({ environment }) => environment === env)) throw new Usage(`there is no environment "${env}"`)
    const rendered: Record<string, number> = {}
    for (const { environment } of route.filter((stop) => env === undefined || stop.environment === env)) {
      const objects = await render(join(checkout, overlayFolder(environment)))
      rendered[environment] = objects.length
      if (dryRun) {
        const differing = await renderedFileFaults(join(checkout, renderedFolder(environment)), objects)
        say(`${environment}: ${objects.length} objects, ${differing.length} files would change`)
      } else {
        await writeRendered(checkout, environment, objects)
        say(`${environment}: ${objects.length} objects in ${renderedFolder(environment)}`)
      }
    }
    return { rendered }
  },
})
