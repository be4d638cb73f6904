import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs, promisify } from 'node:util'
import { storageOf } from '../../jenkins/steps/image/build.ts'
import { addressesOf } from '../addresses.ts'
import { readChoice } from '../elsewhere/choice.ts'
import type { Platform } from '../platform.ts'
import { stop } from './stop.ts'

const run = promisify(execFile)

/** `npm run reset [-- --yes]`: stops the platform and deletes all its state, orders and git history included; built tools stay. */
export async function reset(platform: Platform, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } } })
  const elsewhere = readChoice(platform)
  const what = elsewhere ? `what this machine keeps of the platform on ${elsewhere.context}: tokens, runs and their logs; nothing in the cluster` : 'all orders, releases and git history of this platform'
  if (!values.yes) {
    if (!process.stdin.isTTY) throw new Error(`reset deletes ${what} (${platform.state}): say so with npm run reset -- --yes`)
    const prompt = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await prompt.question(`Delete ${what} (${platform.state})? Type yes: `)
    prompt.close()
    if (answer.trim() !== 'yes') {
      console.log('Nothing was deleted.')
      return 1
    }
  }
  const { registry } = addressesOf(platform)
  await stop(platform, [])
  // what was built for a registry that is no more
  await rm(storageOf(join(platform.cache, 'image'), registry), { recursive: true, force: true })
  await rm(platform.state, { recursive: true, force: true })
  await removeRemote(platform)
  console.log(`Deleted ${platform.state}. Built tools stay in ${platform.cache}.`)
  return 0
}

/** Takes the git remote `platform` out of the checkout if it points at this platform. */
async function removeRemote(platform: Platform): Promise<void> {
  const address = await run('git', ['-C', platform.checkout, 'remote', 'get-url', 'platform']).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
  if (!address.includes(`:${platform.ports.gitea}/`)) return
  await run('git', ['-C', platform.checkout, 'remote', 'remove', 'platform'])
}

