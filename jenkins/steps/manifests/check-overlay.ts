import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { causeOf } from './cause.ts'
import type { Checked, Finding } from './finding.ts'
import { readKustomization } from './kustomization.ts'
import type { KubeObject } from './object.ts'
import { withOverlayCopy } from './overlay-copy.ts'
import { type RenderOptions, releaseFolderOf, render } from './render.ts'
import { environmentFaults } from './rules/environment.ts'
import { hostFaults } from './rules/hosts.ts'
import { imageFaults } from './rules/images.ts'
import { kindFaults } from './rules/kinds.ts'
import { patchMakesFaults, patchTargetFaults } from './rules/patches.ts'
import { podFaults } from './rules/pods.ts'
import { releaseLabelFaults } from './rules/release-label.ts'
import { renderedFileFaults, runningFileFaults } from './rules/rendered-files.ts'
import { replacementFaults } from './rules/replacements.ts'
import { selectorFaults } from './rules/selectors.ts'
import { sourceFaults } from './rules/sources.ts'

/**
 * Checks what an environment gets, on the release it runs or on another one.
 * With the empty release there is nothing to patch: only that it renders, and that the rendered files are right.
 *
 * @param overlay the overlay's folder, `…/gitops/overlays/<environment>`
 * @param options `release`: another release than the link's; the committed rendered files are compared only without it
 */
export async function checkOverlay(overlay: string, options: RenderOptions = {}): Promise<Checked> {
  const environment = basename(overlay)
  const findings: Finding[] = []
  let where = `overlays/${environment}`
  const add = (rule: string, faults: readonly string[]) => findings.push(...faults.map((message) => ({ where, rule, message })))
  let objects: KubeObject[] = []
  try {
    const release = await releaseFolderOf(overlay, options.release)
    where = `overlays/${environment} on ${basename(release)}`
    add('environment', await environmentFaults(overlay))
    const foreign = await sourceFaults(overlay)
    add('sources', foreign)
    // nothing is built that would be fetched from elsewhere
    if (foreign.length > 0) return { where, objects, findings }
    objects = await render(overlay, options)
    const { namespace = '' } = await readKustomization(overlay)
    add('kinds', kindFaults(objects, namespace))
    add('pods', podFaults(objects))
    add('hosts', await hostFaults(overlay, objects))
    add('images', imageFaults(objects, await registryOf(overlay)))
    add('release-label', releaseLabelFaults(objects, basename(release)))
    add('selectors', selectorFaults(objects))
    if (objects.length > 0)
      await withOverlayCopy(resolve(overlay), release, async (copy) => {
        add('patches', await patchTargetFaults(copy, copy))
        add('patches', await patchMakesFaults(copy, objects))
        add('replacements', await replacementFaults(copy, objects))
      })
    if (options.release === undefined) {
      const rendered = join(gitopsOf(overlay), 'rendered', environment)
      add('rendered', await renderedFileFaults(rendered, objects))
      add('rendered', await runningFileFaults(rendered, environment, basename(release)))
    }
  } catch (error) {
    add('renders', [causeOf(error)])
  }
  return { where, objects, findings }
}

const gitopsOf = (overlay: string) => dirname(dirname(resolve(overlay)))

async function registryOf(overlay: string): Promise<string> {
  const installation = parse(await readFile(join(gitopsOf(overlay), 'platform', 'installation.yaml'), 'utf8')) as { data: { registry: string } }
  return installation.data.registry
}
