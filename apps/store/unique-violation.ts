/** True if the database refused a row because there is one with that key. Kysely's queries throw what the driver threw. */
export function isUniqueViolation(error: unknown): boolean {
  const { name, code, errcode, message } = error as { name?: string; code?: unknown; errcode?: unknown; message?: string }
  return name === 'UniqueConstraintViolationException' || code === 'ER_DUP_ENTRY' || errcode === 1555 || errcode === 2067 || /UNIQUE constraint failed/.test(message ?? '')
}
