import { join } from 'node:path'
import type { Operation } from '../../../packages/service/testing/openapi/document.ts'

/** What Schemathesis expects by itself of a request that fits its schema (4.32). */
const positiveStatuses = ['2xx', '3xx', '401', '403', '404', '409', '429', '5xx']

/**
 * The one setting: where the document lists domain errors, a request that fits its schema may be refused with 422 all the same.
 * Everything else is as Schemathesis comes.
 */
export function configuration(operations: readonly Operation[]): string {
  const lenient = operations.filter((operation) => operation.domainErrors.length > 0)
  const statuses = [...positiveStatuses, '422'].map((status) => `"${status}"`).join(', ')
  return [
    `hooks = ${JSON.stringify(join(import.meta.dirname, 'hooks.py'))}`,
    ...lenient.flatMap(({ id }) => ['[[operations]]', `include-operation-id = "${id}"`, `checks.positive_data_acceptance.expected-statuses = [${statuses}]`]),
    '',
  ].join('\n')
}
