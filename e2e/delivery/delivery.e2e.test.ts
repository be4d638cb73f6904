import { test } from 'node:test'
import { platformFromEnvironment } from '../../local/platform.ts'
import { push, touch } from '../loop/change.ts'
import { output, testPlatform, type TestPlatform } from '../platform.ts'
import { deliveryJourney } from './journey.ts'

/**
 * On a platform that runs already when JARI_E2E_CLONE names a person's checkout of it (with JARI_STATE and JARI_PORT as for every command),
 * else on one of its own.
 */
test('a pushed change is followed on the delivery page to prod, which the release manager approves there', async (t) => {
  const clone = process.env.JARI_E2E_CLONE
  const shop = clone === undefined ? await testPlatform() : running(clone)
  t.after(() => shop.remove())
  if (clone === undefined) await shop.npm('start')
  await deliveryJourney({
    platform: shop.platform,
    change: async () => {
      await touch(shop, 'order', `followed on the delivery page, ${new Date().toISOString()}`)
      return push(shop, 'Touch the order service')
    },
  })
})

/** A platform that somebody else started, and ends. */
function running(clone: string): TestPlatform {
  return {
    platform: { ...platformFromEnvironment(), checkout: clone },
    clone,
    npm: (...args) => output('npm', args, clone),
    git: (...args) => output('git', args, clone),
    remove: async () => {},
  }
}
