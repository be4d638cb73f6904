// One writer as a process of its own. Does its wishes in order and prints the number of each that is done; ends itself by SIGKILL
// where it is told to, as if the machine had taken it away.
import { commitOf } from '../../jenkins/steps/git/read.ts'
import type { Point } from '../../jenkins/steps/writer/writer.ts'
import { write } from '../../jenkins/steps/writer/writer.ts'
import { editOf, type Wish } from './edits.ts'
import { naiveWrite } from './naive.ts'

export type Order = {
  readonly url: string
  readonly checkout: string
  /** Where its private repositories are made. */
  readonly cache: string
  readonly wishes: readonly Wish[]
  /** The wish to begin with: those before are done. */
  readonly from: number
  /** Where this life of the process ends, at its first wish; undefined to live. */
  readonly dieAt?: Point
  readonly naive: boolean
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
if ((await commitOf(order.checkout, 'HEAD')) === undefined) throw new Error(`${order.checkout} has no commit`)
for (const [index, wish] of order.wishes.entries()) {
  if (index < order.from) continue
  const edit = editOf(wish, order.checkout)
  const trace = (point: Point) => {
    if (point === order.dieAt) process.kill(process.pid, 'SIGKILL')
  }
  if (order.naive) await naiveWrite(order, edit)
  else await write({ url: order.url, checkout: order.checkout, cache: order.cache, trace }, edit, { attempts: 200, first: 50, longest: 2_000 })
  console.log(index)
}
