import { execFile } from 'node:child_process'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { platformFromEnvironment } from '../../local/platform.ts'
import { testPlatform } from '../platform.ts'
import { deliveryJourney } from './journey.ts'

const run = promisify(execFile)

/**
 * On a platform that runs already when JARI_E2E_CLONE names a person's checkout of it (with JARI_STATE and JARI_PORT as for every command),
 * else on one of its own.
 */
test('a pushed change is followed on the delivery page to prod, which the release manager approves there', async (t) => {
  const clone = process.env.JARI_E2E_CLONE
  if (clone !== undefined) {
    const git = async (...args: string[]) => (await run('git', args, { cwd: clone })).stdout
    await deliveryJourney({ platform: platformFromEnvironment(), change: () => push(clone, git) })
    return
  }
  const own = await testPlatform()
  t.after(() => own.remove())
  await own.npm('start')
  await deliveryJourney({ platform: own.platform, change: () => push(own.clone, own.git) })
})

/** A line in the order service that changes nothing but its image. */
async function push(clone: string, git: (...args: string[]) => Promise<string>): Promise<string> {
  await appendFile(join(clone, 'apps/order/main.ts'), `// followed on the delivery page, ${new Date().toISOString()}\n`)
  await git('commit', '--quiet', '-m', 'Touch the order service', '--', 'apps/order/main.ts')
  await git('push', '--quiet', 'platform', 'HEAD:main')
  return (await git('rev-parse', 'HEAD')).trim()
}
