import { destination, pino, stdSerializers, stdTimeFunctions } from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type Log = Logger

/**
 * JSON lines on stdout (or `destination`): level as a word, ISO time, service, msg.
 * Anything named like a credential is replaced, wherever it was put in. What is logged while a write is under way is written
 * together after it, and what is left when the process ends in any way but SIGKILL at its end.
 */
export function createLog(options: { service: string; level?: string; destination?: DestinationStream }): Log {
  const settings = {
    level: options.level ?? 'info',
    base: { service: options.service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: stdSerializers.err },
    redact: {
      paths: ['authorization', 'password', 'token', 'seatToken', 'accessToken', '*.authorization', '*.password', '*.token', '*.seatToken', '*.accessToken'],
      censor: '[redacted]',
    },
  }
  return pino(settings, options.destination ?? destination({ sync: false }))
}

/** A log that says nothing; for tests. */
export function silentLog(): Log {
  return pino({ level: 'silent' })
}
