import { escape } from 'mysql2'
import type { Statement } from './statement.ts'

/**
 * A value as MySQL and MariaDB read it in the text of a statement. Throws for what is neither text nor a number nor null.
 * An order's JSON costs 1 µs here, and 15 µs where each of its quotes is escaped.
 */
export function literal(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? `'${value}'` : escape(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (value === null) return 'null'
  throw new TypeError(`No literal for a ${typeof value}`)
}

/** Nothing else means something between single quotes. The driver's own escaping also takes care of double quotes, of which JSON is full. */
function isPlain(text: string): boolean {
  return !text.includes("'") && !text.includes('\\') && !text.includes('\0')
}

/** A statement as text, its values put in. Throws if there are not as many values as places for them. */
export function textOf({ sql, values }: Statement): string {
  const parts = sql.split('?')
  if (parts.length !== values.length + 1) throw new TypeError(`A statement with ${parts.length - 1} places for ${values.length} values`)
  let text = parts[0] as string
  for (let i = 0; i < values.length; i++) text += literal(values[i]) + (parts[i + 1] as string)
  return text
}
