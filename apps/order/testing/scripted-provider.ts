import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProviderRecord } from '../features/payments/provider.ts'
import { signatureHeader, signNotice } from '../features/payments/signature.ts'

/**
 * What the provider does with a payment. `outcome`: how it ends by itself; absent: as `pay` says. `notices`: how often
 * it is told of, 0 is never. `delayMs`: how long after. `answer`: whether the request that asks for it is answered;
 * `lost` is a connection that is cut after the payment was noted.
 */
export type Script = { readonly outcome?: 'succeeded' | 'failed'; readonly notices?: number; readonly delayMs?: number; readonly answer?: 'given' | 'refused' | 'lost' }

export type Kept = ProviderRecord & { readonly store: string; readonly at: number }

/** A payment provider that does what it is told, over real HTTP with signed notices. For tests and for trying things out. */
export type ScriptedProvider = {
  readonly url: string
  readonly secret: string
  readonly records: ReadonlyMap<string, Kept>
  /** Where notices go; set it once the order service listens. */
  noticesTo: string
  /** What happens to the payments that come now. */
  script: Script
  /** The guest pays, or fails to. Resolves when the notices were answered. */
  pay(reference: string, outcome?: 'succeeded' | 'failed', notices?: number): Promise<number[]>
  /** Puts a record there that nobody asked for. */
  plant(record: Kept): void
  stop(): Promise<void>
}

export async function startScriptedProvider(secret = 'a secret of sixteen'): Promise<ScriptedProvider> {
  const records = new Map<string, Kept>()
  const deliveries = new Set<Promise<unknown>>()
  const state = { noticesTo: '', script: {} as Script }
  let url = ''

  async function deliver(record: Kept, times: number, delayMs: number): Promise<number[]> {
    if (delayMs > 0) await sleep(delayMs)
    const { store: _store, at: _at, ...shown } = record
    const body = JSON.stringify({ id: `notice-${record.ref}-${record.status}`, record: shown })
    const send = async () => {
      const signature = signNotice(secret, body, Math.floor(Date.now() / 1000))
      const response = await fetch(state.noticesTo, { method: 'POST', headers: { 'Content-Type': 'application/json', [signatureHeader]: signature }, body })
      return response.status
    }
    return Promise.all(Array.from({ length: times }, send))
  }

  function end(reference: string, outcome: 'succeeded' | 'failed', times: number, delayMs = 0): Promise<number[]> {
    const record = { ...(records.get(reference) as Kept), status: outcome, ...(outcome === 'failed' ? { reason: 'card refused' } : {}) }
    records.set(reference, record)
    const delivery = deliver(record, times, delayMs)
    deliveries.add(delivery)
    void delivery.catch(() => undefined).finally(() => deliveries.delete(delivery))
    return delivery
  }

  function note(kind: 'charge' | 'refund', asked: { reference: string; store: string; amount: number }): Kept {
    const known = records.get(asked.reference)
    if (known) return known
    const record: Kept = { reference: asked.reference, ref: `${kind}-${records.size + 1}`, kind, status: 'pending', amount: asked.amount, store: asked.store, at: Date.now() }
    records.set(asked.reference, record)
    const { outcome, notices = 1, delayMs = 0 } = state.script
    if (outcome) void end(asked.reference, outcome, notices, delayMs).catch(() => undefined)
    return record
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = new URL(request.url ?? '/', url)
    const say = (status: number, body: object) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    if (request.headers.authorization !== `Bearer ${secret}`) return void say(401, { error: 'who are you?' })
    if (request.method === 'GET') {
      const [reference, store, from, to] = ['reference', 'store', 'from', 'to'].map((name) => at.searchParams.get(name))
      const found = [...records.values()].filter((one) => (reference ? one.reference === reference : one.store === store && one.at >= Number(from) && one.at < Number(to)))
      return void say(200, { records: found })
    }
    const asked = (await json(request)) as { reference: string; store: string; amount: number }
    if (state.script.answer === 'refused') return void say(500, { error: 'as told' })
    const record = note(at.pathname === '/refunds' ? 'refund' : 'charge', asked)
    if (state.script.answer === 'lost') return void request.socket.destroy()
    say(201, { ref: record.ref, checkoutUrl: `${url}/checkout/${record.ref}` })
  }

  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(state, {
    url,
    secret,
    records,
    pay: (reference: string, outcome: 'succeeded' | 'failed' = 'succeeded', notices = 1) => end(reference, outcome, notices),
    plant: (record: Kept) => void records.set(record.reference, record),
    async stop() {
      await Promise.allSettled(deliveries)
      server.closeAllConnections()
      server.close()
    },
  })
}
