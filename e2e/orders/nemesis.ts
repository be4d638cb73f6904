import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Shop } from './shop.ts'

/** Everything that goes wrong, and how often in proportion. */
const deck = [
  ...Array<Fault>(10).fill('service killed'),
  ...Array<Fault>(10).fill('database killed'),
  ...Array<Fault>(10).fill('connections to the database cut'),
  ...Array<Fault>(9).fill('connections of clients cut'),
  ...Array<Fault>(8).fill('second replica started or stopped'),
  ...Array<Fault>(3).fill('database unreachable'),
]
type Fault = 'service killed' | 'database killed' | 'connections to the database cut' | 'connections of clients cut' | 'second replica started or stopped' | 'database unreachable'

/** How long the database cannot be reached, in milliseconds: longer than a batch is tried. */
const unreachable = 10_000

/** The faults of a run in their order: the whole deck, shuffled, as often as it takes. */
export function planFaults(count: number, chance: Chance): Fault[] {
  const planned: Fault[] = []
  while (planned.length < count) {
    const rest = [...deck]
    while (rest.length > 0 && planned.length < count) planned.push(...rest.splice(chance.between(0, rest.length - 1), 1))
  }
  return planned
}

/** Does one fault and mends it. */
export async function strike(fault: Fault, shop: Shop, chance: Chance): Promise<void> {
  switch (fault) {
    case 'service killed':
      await shop.first.end('SIGKILL')
      return shop.startFirst()
    case 'database killed':
      await shop.database.kill()
      return shop.database.start()
    case 'connections to the database cut':
      return shop.databaseProxy.cut()
    case 'connections of clients cut':
      return shop.clientProxies.forEach((proxy) => proxy.cut())
    case 'second replica started or stopped':
      return shop.second ? shop.stopSecond(chance.next() < 0.5 ? 'SIGTERM' : 'SIGKILL') : shop.startSecond()
    case 'database unreachable':
      shop.databaseProxy.pause()
      await sleep(unreachable)
      return shop.databaseProxy.resume()
  }
}
