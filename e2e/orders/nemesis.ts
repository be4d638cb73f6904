import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Moments } from './moments.ts'
import type { Replicas } from './replicas.ts'
import type { Shop } from './shop.ts'

/** What faults are done to. `patience`: how long a crash of the database waits for a moment that hurts, in milliseconds. */
export type Scene = { readonly shop: Shop; readonly replicas: Replicas; readonly moments: Moments; readonly patience: number }

/** Everything that goes wrong, and how often in proportion. */
const deck = [
  ...Array<Fault>(8).fill('service killed'),
  ...Array<Fault>(8).fill('database killed'),
  ...Array<Fault>(5).fill('database killed, one replica late'),
  ...Array<Fault>(5).fill('power cut'),
  ...Array<Fault>(8).fill('connections to the database cut'),
  ...Array<Fault>(7).fill('connections of clients cut'),
  ...Array<Fault>(6).fill('second replica started or stopped'),
  ...Array<Fault>(3).fill('database unreachable'),
]
export type Fault =
  | 'service killed'
  | 'database killed'
  | 'database killed, one replica late'
  | 'power cut'
  | 'connections to the database cut'
  | 'connections of clients cut'
  | 'second replica started or stopped'
  | 'database unreachable'

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
export async function strike(fault: Fault, scene: Scene, chance: Chance): Promise<void> {
  const { shop } = scene
  switch (fault) {
    case 'service killed':
      await shop.first.end('SIGKILL')
      return shop.startFirst()
    case 'database killed':
      await crash(scene)
      return shop.database.start()
    case 'database killed, one replica late':
      return killWithOneLate(scene, chance)
    case 'power cut':
      return cutPower(scene, chance)
    case 'connections to the database cut':
      return shop.databaseProxies.forEach((proxy) => proxy.cut())
    case 'connections of clients cut':
      return [...shop.clientProxies, ...shop.screenProxies].forEach((proxy) => proxy.cut())
    case 'second replica started or stopped':
      return shop.second ? shop.stopSecond(chance.next() < 0.5 ? 'SIGTERM' : 'SIGKILL') : shop.startSecond()
    case 'database unreachable':
      for (const proxy of shop.databaseProxies) proxy.pause()
      await sleep(unreachable)
      for (const proxy of shop.databaseProxies) proxy.resume()
  }
}

/** Kills the database, at a moment that hurts if one comes. */
async function crash({ shop, moments, patience }: Scene): Promise<void> {
  if (patience > 0) await moments.next(patience)
  await shop.database.kill()
}

/** When the replica that looked on sees the database again, the other has written on for a while: over what the database had shown and lost. */
async function killWithOneLate(scene: Scene, chance: Chance): Promise<void> {
  const { shop, replicas } = scene
  const late = shop.databaseProxies[replicas.onlooker]
  await crash(scene)
  late.pause()
  replicas.relax()
  await shop.database.start()
  await sleep(chance.between(500, 2500))
  late.resume()
}

/** Nobody is left who knows what the database had shown but the screens, and those come back when others have written on for a while. */
async function cutPower(scene: Scene, chance: Chance): Promise<void> {
  const { shop, replicas } = scene
  const { second } = shop
  await crash(scene)
  replicas.relax()
  await Promise.all([shop.first.end('SIGKILL'), second ? shop.stopSecond('SIGKILL') : undefined])
  for (const proxy of shop.screenProxies) {
    proxy.cut()
    proxy.pause()
  }
  await shop.database.start()
  await Promise.all([shop.startFirst(), second ? shop.startSecond() : undefined])
  await sleep(chance.between(500, 2500))
  for (const proxy of shop.screenProxies) proxy.resume()
}
