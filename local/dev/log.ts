import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Writes one line of what `source` (a service, or the runner itself) says. */
export type Log = (source: string, line: string) => void

const colours = [36, 33, 32, 35, 34, 96, 93, 92]

/** A log that prefixes each line with the time and its source, coloured when `colour`. */
export function prefixedLog(write: (text: string) => void, colour: boolean, now: () => Date = () => new Date()): Log {
  const seen: string[] = []
  return (source, line) => {
    if (!seen.includes(source)) seen.push(source)
    const time = now().toTimeString().slice(0, 8)
    const prefix = `${time} ${source.padEnd(9)}`
    const shown = readable(line).replaceAll('\n', '\n  ')
    write(`${colour ? `\x1b[${colours[seen.indexOf(source) % colours.length]}m${prefix}\x1b[0m` : prefix} ${shown}\n`)
  }
}

/** What a person at a terminal has no use for: the line's prefix says it, or only a search over many machines' logs needs it. */
const unsaid = new Set(['time', 'service', 'requestId', 'traceId'])

/** A line of JSON log (pino) as people read it: level, message, and what happened; other lines as they are. */
export function readable(line: string): string {
  if (!line.startsWith('{')) return line
  let entry: Record<string, unknown>
  try {
    entry = JSON.parse(line) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return line
    throw error
  }
  const { level, msg, err, ...rest } = entry
  if (msg === 'request') return [level === 'info' ? '' : level, rest.method, rest.path, rest.status, `${rest.ms} ms`].filter(Boolean).join(' ')
  const details = Object.entries(rest)
    .filter(([key, value]) => !unsaid.has(key) && value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
  const stack = err && typeof err === 'object' && 'stack' in err ? `\n${String(err.stack)}` : ''
  return [level === 'info' ? '' : level, msg, ...details].filter(Boolean).join(' ') + stack
}

/** Hands each line of a stream to the log. */
export function logLines(stream: Readable | null, source: string, log: Log): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => log(source, line))
}
