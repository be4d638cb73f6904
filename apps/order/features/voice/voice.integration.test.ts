import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { voiceReplySchema } from '@jari/contract/voice-order.ts'
import { hangs } from '@jari/service/testing/engines.ts'
import { openShop, orderOf, refusal } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'

describe('ordering by voice', { timeout: hangs }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-voice-'))
  let shop: Shop
  let guest: string
  before(async () => {
    shop = await openShop(`sqlite:${folder}/order.sqlite`)
    guest = await shop.guest('seat-1', 'phone')
  })
  after(async () => {
    await shop?.service.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const say = async (texts: string[], more: object = {}) => voiceReplySchema.parse((await shop.call(guest, 'POST', shop.at('/voice'), { language: 'ko', alternatives: texts.map((text) => ({ text })), cart: [], ...more })).body)

  test('an order in one breath goes into the cart, whichever guess of the recogniser is the sensible one', async () => {
    const reply = await say(['콜드 부르르 두 장', '콜드브루 두 잔이랑 소금빵 하나요'])
    assert.deepEqual([reply.act, reply.cart, reply.heard], ['updated', [{ itemId: 'cold-brew', quantity: 2 }, { itemId: 'salt-bread', quantity: 1 }], '콜드브루 두 잔이랑 소금빵 하나요'])
    assert.match(reply.say, /콜드브루 × 2, 소금빵 × 1/)
    assert.equal((await shop.service.database.em().execute<unknown[]>('select id from customer_order')).length, 0, 'nothing is placed')
  })

  test('what must be chosen is asked for, the answer is understood by what was asked, and the cart can be placed', async () => {
    const asked = await say(['A caffè latte, please'], { language: 'en' })
    assert.deepEqual([asked.act, asked.asks], ['ask', { itemId: 'latte', optionId: 'temperature', choices: ['hot', 'iced'], quantity: null }])
    const answered = await say(['iced'], { language: 'en', cart: asked.cart, context: asked.context })
    assert.deepEqual([answered.act, answered.cart], ['updated', [{ itemId: 'latte', quantity: 1, options: [{ id: 'iced' }] }]])
    assert.equal(orderOf(await shop.place(guest, 'seat-1', answered.cart), 201).lines[0]?.options[0]?.id, 'iced')
    const more = await say(['with two extra shots'], { language: 'en', cart: answered.cart.map((line) => ({ ...line, note: 'for Mina' })), context: answered.context })
    assert.deepEqual(more.cart.map(({ options, note }) => [options?.find(({ id }) => id === 'extra-shot')?.count, note]), [[2, 'for Mina']])
  })

  test('what the kitchen has sold out since is told, and a question is answered with the price', async () => {
    assert.equal((await say(['티라미수 하나'])).act, 'updated')
    await shop.call(await shop.staff('barista'), 'PUT', shop.at('/stock/tiramisu'), { soldOut: true })
    const soldOut = await say(['티라미수 하나'])
    assert.deepEqual([soldOut.act, soldOut.itemId, soldOut.cart], ['unavailable', 'tiramisu', []])
    const price = await say(['How much is the cheesecake?'], { language: 'en' })
    assert.deepEqual([price.act, price.say], ['question', 'Cheesecake: ₩6,500.'])
  })

  test('what is no order changes nothing, whatever it is and whatever the context claims', async () => {
    const cart = [{ itemId: 'mocha', quantity: 1, options: [{ id: 'hot' }], note: 'for Mina' }]
    for (const text of ['오늘 날씨 참 좋네요', '', '💐'.repeat(100), '(((', 'a\u0000b']) {
      for (const context of [undefined, null, 'x', { touched: 7, pending: [{}], asked: { item: {} } }]) assert.deepEqual((({ act, cart: kept }) => [act, kept])(await say([text], { cart, context })), ['unknown', cart])
    }
    assert.deepEqual(refusal(await shop.call(guest, 'POST', shop.at('/voice'), { language: 'fr', alternatives: [], cart: [] })).slice(0, 2), [422, '#/language'])
  })
})
