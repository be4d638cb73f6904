import type { z } from 'zod'
import type { Fault } from '@jari/contract/problem.ts'
import { problems } from './problems.ts'

/** A JSON pointer (RFC 6901) as a URI fragment: ['lines', 0, 'quantity'] → #/lines/0/quantity. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '#' : `#/${path.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
}

/** Faults of a failed parse; a fault for each unknown member, named by its own pointer. */
export function faultsOf(error: z.ZodError, where: Fault['in']): Fault[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ in: where, pointer: pointerTo([...issue.path, key]), detail: 'is not known here' }))
      : [{ in: where, pointer: pointerTo(issue.path), detail: issue.message }],
  )
}

/** Parses one part of a request; throws problems.invalid naming every fault. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown, where: Fault['in']): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw problems.invalid(faultsOf(result.error, where))
}
