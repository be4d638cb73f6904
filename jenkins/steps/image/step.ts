import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Handoff, leave, type Plan, take } from '../handoff.ts'
import { requiredDigest } from '../registry/registry.ts'
import { type Context, defineStep } from '../step.ts'
import { takeSigningKey } from '../supply/key.ts'
import { bomAt } from '../supply/sbom.ts'
import { signImage } from '../supply/signature.ts'
import { buildImage } from './build.ts'
import { buildContext } from './context.ts'

/** Images that no service of ours is built from, by name and tag: their digest is taken when no release has it yet. */
const foreign = { mariadb: '10.11' } as const

export const step = defineStep({
  options: { 'dry-run': { type: 'boolean' } },
  async run(context, { 'dry-run': dryRun = false }) {
    const plan = await take(context.checkout, 'plan', 'plan')
    if (dryRun) {
      context.say(plan.services.length === 0 ? 'no image would be built' : `would build ${plan.services.join(', ')}`)
      return { images: plan.baseImages, rebuilt: plan.services }
    }
    return { images: await buildImages(context, plan), rebuilt: plan.services }
  },
})

/** Builds the images that a plan asks for, keeps the others, and leaves all digests for the release. */
export async function buildImages({ checkout, settings, say, now }: Context, plan: Plan): Promise<Handoff<'images'>> {
  const cache = join(settings.optional('JARI_CACHE') ?? join(homedir(), '.cache/jari'), 'image')
  const images: Handoff<'images'> = { ...plan.baseImages }
  const absent = Object.entries(foreign).filter(([name]) => images[name] === undefined)
  // a change of manifests alone needs no registry
  const registry = plan.services.length + absent.length === 0 ? '' : settings.get('JARI_REGISTRY')
  for (const [name, tag] of absent) images[name] = { digest: await requiredDigest(registry, `jari/${name}`, tag, 'which the databases run') }
  const base = plan.services.length === 0 ? '' : await requiredDigest(registry, 'jari/node', '24', 'which services are built on')
  const key = takeSigningKey(settings)
  const built = new Map<string, string>()
  const left = [...plan.services]
  const build = async () => {
    for (let service = left.shift(); service !== undefined; service = left.shift()) {
      const began = now()
      await using context = await buildContext(checkout, plan.commit, service, cache)
      const digest = await buildImage(context, { registry, service, tag: plan.commit.slice(0, 12), nodeImage: `${registry}/jari/node@${base}`, cache })
      if (key !== undefined) await signImage({ registry, repository: `jari/${service}`, digest }, await bomAt(checkout, plan.commit, service), key)
      built.set(service, digest)
      say(`${service}: ${digest}${key === undefined ? '' : ', signed'} (${((now() - began) / 1000).toFixed(1)} s)`)
    }
  }
  // each writes, compresses and sends in turns: two fill each other's gaps
  const failed = (await Promise.allSettled([build(), build()])).find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  for (const service of plan.services) images[service] = { digest: built.get(service)!, sourceCommit: plan.commit }
  const kept = Object.keys(images).filter((name) => !plan.services.includes(name))
  if (kept.length > 0) say(`unchanged: ${kept.join(', ')}`)
  await leave(checkout, 'images', images)
  return images
}
