import { parseArgs } from 'node:util'
import { nodeStatus } from '../cluster/node.ts'
import { isUp } from '../background.ts'
import { readChoice, type Choice } from '../elsewhere/choice.ts'
import type { Platform } from '../platform.ts'
import type { EnvironmentState } from './state.ts'
import { deliveryState } from './state.ts'

type Component = { name: string; running: boolean; pid: number | null }
export type Status = {
  environments: { name: string; release: string; sync: string; health: string; url: string }[]
  components: Component[]
  platform: { state: string; ports: Platform['ports']; running: boolean; elsewhere?: Choice }
}

/** What runs of this platform now; environments are empty when the delivery page is down. */
export async function readStatus(platform: Platform): Promise<Status> {
  const daemon = await isUp(platform, 'daemon')
  const elsewhere = readChoice(platform)
  const here = elsewhere ? { components: [], running: daemon } : await nodeOf(platform)
  const components: Component[] = [...here.components, { name: 'delivery', running: daemon, pid: null }]
  let environments: EnvironmentState[] = []
  if (daemon) environments = (await deliveryState(platform)).environments
  return {
    environments: environments.map(({ name, release, sync, health, url }) => ({ name, release, sync, health, url })),
    components,
    platform: { state: platform.state, ports: platform.ports, running: here.running, ...(elsewhere ? { elsewhere } : {}) },
  }
}

/** The node of a platform on this machine, and the preview. */
async function nodeOf(platform: Platform): Promise<{ components: Component[]; running: boolean }> {
  const node = await nodeStatus(platform)
  const components = node.components.map(({ name, running, pid }) => ({ name, running, pid: pid ?? null }))
  return { components: [...components, { name: 'preview', running: await isUp(platform, 'preview'), pid: null }], running: node.running }
}

/** `npm run status [-- --json]`: exit 0 if every environment is Healthy, 1 if not. */
export async function status(platform: Platform, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const now = await readStatus(platform)
  if (values.json) console.log(JSON.stringify(now))
  else {
    for (const { name, release, sync, health, url } of now.environments) console.log(`${name.padEnd(8)} ${release.padEnd(14)} ${sync.padEnd(10)} ${health.padEnd(12)} ${url}`)
    const down = now.components.filter(({ name, running }) => !running && name !== 'preview')
    const { elsewhere } = now.platform
    if (elsewhere) console.log(`${now.platform.running ? 'The pipeline and the delivery page run here' : 'Nothing runs here (npm start)'}; the rest is on ${elsewhere.context}, ${elsewhere.registry}, ${elsewhere.git}`)
    else if (!now.platform.running) console.log('The platform does not run. npm start')
    else if (down.length > 0) console.log(`not running: ${down.map(({ name }) => name).join(', ')}`)
    else console.log(`all ${now.components.filter(({ name }) => name !== 'preview').length} components run; delivery page http://localhost:${platform.ports.delivery}`)
  }
  return now.environments.length > 0 && now.environments.every(({ health }) => health === 'Healthy') ? 0 : 1
}
