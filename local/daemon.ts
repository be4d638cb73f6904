// The platform's process on the host: the delivery page, the pipeline's queue, and what is built after the first release.
import { join } from 'node:path'
import { startDelivery } from './delivery/server.ts'
import { startQueue } from './pipeline/queue.ts'
import { platformFromEnvironment, paths } from './platform.ts'
import { writeMark } from './process.ts'

const platform = platformFromEnvironment()
const queue = await startQueue(platform)
const delivery = await startDelivery(platform)
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
    await queue.stop()
    process.exit(0)
  })
