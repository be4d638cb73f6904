/**
 * Whether orders keep their promises while everything fails that can: Jepsen's method. Many clients place orders and repeat
 * them under the same keys, also at the other replica while the first is still at it, while the service, its database and the
 * network between them are killed, cut and stopped, one by one and all at once; then what is in the database and on every
 * screen is compared with what the clients were told. Needs MariaDB, and strace for the seed whose database is seen to commit
 * long before it is durable.
 *
 *   npm run check:orders                              three seeds, 30,000 orders and 50 faults each; the third with a slowed log
 *   npm run check:orders -- --seed 7 --orders 2000 --faults 8
 *   npm run check:orders -- --seed 3 --slow-log       one of them again
 *   npm run check:orders -- --json                    prints one JSON object last
 *
 * The same seed plans the same orders and faults; what meets what is up to the machine.
 */
import { parseArgs } from 'node:util'
import { wholeNumber } from '../../local/commands/whole-number.ts'
import { run } from './run.ts'

const slowSeed = 3

/** Runs the check; see above for `args`. The exit code is 1 if there was a violation. */
export async function check(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, seed: { type: 'string' }, orders: { type: 'string', default: '30000' }, faults: { type: 'string', default: '50' }, 'slow-log': { type: 'boolean', default: false } },
  })
  const seeds = values.seed === undefined ? [1, 2, slowSeed] : values.seed.split(',').map((seed) => wholeNumber('--seed', seed, 0))
  const [orders, faults] = [wholeNumber('--orders', values.orders), wholeNumber('--faults', values.faults, 0)]
  const sum = { acknowledged: 0, faults: 0, violations: 0 }
  for (const seed of seeds) {
    const slowLog = values['slow-log'] || (values.seed === undefined && seed === slowSeed)
    const verdict = await run({ seed, orders, faults, slowLog }, (line) => console.log(line))
    sum.acknowledged += verdict.acknowledged
    sum.faults += verdict.faults
    sum.violations += verdict.violations.length
    console.log(`seed ${seed}${slowLog ? ', slowed log' : ''}: ${verdict.acknowledged} acknowledged, ${verdict.refused} refused, ${verdict.changes} changes, ${verdict.faults} faults, ${verdict.takenBack} times the database took back what it had shown, ${verdict.violations.length} violations in ${verdict.seconds} s`)
    for (const violation of verdict.violations.slice(0, 20)) console.log(`  ${violation}`)
    if (verdict.violations.length > 20) console.log(`  and ${verdict.violations.length - 20} more`)
  }
  if (values.json) console.log(JSON.stringify(sum))
  return sum.violations > 0 ? 1 : 0
}
