import { randomUUID } from 'node:crypto'
import { Shop } from './shop.ts'

/** What a load saw. Milliseconds; `failures` maps a reason to how often it came, `failedAt` has the first 20 seconds of the load in which one was sent that failed. */
export type LoadResult = { sent: number; answered: number; failed: number; failures: Record<string, number>; failedAt: number[]; slowestMs: number; seconds: number }

/**
 * An open loop: `rate` requests a second whether or not earlier ones are answered, half over kept connections and half over new
 * ones, half of them orders (each with a key of its own) and half reads. Failed = any status but 2xx, an error, or 10 s without an answer.
 * Ends when `stop()` is called; the result then waits for the last answers.
 */
export async function startLoad(port: number, host: string, rate: number): Promise<{ stop(): Promise<LoadResult> }> {
  const kept = new Shop(port, host)
  const fresh = new Shop(port, host, { keepAlive: false })
  const { storeId, seats } = await kept.demo()
  const seat = seats[0]!
  const token = await kept.guest(seat.seatToken)
  const item = await kept.item(storeId, token)
  const result: LoadResult = { sent: 0, answered: 0, failed: 0, failures: {}, failedAt: [], slowestMs: 0, seconds: 0 }
  const pending = new Set<Promise<void>>()

  async function one(number: number): Promise<void> {
    const shop = number % 2 === 0 ? kept : fresh
    const began = performance.now()
    result.sent++
    try {
      const { status } =
        number % 4 < 2
          ? await shop.call('POST', `/order/stores/${storeId}/orders`, { token, headers: { 'idempotency-key': randomUUID() }, body: { seatId: seat.id, lines: [{ itemId: item.id, quantity: 1 }] } })
          : await shop.call('GET', `/order/stores/${storeId}/menu`, { token })
      if (status < 200 || status > 299) throw new Error(`HTTP ${status}`)
      result.answered++
      result.slowestMs = Math.max(result.slowestMs, performance.now() - began)
    } catch (error) {
      result.failed++
      const { code, message } = error as NodeJS.ErrnoException
      const reason = `${code === undefined || message.includes(code) ? message : `${code} ${message}`}, over a ${shop === kept ? 'kept' : 'new'} connection`
      const second = Math.floor((began - started) / 1000)
      if (result.failedAt.length < 20 && !result.failedAt.includes(second)) result.failedAt.push(second)
      result.failures[reason] = (result.failures[reason] ?? 0) + 1
    }
  }

  const started = performance.now()
  let number = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * rate)
    for (; number < due; number++) {
      const sent = one(number)
      pending.add(sent)
      void sent.finally(() => pending.delete(sent))
    }
  }, 10)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(pending)
      result.seconds = (performance.now() - started) / 1000
      kept.close()
      fresh.close()
      return result
    },
  }
}
