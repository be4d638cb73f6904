import type { Schema } from './document.ts'

/** Texts that something in our documents asks for by its pattern or format; the first that fits is taken. */
const texts = ['x', 'a1', 'long enough', '08:30', 'KRW', 'Asia/Seoul', 'https://shop.example', '2026-11-25', '2026-11-25T09:30:00.000Z', '2026-11-25T09:30:00Z', 'ko', '1', '#ffffff', 'a@shop.example']

/** The smallest value that a schema allows: only what is required. Throws an Error if none is known that fits its pattern. */
export function sample(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice?.[0]) return sample(choice[0])
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sample))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {})]))
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}))
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1)
    case 'boolean':
      return false
    case 'string':
      return sampleText(schema)
    case 'null':
      return null
    default:
      return {}
  }
}

function sampleText({ minLength = 0, maxLength = Infinity, pattern, format }: Schema): string {
  const form = new RegExp(pattern ?? '', 'u')
  const formatFits = (text: string) => (format === 'date' ? /^\d{4}-\d\d-\d\d$/ : format === 'date-time' ? /T.*Z$/ : format === 'uri' ? /^https:/ : /^/).test(text)
  const found = [...texts, 'x'.repeat(Math.max(1, minLength))].find((text) => text.length >= minLength && text.length <= maxLength && form.test(text) && formatFits(text))
  if (found === undefined) throw new Error(`no sample fits ${pattern ?? format}: add one to ${import.meta.filename.split('/').slice(-3).join('/')}`)
  return found
}
