import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { billSchema, paymentListSchema, paymentSchema, reconciliationSchema } from '@jari/contract/payment.ts'
import type { Bill, Payment } from '@jari/contract/payment.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import type { Answer } from '../../testing/order-service.ts'
import { startScriptedProvider } from '../../testing/scripted-provider.ts'
import type { ScriptedProvider } from '../../testing/scripted-provider.ts'
import { openShop, orderOf, refusal, until } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'
import { createHttpProvider } from './http-provider.ts'
import { signatureHeader, signNotice } from './signature.ts'

const latte = { itemId: 'latte', quantity: 1 }
const cakes = { itemId: 'cheesecake', quantity: 2 }

onEachEngine('payments', (engine) => {
  let scripted: ScriptedProvider
  let shop: Shop
  let first: Shop
  let barista: string
  let manager: string
  let seat = 0
  const newSeat = () => `pay-${++seat}`
  const keyed = (key: string = crypto.randomUUID()) => ({ 'Idempotency-Key': key })

  before(async () => {
    scripted = await startScriptedProvider()
    const provider = createHttpProvider({ url: scripted.url, secret: scripted.secret, name: 'scripted' })
    shop = await openShop(await engine.database(), { provider })
    first = await openShop(await engine.database(), { provider, store: { settings: { payment: 'first' } } })
    barista = await shop.staff('barista')
    manager = await shop.staff('manager')
  })
  after(async () => {
    await shop?.service.stop()
    await first?.service.stop()
    await scripted?.stop()
  })

  const using = (one: Shop) => {
    scripted.noticesTo = `http://127.0.0.1:${one.service.port}/order/payments/notices`
    scripted.script = {}
    return one
  }
  const bill = async (token: string, seatId: string): Promise<Bill> => billSchema.parse((await shop.call(token, 'GET', shop.at(`/seats/${seatId}/bill`))).body)
  const pay = (one: Shop, token: string, seatId: string, body: object, key?: string) => one.call(token, 'POST', one.at(`/seats/${seatId}/payments`), body, keyed(key))
  const paymentOf = (answer: Answer): Payment => {
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return paymentSchema.parse(answer.body)
  }
  const refund = (token: string, orderId: string, body: object, key?: string) => shop.call(token, 'POST', shop.at(`/orders/${orderId}/refunds`), body, keyed(key))
  const statusOf = async (one: Shop, id: string) => (await one.rows<{ status: string }>('select status from payment where id = ?', [id]))[0]?.status

  test('phones at a seat share a bill, which the counter takes the money for, once', async () => {
    using(shop)
    const seatId = newSeat()
    const [a, b] = [await shop.guest(seatId, 'phone-a'), await shop.guest(seatId, 'phone-b')]
    await shop.placed(a, seatId, [latte])
    await shop.placed(b, seatId, [cakes])
    assert.deepEqual([(await bill(a, seatId)).due, (await bill(b, seatId)).orders.length], [5000 + 13_000, 2])
    const paid = paymentOf(await pay(shop, barista, seatId, { method: 'counter' }, 'till-1'))
    assert.deepEqual([paid.status, paid.amount, paid.method, paid.shares.length], ['succeeded', 18_000, 'counter', 2])
    assert.deepEqual((await pay(shop, barista, seatId, { method: 'counter' }, 'till-1')).body, paid, 'a repeat takes no money')
    assert.equal((await pay(shop, barista, seatId, { method: 'counter' })).status, 409, 'nothing is left to pay')
    const after = await bill(a, seatId)
    assert.deepEqual([after.total, after.paid, after.due], [18_000, 18_000, 0])
  })

  test('guests pay for their own seat, through the provider only', async () => {
    using(shop)
    const seatId = newSeat()
    const guest = await shop.guest(seatId, 'phone')
    const order = await shop.placed(guest, seatId, [latte])
    assert.deepEqual(refusal(await pay(shop, guest, seatId, { method: 'counter' })).slice(0, 2), [422, '#/method'])
    assert.equal((await pay(shop, await shop.guest(newSeat(), 'x'), seatId, { method: 'provider' })).status, 404)
    assert.deepEqual(refusal(await pay(shop, guest, seatId, { method: 'provider', orderIds: [order.id, 'other'] })).slice(0, 2), [422, '#/orderIds/1'])
    assert.equal((await shop.call(await shop.guest(newSeat(), 'y'), 'GET', shop.at(`/seats/${seatId}/bill`))).status, 404)
  })

  test('where guests pay first an order waits for its money; notices that come three times pay once', async () => {
    using(first)
    const seatId = newSeat()
    const guest = await first.guest(seatId, 'phone')
    const order = await first.placed(guest, seatId, [latte])
    assert.deepEqual([order.state, order.awaits], ['awaiting', 'payment'])
    assert.equal((await first.call(await first.staff('barista'), 'POST', first.at(`/orders/${order.id}/transitions`), { to: 'accepted', version: 1 })).status, 409)
    const payment = paymentOf(await pay(first, guest, seatId, { method: 'provider' }))
    assert.deepEqual([payment.status, payment.checkoutUrl?.startsWith(scripted.url)], ['pending', true])
    assert.equal((await pay(first, await first.guest(seatId, 'friend'), seatId, { method: 'provider' })).status, 409, 'somebody is paying already')
    assert.deepEqual(await scripted.pay(payment.id, 'succeeded', 3), [204, 204, 204])
    const paid = await first.read(guest, order.id)
    assert.deepEqual([paid.state, paid.awaits, paid.paid, paid.version], ['placed', null, 5000, 2])
    const events = await first.rows<{ n: number }>("select count(*) as n from feed_event where data like ?", [`%${order.id}%`])
    assert.equal(Number(events[0]?.n), 2, 'placed, paid')
  })

  test('a payment that fails leaves the order waiting, and another one can be made', async () => {
    using(first)
    const seatId = newSeat()
    const guest = await first.guest(seatId, 'phone')
    const order = await first.placed(guest, seatId, [latte])
    const failed = paymentOf(await pay(first, guest, seatId, { method: 'provider' }))
    await scripted.pay(failed.id, 'failed')
    const { status, reason } = paymentSchema.parse((await first.call(guest, 'GET', first.at(`/payments/${failed.id}`))).body)
    assert.deepEqual([status, reason, (await first.read(guest, order.id)).state], ['failed', 'card refused', 'awaiting'])
    const again = paymentOf(await pay(first, guest, seatId, { method: 'provider' }))
    await scripted.pay(again.id)
    assert.equal((await first.read(guest, order.id)).state, 'placed')
  })

  test('a notice that never comes is asked for, and money that comes after a failure has come', async () => {
    using(first)
    const seatId = newSeat()
    const guest = await first.guest(seatId, 'phone')
    const order = await first.placed(guest, seatId, [latte])
    scripted.script = { outcome: 'succeeded', notices: 0 }
    const payment = paymentOf(await pay(first, guest, seatId, { method: 'provider' }))
    first.clock.ahead += 60_000
    await first.service.chores.chasePayments()
    assert.deepEqual([await statusOf(first, payment.id), (await first.read(guest, order.id)).state], ['succeeded', 'placed'])
    scripted.script = {}
    const second = await first.placed(guest, seatId, [latte])
    const slow = paymentOf(await pay(first, guest, seatId, { method: 'provider', orderIds: [second.id] }))
    await scripted.pay(slow.id, 'failed')
    await scripted.pay(slow.id, 'succeeded')
    assert.equal((await first.read(guest, second.id)).state, 'placed')
    await scripted.pay(slow.id, 'failed')
    assert.equal(await statusOf(first, slow.id), 'succeeded', 'what has come is not taken back by an old failure')
  })

  test('an answer of the provider that is lost is asked for again under the same key, and there is one charge', async () => {
    using(first)
    const seatId = newSeat()
    const guest = await first.guest(seatId, 'phone')
    await first.placed(guest, seatId, [latte])
    for (const answer of ['refused', 'lost'] as const) {
      scripted.script = { answer }
      assert.equal((await pay(first, guest, seatId, { method: 'provider' }, 'lost-answer')).status, 503)
    }
    scripted.script = {}
    const payment = paymentOf(await pay(first, guest, seatId, { method: 'provider' }, 'lost-answer'))
    assert.equal([...scripted.records.values()].filter(({ reference }) => reference === payment.id).length, 1)
    assert.equal((await first.rows('select id from payment where seat_id = ?', [seatId])).length, 1)
  })

  test('notices that are forged, old or of nothing are refused and change nothing', async () => {
    using(first)
    const seatId = newSeat()
    const guest = await first.guest(seatId, 'phone')
    const order = await first.placed(guest, seatId, [latte])
    const payment = paymentOf(await pay(first, guest, seatId, { method: 'provider' }))
    const seconds = Math.floor(Date.now() / 1000)
    const notify = async (secret: string, change: object = {}, age = 0) => {
      const body = JSON.stringify({ id: crypto.randomUUID(), record: { reference: payment.id, ref: 'r', kind: 'charge', status: 'succeeded', amount: payment.amount, ...change } })
      return (await first.call(null, 'POST', '/order/payments/notices', body, { [signatureHeader]: signNotice(secret, body, Math.floor(first.now() / 1000) - age) })).status
    }
    assert.equal(await notify('another secret!!'), 401)
    assert.equal(await notify(scripted.secret, {}, 600), 401)
    assert.equal((await first.call(null, 'POST', '/order/payments/notices', { id: 'x', record: { reference: payment.id, ref: 'r', kind: 'charge', status: 'succeeded', amount: 1 } }, { [signatureHeader]: `t=${seconds},v1=${'0'.repeat(64)}` })).status, 401)
    assert.equal(await notify(scripted.secret, { reference: 'nothing' }), 404)
    assert.equal(await notify(scripted.secret, { amount: 1 }), 422)
    assert.equal((await first.read(guest, order.id)).state, 'awaiting')
    assert.equal(await notify(scripted.secret), 204)
    assert.equal((await first.read(guest, order.id)).state, 'placed')
  })

  test('lines and amounts are given back by a manager, never more than came in', async () => {
    using(shop)
    const seatId = newSeat()
    const guest = await shop.guest(seatId, 'phone')
    const order = await shop.placed(guest, seatId, [latte, cakes])
    assert.equal((await refund(manager, order.id, { reason: 'unpaid' })).status, 409)
    await pay(shop, barista, seatId, { method: 'counter' })
    assert.equal((await refund(barista, order.id, { reason: 'no' })).status, 403)
    const back = paymentListSchema.parse((await refund(manager, order.id, { lineIds: [2], reason: 'stale' }, 'back-1')).body).payments
    assert.deepEqual(back.map(({ kind, status, amount, shares }) => [kind, status, amount, shares[0]?.lineId]), [['refund', 'succeeded', 13_000, 2]])
    assert.deepEqual(paymentListSchema.parse((await refund(manager, order.id, { lineIds: [2], reason: 'stale' }, 'back-1')).body).payments, back)
    assert.deepEqual(refusal(await refund(manager, order.id, { lineIds: [2], reason: 'again' })).slice(0, 2), [422, '#/lineIds/0'])
    assert.deepEqual(refusal(await refund(manager, order.id, { lineIds: [9], reason: 'what' })).slice(0, 2), [422, '#/lineIds/0'])
    assert.deepEqual(refusal(await refund(manager, order.id, { amount: 5001, reason: 'more' })).slice(0, 2), [422, '#/amount'])
    assert.equal((await refund(manager, order.id, { amount: 2000, reason: 'slow' })).status, 201)
    const after = await shop.read(guest, order.id)
    assert.deepEqual([after.paid, after.refunded, after.lines.map(({ refunded }) => refunded)], [18_000, 15_000, [0, 13_000]])
    assert.equal((await bill(guest, seatId)).due, 0, 'what was given back is not due again')
  })

  test('what is cancelled after it was paid is given back by itself, through whom it came', async () => {
    using(shop)
    const seatId = newSeat()
    const guest = await shop.guest(seatId, 'phone')
    const order = await shop.placed(guest, seatId, [latte])
    const payment = paymentOf(await pay(shop, guest, seatId, { method: 'provider' }))
    await scripted.pay(payment.id)
    scripted.script = { outcome: 'succeeded', notices: 2 }
    await shop.bring(guest, await shop.read(guest, order.id), 'cancelled')
    const settled = async () => (await shop.rows<{ status: string; amount: number }>("select status, amount from payment where kind = 'refund' and charge_id = ?", [payment.id])).map(({ status, amount }) => [status, Number(amount)])
    await until(async () => (await settled())[0]?.[0] === 'succeeded')
    assert.deepEqual(await settled(), [['succeeded', 5000]])
    assert.equal(await shop.service.chores.refundOwed(), 0)
    assert.equal((await shop.read(barista, order.id)).refunded, 5000)
  })

  test('money for what was cancelled meanwhile goes back; a refund that the provider refuses is owed again', async () => {
    using(shop)
    const seatId = newSeat()
    const guest = await shop.guest(seatId, 'phone')
    const order = await shop.placed(guest, seatId, [latte])
    const payment = paymentOf(await pay(shop, guest, seatId, { method: 'provider' }))
    await shop.bring(guest, order, 'cancelled')
    await scripted.pay(payment.id)
    assert.equal((await shop.read(barista, order.id)).paid, 5000)
    await shop.service.chores.refundOwed()
    const refundId = (await shop.rows<{ id: string }>("select id from payment where kind = 'refund' and charge_id = ?", [payment.id]))[0]?.id as string
    assert.equal((await shop.read(barista, order.id)).refunded, 5000)
    await scripted.pay(refundId, 'failed')
    assert.equal((await shop.read(barista, order.id)).refunded, 0)
    assert.equal((await refund(manager, order.id, { reason: 'by hand' })).status, 201)
    assert.equal((await shop.read(barista, order.id)).refunded, 5000)
  })

  test('who pays at the counter while a phone pays too gets the second money back', async () => {
    using(shop)
    const seatId = newSeat()
    const guest = await shop.guest(seatId, 'phone')
    const order = await shop.placed(guest, seatId, [latte])
    const payment = paymentOf(await pay(shop, guest, seatId, { method: 'provider' }))
    paymentOf(await pay(shop, barista, seatId, { method: 'counter' }))
    await scripted.pay(payment.id)
    assert.equal((await shop.read(guest, order.id)).paid, 10_000)
    await shop.service.chores.refundOwed()
    assert.equal((await shop.read(guest, order.id)).refunded, 5000)
  })

  test('the day’s report adds up by method, and shows where the provider says otherwise', async () => {
    using(shop)
    const report = async () => reconciliationSchema.parse((await shop.call(manager, 'GET', shop.at('/reconciliation'))).body)
    await shop.service.chores.chasePayments()
    const before = await report()
    const money = await shop.rows<{ kind: string; method: string; status: string; amount: number }>('select kind, method, status, amount from payment')
    for (const { method, charged, refunded, net } of before.methods) {
      const sum = (kind: string) => money.reduce((all, one) => all + (one.method === method && one.kind === kind && one.status === 'succeeded' ? Number(one.amount) : 0), 0)
      assert.deepEqual([charged, refunded, net], [sum('charge'), sum('refund'), sum('charge') - sum('refund')])
    }
    assert.deepEqual(before.methods.map(({ method }) => method), ['counter', 'scripted'])
    const own = new Set((await shop.rows<{ id: string }>('select id from payment')).map(({ id }) => id))
    const foreign = before.provider?.differences.filter(({ paymentId }) => own.has(paymentId))
    assert.deepEqual(foreign, [])
    const someone = [...scripted.records.values()].find((one) => own.has(one.reference) && one.kind === 'charge' && one.status === 'succeeded')
    assert.ok(someone)
    scripted.plant({ ...someone, amount: someone.amount + 1 })
    scripted.plant({ ...someone, reference: 'nobody-knows', ref: 'charge-x', amount: 777 })
    const kinds = (await report()).provider?.differences.filter(({ paymentId }) => paymentId === 'nobody-knows' || paymentId === someone.reference).map(({ kind, ours, theirs }) => [kind, ours, theirs])
    assert.deepEqual(kinds, [['amount', someone.amount, someone.amount + 1], ['missing-here', null, 777]])
    assert.equal((await shop.call(barista, 'GET', shop.at('/reconciliation'))).status, 403)
    assert.deepEqual(refusal(await shop.call(manager, 'GET', `${shop.at('/reconciliation')}?day=yesterday`)).slice(0, 2), [422, '#/day'])
  })

  test('orders of staff go to the kitchen at once, also where guests pay first', async () => {
    const order = orderOf(await first.place(await first.staff('barista'), newSeat(), [latte]), 201)
    assert.deepEqual([order.state, order.placedBy, order.guestId], ['placed', 'staff', null])
  })
})
