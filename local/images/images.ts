import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Platform } from '../platform.ts'
import { writeLayer } from './layer.ts'
import { imageFormat, imageIn, writeImage } from './oci.ts'
import { digestInRegistry, pushImage } from './push.ts'
import { recipes, type Layer, type Recipe } from './recipe.ts'

/** Digest of each base image by its name (`node`, `mariadb`, `coredns`, …). */
export type ImageDigests = Readonly<Record<string, string>>

/** Which images, by name, and the registry they go to as host:port. */
export type Wanted = { readonly registry?: string; readonly names?: readonly string[] }

/**
 * Builds each base image (or those named) once per version into the cache and pushes those that the registry lacks: the platform's own
 * unless told otherwise. The registry has to serve. An image whose program has not been built yet (metrics-server comes later) is left out. Returns the digests, `sha256:…`.
 */
export async function ensureImages(platform: Platform, report: (line: string) => void, { registry = `127.0.0.1:${platform.ports.registry}`, names }: Wanted = {}): Promise<ImageDigests> {
  const digests: Record<string, string> = {}
  const wanted = recipes(platform).filter(({ name }) => names === undefined || names.includes(name))
  for (const recipe of wanted.filter(buildable)) {
    const layout = join(platform.cache, 'images', `${recipe.name}-${recipe.tag}-${await keyOf(recipe)}`)
    const digest = imageIn(layout) ?? (await build(recipe, layout, report))
    const target = { registry, name: `jari/${recipe.name}`, tag: recipe.tag }
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
  forgetOld(dirname(layout), recipe)
  return digest
}

/** Changes when the recipe or the content of one of its files does; where the files lie does not matter. */
async function keyOf(recipe: Recipe): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ ...recipe, imageFormat, layers: recipe.layers.map((layer) => ('files' in layer ? Object.keys(layer.files) : layer)) }))
  for (const file of filesOf(recipe)) await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash, { end: false })
  return hash.digest('hex').slice(0, 16)
}

/** Removes builds of an image that newer ones have followed; a few stay, as other platforms of this machine may be older. */
function forgetOld(folder: string, recipe: Recipe): void {
  const builds = readdirSync(folder)
    .filter((name) => new RegExp(`^${recipe.name}-${recipe.tag}-[0-9a-f]{16}$`).test(name))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
  for (const { path } of builds.slice(kept)) rmSync(path, { recursive: true, force: true })
}

const kept = 3
