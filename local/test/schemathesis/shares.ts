import type { Operation } from '../../../packages/service/testing/openapi/document.ts'

/** One answer, as hooks.py wrote it down. */
export type Answer = { readonly operation: string; readonly status: number; readonly phase: string; readonly negative: boolean; readonly admitted: boolean }

/** How many examples an operation had, and which part of those that came with credentials was answered with 2xx. */
export type Share = { readonly id: string; readonly operation: string; readonly examples: number; readonly good: number; readonly share: number; readonly statuses: Readonly<Record<number, number>> }

/** The shares of every operation, also of those that were never tried. */
export function sharesOf(operations: readonly Operation[], answers: readonly Answer[]): Share[] {
  return operations.map(({ id, method, path }) => {
    const own = answers.filter((answer) => answer.operation === id)
    const admitted = own.filter((answer) => answer.admitted).length
    const good = own.filter(({ status }) => status >= 200 && status < 300).length
    const statuses: Record<number, number> = {}
    for (const { status } of own) statuses[status] = (statuses[status] ?? 0) + 1
    return { id, operation: `${method} ${path}`, examples: own.length, good, share: admitted ? good / admitted : 0, statuses }
  })
}
