import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stopBackground } from '../background.ts'
import { stopNode } from '../cluster/node.ts'
import { readChoice } from '../elsewhere/choice.ts'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import { endProcess, runningMark } from '../process.ts'

/** `npm stop`: ends everything that this platform runs; orders, releases and git history stay in the state folder. */
export async function stop(platform: Platform, args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  const starting = await runningMark(join(paths(platform).run, 'start.lock'))
  if (starting && starting.pid !== process.pid) {
    console.log(`ending the npm start of process ${starting.pid}`)
    await endProcess(starting, 5000)
  }
  await stopBackground(platform, 'preview')
  await stopBackground(platform, 'daemon')
  const elsewhere = readChoice(platform)
  if (elsewhere) {
    console.log(`Stopped what ran on this machine; nothing in the cluster ${elsewhere.context} was touched. npm start goes on from here.`)
    return 0
  }
  await stopNode(platform)
  console.log('Stopped. Orders, releases and git history are kept; npm start goes on from here.')
  return 0
}
