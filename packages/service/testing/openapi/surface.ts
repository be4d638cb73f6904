type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>
type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

/**
 * What others can see of a service, a line each, from its OpenAPI document: every operation, what it takes (`takes`) and cannot do
 * without (`needs`), and what its good answers hold (`gives`). Lists are `[]`; a value's type stands behind the colon.
 */
export function surfaceOf(document: object): string[] {
  const { paths } = document as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
  const lines = new Set<string>()
  for (const [path, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      const at = `${method.toUpperCase()} ${path}`
      lines.add(at)
      for (const { name, in: place, required, schema } of operation.parameters ?? []) {
        lines.add(`${at} takes ${place}.${name}: ${typeOf(schema)}`)
        if (required) lines.add(`${at} needs ${place}.${name}`)
      }
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        for (const [name, type] of membersOf(schema)) lines.add(`${at} takes body${name}: ${type}`)
        for (const name of neededOf(schema)) lines.add(`${at} needs body${name}`)
      }
      for (const [status, { content = {} }] of Object.entries(operation.responses).filter(([code]) => code.startsWith('2'))) {
        lines.add(`${at} gives ${status}`)
        for (const { schema } of Object.values(content)) for (const [name, type] of membersOf(schema)) lines.add(`${at} gives ${status} body${name}: ${type}`)
      }
    }
  return [...lines].toSorted()
}

/** What of a change breaks callers that were written for the old surface, and what is new in it. */
export function changesOf(old: readonly string[], now: readonly string[]): { readonly broken: string[]; readonly added: string[] } {
  const [before, after] = [new Set(old), new Set(now)]
  const asks = (line: string) => / needs /.test(line)
  const operation = (line: string) => line.split(' ').slice(0, 2).join(' ')
  const gone = old.filter((line) => !after.has(line) && !asks(line)).map((line) => `no more: ${line}`)
  const demanded = now.filter((line) => asks(line) && !before.has(line) && before.has(operation(line))).map((line) => `newly demanded: ${line}`)
  return { broken: [...gone, ...demanded], added: now.filter((line) => !before.has(line) && !(asks(line) && before.has(operation(line)))) }
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref
  const { type } = schema
  return type === undefined ? (schema.const !== undefined || schema.enum !== undefined ? 'value' : 'any') : [type].flat().join('|')
}

const variants = (schema: Schema) => [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]

function* membersOf(schema: Schema, at = ''): Generator<[string, string]> {
  if (variants(schema).length === 0) yield [at, typeOf(schema)]
  for (const [name, member] of Object.entries(schema.properties ?? {})) yield* membersOf(member, `${at}.${name}`)
  if (schema.items !== undefined) yield* membersOf(schema.items, `${at}[]`)
  for (const one of variants(schema)) yield* membersOf(one, at)
}

/** Members that are demanded; of variants none, since another one may do without. */
function* neededOf(schema: Schema, at = ''): Generator<string> {
  for (const name of schema.required ?? []) {
    yield `${at}.${name}`
    const member = schema.properties?.[name]
    if (member !== undefined) yield* neededOf(member, `${at}.${name}`)
  }
  if (schema.items !== undefined) yield* neededOf(schema.items, `${at}[]`)
}
