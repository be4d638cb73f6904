/** JSON Schema as our documents use it. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
}

export type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly required: boolean; readonly schema: Schema }

/** An operation of a document, as the tests that are made from documents need it. */
export type Operation = {
  readonly method: string
  /** With parameters in braces. */
  readonly path: string
  readonly id: string
  /** Words such as guest, staff:owner, device; null for an operation that needs no token. */
  readonly access: readonly string[] | null
  readonly ownership: 'seat' | 'store' | null
  readonly domainErrors: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly body: { readonly mediaType: string; readonly schema: Schema } | null
}

type Json = Record<string, unknown>

/** The operations of an OpenAPI document. Throws an Error naming one that does not say who may call it. */
export function operationsOf(document: object): Operation[] {
  const { paths } = document as { paths: Record<string, Record<string, Json>> }
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => toOperation(path, method, operation)))
}

function toOperation(path: string, method: string, operation: Json): Operation {
  const security = operation.security as unknown[] | undefined
  const access = operation['x-access'] as string[] | undefined
  if (!security || (security.length > 0 && !access?.length)) throw new Error(`${method} ${path} does not say who may call it`)
  const content = Object.entries(((operation.requestBody as Json | undefined)?.content ?? {}) as Record<string, { schema: Schema }>)
  return {
    method: method.toUpperCase(),
    path,
    id: operation.operationId as string,
    access: security.length === 0 ? null : (access as string[]),
    ownership: (operation['x-ownership'] as Operation['ownership'] | undefined) ?? null,
    domainErrors: (operation['x-domain-errors'] as string[] | undefined) ?? [],
    parameters: (operation.parameters ?? []) as Parameter[],
    body: content[0] ? { mediaType: content[0][0], schema: content[0][1].schema } : null,
  }
}
