import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const base = join(import.meta.dirname, '../../gitops/base')

/** What the order service's database is started with where it is deployed, as far as it is about speed and safety and not about places. */
export function shippedOptions(): string[] {
  const set = parse(readFileSync(join(base, 'database/stateful-set.yaml'), 'utf8')) as { spec: { template: { spec: { containers: { args: string[] }[] } } } }
  const more = parse(readFileSync(join(base, 'order-db/size.yaml'), 'utf8')) as { value: string }[]
  const options = [...(set.spec.template.spec.containers[0]?.args ?? []), ...more.map(({ value }) => value)].filter((arg) => /^--(innodb|transaction|character|skip)-/.test(arg))
  if (!options.includes('--innodb-flush-log-at-trx-commit=1')) throw new Error('the database is not deployed as durable as what is measured is said to be')
  return options
}
