// The process that checks types for all services of `npm run dev`: answers with the JavaScript of a file, or with what is wrong with it (422).
// Arguments: port, checkout, folder for its own file, then what will be run.
import { createServer } from 'node:http'
import { resolve, sep } from 'node:path'
import { createCompiler } from './compiler.ts'

const [port, checkout = '', folder = '', ...entries] = process.argv.slice(2)
const compiler = createCompiler({ checkout, folder, entries: entries.map((entry) => resolve(checkout, entry)), colour: process.env.FORCE_COLOR === '1' })

createServer((request, response) => {
  const path = resolve(new URL(request.url ?? '/', 'http://types').searchParams.get('file') ?? '')
  if (!path.startsWith(checkout + sep)) return void response.writeHead(404).end()
  const compiled = compiler.compile(path)
  if ('fault' in compiled) response.writeHead(422).end(compiled.fault)
  else response.writeHead(200).end(compiled.source)
}).listen(Number(port), '127.0.0.1')
