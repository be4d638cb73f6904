import { destination, pino, stdSerializers } from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type Log = Logger

/**
 * JSON lines on stdout (or `destination`): level as a word, ISO time, service, msg.
 * Anything named like a credential is replaced, wherever it was put in.
 */
export function createLog(options: { service: string; level?: string; destination?: DestinationStream }): Log {
  const settings = {
    level: options.level ?? 'info',
    base: { service: options.service },
    timestamp: isoTime(),
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: stdSerializers.err },
    redact: {
      paths: ['authorization', 'password', 'token', 'seatToken', 'accessToken', '*.authorization', '*.password', '*.token', '*.seatToken', '*.accessToken'],
      censor: '[redacted]',
    },
  }
  return pino(settings, options.destination ?? gathered())
}

/** The time as a member of a line, made once for all lines of a millisecond. */
function isoTime(): () => string {
  let at = -1
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== at) text = `,"time":"${new Date((at = now)).toISOString()}"`
    return text
  }
}

/** How long a line may wait for others to be written with, in milliseconds. */
const gatherFor = 20

/**
 * Stdout, written to in pieces of many lines: a system call a line was a twentieth of all that a busy service did. What is
 * left when the process ends, in any way but SIGKILL, is written then.
 */
function gathered(): DestinationStream {
  const stdout = destination({ sync: false, minLength: 4096 })
  let timer: NodeJS.Timeout | undefined
  return {
    write(line) {
      stdout.write(line)
      timer ??= setTimeout(() => {
        timer = undefined
        stdout.flush()
      }, gatherFor)
    },
  }
}

/** A log that says nothing; for tests. */
export function silentLog(): Log {
  return pino({ level: 'silent' })
}
