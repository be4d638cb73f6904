// The preview as a process of its own: writes `<state>/run/preview.pid` when it is ready, ends on SIGTERM with all its children.
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { paths, platformFromEnvironment } from '../platform.ts'
import { writeMark } from '../process.ts'
import { startPreview } from './preview.ts'

const platform = platformFromEnvironment()
const mark = join(paths(platform).run, 'preview.pid')
const ended = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
const preview = await startPreview(platform).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
await writeMark(mark)
console.log(`preview at ${preview.url} (staff: jiwoo, password ${preview.staffPassword})`)
await ended
await preview.stop()
await rm(mark, { force: true })
process.exit(0)
