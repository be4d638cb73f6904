/** Error codes after which the same transaction may succeed: deadlock, lock time-out, lost or refused connections. */
const transientCodes = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_QUERY_INTERRUPTED',
  'ER_CHECKREAD',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ENOENT',
  'EPIPE',
  'SQLITE_BUSY',
])

const transientMessages = /closed state|Connection lost|server has gone away|database is locked|Pool is closed/i

/** True if the database (or the way to it) failed, rather than the data: worth another try of the whole transaction. */
export function isTransient(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (typeof code === 'string' && transientCodes.has(code)) return true
    if (transientMessages.test(cause.message)) return true
    if (cause instanceof AggregateError && cause.errors.some(isTransient)) return true
  }
  return false
}

/** True if somebody else wrote a row of the same key meanwhile: what it says can be read now. */
export function isTaken(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === 'ER_DUP_ENTRY' || String(message).startsWith('UNIQUE constraint failed')
}
