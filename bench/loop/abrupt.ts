import { setTimeout as sleep } from 'node:timers/promises'
import { apply, kubectl, read } from '../../local/cluster/kubectl.ts'
import { startLoad } from '../../e2e/load.ts'
import type { TestPlatform } from '../../e2e/platform.ts'
import { Shop } from '../../e2e/shop.ts'
import { abruptCopy, type Deployment } from './abrupt-copy.ts'
import { line } from './figures.ts'
import { rate } from './push.ts'

const namespace = 'jari-dev'
const host = 'abrupt.jari.localhost'
const restarts = 3

/** The same load as during a rolling update, on a copy of the order service that drains nothing, while it is restarted: some requests have to fail, or the measurement of the real one shows nothing. */
export async function measureAbrupt({ platform }: TestPlatform, say: (line: string) => void) {
  const order = await read<Deployment>(platform, ['deployment', 'order', `--namespace=${namespace}`])
  if (!order) throw new Error('dev has no Deployment order')
  const objects = abruptCopy(order, host)
  const rollout = () => kubectl(platform, ['rollout', 'status', 'deployment/abrupt', `--namespace=${namespace}`, '--timeout=120s'])
  try {
    await apply(platform, objects, { namespace, manager: 'bench' })
    await rollout()
    await answers(platform.ports.entrance)
    const load = await startLoad(platform.ports.entrance, host, rate)
    try {
      for (let i = 0; i < restarts; i++) {
        await kubectl(platform, ['rollout', 'restart', 'deployment/abrupt', `--namespace=${namespace}`])
        await rollout()
        // rollout returns while the old pod still ends
        await sleep(5000)
      }
    } finally {
      await load.stop()
    }
    const abrupt = await load.stop()
    say(line('failed without preStop and drain', `${abrupt.failed} of ${abrupt.sent}`, `in ${restarts} restarts`, 'some'))
    return { abrupt }
  } finally {
    const names = objects.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`)
    await kubectl(platform, ['delete', ...names, `--namespace=${namespace}`, '--ignore-not-found', '--wait=true'])
  }
}

/** Waits until the entrance knows the copy. */
async function answers(port: number): Promise<void> {
  const shop = new Shop(port, host)
  const until = Date.now() + 60_000
  try {
    for (;;) {
      const { status } = await shop.call('GET', '/order/openapi.json')
      if (status === 200) return
      if (Date.now() > until) throw new Error(`the copy of the order service answers ${status} after a minute`)
      await sleep(250)
    }
  } finally {
    shop.close()
  }
}
