// The platform's process on the host: the delivery page, the pipeline's queue, the gates of open promotions, and what is built after the first release.
import { join } from 'node:path'
import { readRuns } from './commands/state.ts'
import { buildLaterTools } from './later.ts'
import { readChoice } from './elsewhere/choice.ts'
import { startDelivery } from './delivery/server.ts'
import { startGates } from './pipeline/gates.ts'
import { startQueue } from './pipeline/queue.ts'
import { platformFromEnvironment, paths } from './platform.ts'
import { writeMark } from './process.ts'

const platform = platformFromEnvironment()
let laterBegun = false
/** Once: what only later uses need is built when the first release is out, so that it costs the first start no time. */
async function later(): Promise<void> {
  // a cluster that the user has brings its own
  if (readChoice(platform)) return
  if (laterBegun || !(await readRuns(platform)).some(({ result }) => result === 'success')) return
  laterBegun = true
  await buildLaterTools(platform, console.log)
}
const tryLater = () => void later().catch((error: Error) => console.error(`tools needed later: ${error.message}`))

const queue = await startQueue(platform, { onEvent: ({ type }) => type === 'record' && tryLater() })
tryLater()
const gates = startGates(platform)
const delivery = await startDelivery(platform, { changed: gates.ask })
await writeMark(join(paths(platform).run, 'daemon.pid'))
console.log(`delivery page on ${delivery.url}`)

// `npm start` asks for one more run of main's head when the last one failed
process.on('SIGUSR1', () => void queue.trigger({ again: true }))

let ending = false
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, async () => {
    if (ending) return
    ending = true
    await delivery.close()
    await Promise.all([queue.stop(), gates.stop()])
    process.exit(0)
  })
