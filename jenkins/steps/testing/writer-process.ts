import { write } from '../writer/writer.ts'
import { appendLine } from './append-line.ts'

// One writer as a process of its own: URL, folder for its repositories, edit ids. Prints one outcome a line.
const [url = '', cache = '', ...ids] = process.argv.slice(2)
for (const id of ids) {
  const { outcome, attempts } = await write({ url, cache }, appendLine(id), { attempts: 200, first: 20, longest: 500 })
  console.log(`${id} ${outcome} ${attempts}`)
}
