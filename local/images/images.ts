import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'
import { writeLayer } from './layer.ts'
import { imageFormat, imageIn, writeImage } from './oci.ts'
import { digestInRegistry, pushImage } from './push.ts'
import { recipes, type Layer, type Recipe } from './recipe.ts'

/** Digest of each base image by its name (`node`, `mariadb`, `coredns`, …). */
export type ImageDigests = Readonly<Record<string, string>>

/**
 * Builds each base image once per version into the cache and pushes those that this platform's registry lacks.
 * The registry has to serve. An image whose program has not been built yet (metrics-server comes later) is left out. Returns the digests, `sha256:…`.
 */
export async function ensureImages(platform: Platform, report: (line: string) => void): Promise<ImageDigests> {
  const digests: Record<string, string> = {}
  for (const recipe of recipes(platform).filter(buildable)) {
    const layout = join(platform.cache, 'images', `${recipe.name}-${recipe.tag}-${keyOf(recipe)}`)
    const digest = imageIn(layout) ?? (await build(recipe, layout, report))
    const target = { registry: `127.0.0.1:${platform.ports.registry}`, name: `jari/${recipe.name}`, tag: recipe.tag }
    if ((await digestInRegistry(target)) !== digest) await pushImage(layout, target)
    digests[recipe.name] = digest
  }
  return digests
}

const filesOf = (recipe: Recipe) => recipe.layers.flatMap((layer: Layer) => ('files' in layer ? Object.values(layer.files) : []))

function buildable(recipe: Recipe): boolean {
  const absent = filesOf(recipe).filter((file) => !existsSync(file))
  if (absent.length > 0 && !recipe.later) throw new Error(`the image ${recipe.name} needs ${absent.join(', ')}`)
  return absent.length === 0
}

async function build(recipe: Recipe, layout: string, report: (line: string) => void): Promise<string> {
  report(`building the base image ${recipe.name}:${recipe.tag}`)
  const made = `${layout}.${process.pid}`
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { recursive: true })
  const tars: string[] = []
  for (const [i, layer] of recipe.layers.entries()) {
    const tar = join(made, `layer-${i}.tar`)
    await writeLayer(layer, tar)
    tars.push(tar)
  }
  const digest = await writeImage(made, tars, recipe)
  for (const tar of tars) rmSync(tar)
  rmSync(layout, { recursive: true, force: true })
  renameSync(made, layout)
  return digest
}

/** Changes when the recipe or one of the files in it does. Files are told apart by place, size and time: reading them would take seconds at each start. */
function keyOf(recipe: Recipe): string {
  const stamps = filesOf(recipe).map((file) => {
    const { size, mtimeMs } = statSync(file)
    return [realpathSync(file), size, mtimeMs]
  })
  return createHash('sha256').update(JSON.stringify([imageFormat, recipe, stamps])).digest('hex').slice(0, 16)
}
