import { operationsOf } from './openapi/document.ts'
import type { Operation } from './openapi/document.ts'
import { sample } from './openapi/sample.ts'
import type { Fixtures } from './openapi/fixtures.ts'

/** Somebody who tries every operation. `word` is how documents name them (staff:owner); null for who is nobody to us. */
export type MatrixCaller = { readonly name: string; readonly word: string | null; readonly token: string | null; readonly storeId: string; readonly from: 'here' | 'another seat' | 'another store' | 'another brand' }

export type MatrixParts = {
  readonly document: object
  readonly callers: readonly MatrixCaller[]
  readonly fixtures: Fixtures
  readonly call: (token: string | null, method: string, path: string, body: string | undefined, headers: Record<string, string>) => Promise<{ status: number; detail: string }>
}

/** One thing that went otherwise than the document says. */
export type Mismatch = { readonly operation: string; readonly caller: string; readonly expected: string; readonly status: number; readonly detail: string }

/** What the document makes us expect. */
export type Expectation = 401 | 403 | 404 | 'admitted'

/** Lets every caller try every operation of a document, and tells where it went otherwise than declared. */
export async function tryMatrix(parts: MatrixParts): Promise<{ cells: number; operations: number; mismatches: Mismatch[] }> {
  const operations = operationsOf(parts.document)
  const mismatches: Mismatch[] = []
  let cells = 0
  for (const operation of operations)
    for (const caller of parts.callers) {
      const expected = expectation(operation, caller)
      const { status, detail } = await attempt(operation, caller, parts)
      cells++
      if (!fits(expected, status, detail)) mismatches.push({ operation: `${operation.method} ${operation.path}`, caller: caller.name, expected: String(expected), status, detail })
    }
  return { cells, operations: operations.length, mismatches }
}

/** Who one is, then whose store it is, then what one may do, then whose thing it is. */
export function expectation(operation: Operation, caller: MatrixCaller): Expectation {
  if (operation.access === null) return 'admitted'
  if (caller.word === null) return 401
  const elsewhere = caller.from === 'another store' || caller.from === 'another brand'
  if (elsewhere && operation.path.includes('{storeId}')) return 404
  if (!operation.access.includes(caller.word)) return 403
  if (operation.ownership === 'seat' && caller.from === 'another seat') return 404
  if (operation.ownership === 'store' && elsewhere) return 404
  return 'admitted'
}

/** A request that was let in may still fail for what it says: 400, 409, 422. An operation without a token may say 401 of what the body holds. */
function fits(expected: Expectation, status: number, detail: string): boolean {
  if (expected !== 'admitted') return status === expected
  if (status === 401) return !/access token|^The token/.test(detail)
  return status < 500 && status !== 403 && status !== 404
}

async function attempt(operation: Operation, caller: MatrixCaller, parts: MatrixParts): Promise<{ status: number; detail: string }> {
  let path = operation.path
  for (const { name } of operation.parameters.filter((one) => one.in === 'path')) {
    const make = parts.fixtures.things[name]
    if (!make) throw new Error(`${operation.method} ${operation.path}: say what a {${name}} is, in the fixtures`)
    path = path.replace(`{${name}}`, encodeURIComponent(await make(operation.id)))
  }
  const query = operation.parameters.filter((one) => one.in === 'query' && one.required).map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema)))}`)
  const headers: Record<string, string> = {}
  if (operation.parameters.some((one) => one.name === 'Idempotency-Key')) headers['Idempotency-Key'] = crypto.randomUUID()
  if (operation.body) headers['Content-Type'] = operation.body.mediaType
  const body = operation.body && JSON.stringify(await bodyOf(operation.id, sample(operation.body.schema), caller, parts.fixtures))
  return parts.call(caller.token, operation.method, query.length ? `${path}?${query.join('&')}` : path, body ?? undefined, headers)
}

async function bodyOf(operationId: string, body: unknown, caller: MatrixCaller, fixtures: Fixtures): Promise<unknown> {
  const make = fixtures.bodies[operationId]
  return make ? make({ body: body as never, storeId: caller.storeId }) : body
}
