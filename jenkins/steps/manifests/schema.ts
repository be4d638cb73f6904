/** A JSON or OpenAPI schema: plain data. */
export type Schema = { readonly [keyword: string]: unknown }

/**
 * An OpenAPI schema as strict JSON schema: objects that list their fields allow no others (unless they say so, or hold a whole
 * Kubernetes object), null is allowed where `nullable` is set, and what is for people or servers only is left out.
 */
export function closed(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !dropped.has(keyword) && !keyword.startsWith('x-kubernetes-'))
  const result: Record<string, unknown> = Object.fromEntries(kept.map(([keyword, value]) => [keyword, inner(keyword, value)]))
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true
  if (schema['properties'] && schema['additionalProperties'] === undefined && !open) result['additionalProperties'] = false
  if (schema['x-kubernetes-int-or-string'] === true) return { anyOf: [{ type: 'integer' }, { type: 'string' }] }
  if (schema['nullable'] === true && typeof schema['type'] === 'string') result['type'] = [schema['type'], 'null']
  return result
}

const dropped = new Set(['description', 'default', 'nullable', 'example', 'externalDocs', 'format'])

function inner(keyword: string, value: unknown): unknown {
  if (keyword === 'properties') return Object.fromEntries(Object.entries(value as Record<string, Schema>).map(([name, schema]) => [name, closed(schema)]))
  if (keyword === 'items' || keyword === 'not' || keyword === 'additionalProperties') return isSchema(value) ? closed(value) : value
  if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf') return (value as Schema[]).map(closed)
  return value
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null
