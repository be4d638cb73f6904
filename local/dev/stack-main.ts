// All services on a free port, for tests that need all of them: `node local/dev/stack-main.ts FOLDER`.
// Sends `{ url, staffPassword, deviceToken }` to its parent when they are ready, and ends with it.
import { once } from 'node:events'
import { resolve } from 'node:path'
import './end-with-parent.ts'
import { prefixedLog } from './log.ts'
import { startStack } from './stack.ts'

const [folder] = process.argv.slice(2)
if (!folder || !process.send) throw new Error('this is started by a test, with a folder as its argument')
const stopped = once(process, 'SIGTERM')
const log = prefixedLog((text) => process.stderr.write(text), false)
const stack = await startStack({ checkout: resolve(import.meta.dirname, '../..'), folder, port: 0, checked: false, notice: 'preview', log })
const failed = await stack.started
if (failed.length) throw new Error(`${failed.join(', ')} did not start`)
process.send({ url: stack.url, staffPassword: stack.secrets.staffPassword, deviceToken: stack.secrets.deviceToken })
await stopped
await stack.stop()
process.exit(0)
