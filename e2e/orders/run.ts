import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { baristaOf, guestsOf, storeIds } from '../../bench/stack/shops.ts'
import { createTestIssuer } from '../../packages/service/testing/issuer.ts'
import { workKitchen } from './barista.ts'
import { chanceOf } from './chance.ts'
import type { Attempt, Change, Kept } from './evidence.ts'
import { placeOrders } from './guests.ts'
import { judge } from './judge.ts'
import { readKept } from './kept.ts'
import { createMoments } from './moments.ts'
import { planFaults, strike } from './nemesis.ts'
import { replicasOf } from './replicas.ts'
import { openScreen } from './screen.ts'
import type { LiveScreen } from './screen.ts'
import { openShop } from './shop.ts'

export type Run = { readonly seed: number; readonly orders: number; readonly faults: number; readonly slowLog: boolean }
/** `takenBack`: times that a replica found that the database had lost what it had shown; none means that a slowed log was not slow enough. */
export type Verdict = { readonly acknowledged: number; readonly refused: number; readonly changes: number; readonly faults: number; readonly takenBack: number; readonly violations: readonly string[]; readonly seconds: number }

const stores = storeIds(8)
const seats = 3
/** Clients, the orders a second that they aim at, and how often in proportion they ask both replicas about the same. */
const habits = { usual: { clients: 48, pace: 400, apart: 0.3 }, slowLog: { clients: 120, pace: 400, apart: 0.8 } }
/** How long a fault that takes things back waits for its moment, where the database is slow enough to have such moments, in milliseconds. */
const momentWithin = 1500
/** How long what is mended may take to work again, and screens to catch up at the end, in milliseconds. */
const recovery = 60_000

/** Places orders while things fail, then judges what is left. `say` gets a line now and then. */
export async function run({ seed, orders, faults, slowLog }: Run, say: (line: string) => void): Promise<Verdict> {
  const chance = chanceOf(seed)
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'jari-check-'))
  const issuer = await createTestIssuer()
  const shop = await openShop({ issuer, folder, slowLog })
  const attempts: Attempt[] = []
  const changes: Change[] = []
  const unexpected: string[] = []
  const acknowledged = () => attempts.reduce((sum, attempt) => sum + Number(attempt.outcome === 'acknowledged'), 0)
  let stopped = false
  const screens: LiveScreen[] = []
  try {
    if (slowLog) await shop.startSecond()
    const { clients, pace, apart } = habits[slowLog ? 'slowLog' : 'usual']
    const replicas = replicasOf(shop, apart)
    const guests = await guestsOf(issuer, stores, seats)
    const moments = createMoments()
    const shared = { replicas, moments, unexpected, stopped: () => stopped }
    const working: Promise<void>[] = []
    for (const storeId of stores) {
      const token = await baristaOf(issuer, [storeId])
      const kitchen = openScreen({ name: `kitchen of ${storeId}`, storeId, seat: null, token, replicas, moments, chance: chance.fork(`screen ${storeId}`) })
      screens.push(kitchen)
      working.push(workKitchen({ ...shared, storeId, token, orders: kitchen.orders, changes }, chance.fork(`barista ${storeId}`)))
    }
    for (const { storeId, seatId, token } of guests) screens.push(openScreen({ name: `${seatId} of ${storeId}`, storeId, seat: seatId, token, replicas, moments, chance: chance.fork(`screen ${storeId} ${seatId}`) }))
    for (let i = 0; i < clients; i++) working.push(placeOrders(i, { ...shared, guests, attempts, pause: (2000 * clients) / pace }, chance.fork(`client ${i}`)))
    const work = Promise.all(working)
    work.catch(() => undefined)

    const watch = async (holds: () => boolean, what: string) => {
      const giveUpAt = performance.now() + recovery
      while (!holds() && performance.now() < giveUpAt) await Promise.race([sleep(50), work])
      if (!holds()) unexpected.push(what)
    }

    const planned = planFaults(faults, chance.fork('faults')).map((fault) => (slowLog && fault.startsWith('second replica') ? 'database killed' : fault))
    const striking = chance.fork('strikes')
    for (const [i, fault] of planned.entries()) {
      replicas.change(striking)
      await sleep(striking.between(100, 1500))
      say(`seed ${seed}, ${((performance.now() - began) / 1000).toFixed(0)} s, ${acknowledged()} acknowledged, fault ${i + 1} of ${faults}: ${fault}`)
      await strike(fault, { shop, replicas, moments, patience: slowLog ? momentWithin : 0 }, striking)
      replicas.relax()
      const before = attempts.length
      await watch(() => attempts.length >= before + 5, `no order was answered within ${recovery / 1000} s after fault ${i + 1}, ${fault}`)
    }
    while (acknowledged() < orders) await Promise.race([sleep(100), work])
    stopped = true
    await work
    const kept = await settledState(shop.url, screens)
    const violations = judge({ attempts, changes, unexpected, kept, screens: screens.map((screen) => screen.shows()) })
    return { acknowledged: acknowledged(), refused: attempts.length - acknowledged(), changes: changes.length, faults, takenBack: linesWith(folder, 'the database lost events that it had shown'), violations, seconds: Math.round((performance.now() - began) / 1000) }
  } finally {
    stopped = true
    for (const screen of screens) screen.stop()
    await shop.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many lines of the replicas' logs have this in them. */
function linesWith(folder: string, text: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name), 'utf8').split(text).length - 1, 0)
}

/** What is kept once every screen stands at the end of its log, or has had its time. */
async function settledState(url: string, screens: readonly LiveScreen[]): Promise<Kept> {
  const giveUpAt = performance.now() + recovery
  for (;;) {
    const kept = await readKept(url)
    const heads = new Map(kept.counters.map((counter) => [counter.storeId, `${counter.epoch} ${counter.head}`]))
    const behind = screens.map((screen) => screen.shows()).filter(({ storeId, cursor }) => `${cursor?.epoch} ${cursor?.offset}` !== heads.get(storeId))
    if (behind.length === 0 || performance.now() > giveUpAt) return kept
    await sleep(1000)
  }
}
