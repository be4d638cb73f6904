import type { Proxy } from '../../packages/service/testing/proxy.ts'
import type { Chance } from './chance.ts'
import type { Shop } from './shop.ts'

/** Whom clients ask. */
export type Replicas = {
  /** The replica for a first try; `other` is asked as well if that one takes its time, null where clients wait. */
  choose(chance: Chance): { readonly port: number; readonly other: number | null }
  /** A replica for a screen. */
  forScreen(chance: Chance): number
  /** Whether a client, by its number from 0, is about at the moment. */
  isAbout(client: number): boolean
  /** The replica that screens are at while clients ask apart: it sees what the other writes, and does not write. */
  readonly onlooker: 0 | 1
  /** Another habit, chosen by chance. */
  change(chance: Chance): void
  /** The usual one: everybody asks anybody. */
  relax(): void
}

/** Clients that are about while they ask `apart`. */
const few = 6

/**
 * The replicas that run, in one of two habits. `either`: every try goes to any of them. `apart`: one gets all first tries,
 * the other only repeats of what is under way and all screens, and only a few clients are about, so that nothing waits to be written: what the
 * other one is asked for is then often committed by the first and not yet on its disk, and it writes nothing of its own
 * whose way to the disk would take that along. `often`: how much of the time, where there are two.
 */
export function replicasOf(shop: Shop, often: number): Replicas {
  let apart = false
  let first: 0 | 1 = 0
  const running = (proxies: readonly [Proxy, Proxy]) => (shop.second ? proxies : [proxies[0]])
  return {
    choose(chance) {
      const [one, two] = running(shop.clientProxies) as [Proxy, Proxy?]
      if (!two) return { port: one.port, other: null }
      if (!apart) return { port: chance.pick([one, two]).port, other: null }
      return first === 0 ? { port: one.port, other: two.port } : { port: two.port, other: one.port }
    },
    forScreen: (chance) => (apart && shop.second ? shop.screenProxies[first === 0 ? 1 : 0] : chance.pick(running(shop.screenProxies))).port,
    get onlooker() {
      return first === 0 ? 1 : 0
    },
    isAbout: (client) => !apart || !shop.second || client < few,
    change(chance) {
      apart = chance.next() < often
      first = chance.pick([0, 1])
      if (apart && shop.second) shop.screenProxies[first].cut()
    },
    relax: () => void (apart = false),
  }
}
