import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import type { Checked, Finding } from './finding.ts'
import { writeKustomization } from './kustomization.ts'
import { build } from './kustomize.ts'
import { causeOf } from './cause.ts'
import { patchTargetFaults } from './rules/patches.ts'
import { releaseImageFaults } from './rules/release-images.ts'
import { sourceFaults } from './rules/sources.ts'

/** Checks a release by itself, all components at once: it renders, its patches hit, its images are those that its pods name. */
export async function checkRelease(release: string): Promise<Checked> {
  const where = `releases/${basename(release)}`
  const temporary = await mkdtemp(join(tmpdir(), 'jari-release-'))
  try {
    const copy = join(temporary, 'release')
    const root = join(temporary, 'all')
    await cp(release, copy, { recursive: true })
    await mkdir(root)
    const components = await folders(join(copy, 'components'))
    await writeKustomization(root, { resources: ['../release/base'], components: components.map((name) => `../release/components/${name}`) })
    const parts = [join(copy, 'base'), ...components.map((name) => join(copy, 'components', name))]
    const findings: Finding[] = []
    const add = (rule: string, faults: string[]) => findings.push(...faults.map((message) => ({ where, rule, message })))
    const foreign = await sourceFaults(copy)
    add('sources', foreign)
    if (foreign.length > 0) return { where, objects: [], findings }
    const objects = await build(root)
    add('images', await releaseImageFaults(parts, root))
    for (const folder of await kustomizations(copy))
      add('patches', (await patchTargetFaults(folder, root)).map((fault) => `${relative(copy, folder)}: ${fault}`))
    return { where, objects, findings }
  } catch (error) {
    return { where, objects: [], findings: [{ where, rule: 'renders', message: causeOf(error) }] }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function folders(folder: string): Promise<string[]> {
  return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
}

async function kustomizations(folder: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => basename(file) === 'kustomization.yaml')
  return files.map((file) => join(folder, dirname(file))).sort()
}
