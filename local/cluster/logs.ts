import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes from which on a component's log begins anew. */
const limit = 20 * 2 ** 20

/** Keeps each component's log and one before it. The writer appends, so cutting the file under it is safe. */
export function trimLogs(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log'))) {
    const file = join(folder, name)
    if (statSync(file).size < limit) continue
    copyFileSync(file, `${file}.1`)
    truncateSync(file)
  }
}
