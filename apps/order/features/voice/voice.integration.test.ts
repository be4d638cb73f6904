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

  test('the exact name of an item goes into the cart, whichever guess of the recogniser it is', async () => {
    const reply = await say(['콜드 부르', '콜드브루 2잔'])
    assert.deepEqual([reply.act, reply.cart, reply.heard], ['updated', [{ itemId: 'cold-brew', quantity: 2 }], '콜드브루 2잔'])
    assert.match(reply.say, /콜드브루/)
    assert.equal((await shop.service.database.em().execute<unknown[]>('select id from customer_order')).length, 0, 'nothing is placed')
  })

  test('what must be chosen is asked for, and the answer can be placed', async () => {
    const asked = await say(['Caffè latte'], { language: 'en' })
    assert.deepEqual([asked.act, asked.asks], ['ask', { itemId: 'latte', optionId: 'temperature', choices: ['hot', 'iced'], quantity: null }])
    const answered = await say(['iced'], { language: 'en', cart: asked.cart, context: asked.context })
    assert.deepEqual([answered.act, answered.cart], ['updated', [{ itemId: 'latte', quantity: 1, options: [{ id: 'iced' }] }]])
    assert.equal(orderOf(await shop.place(guest, 'seat-1', answered.cart), 201).lines[0]?.options[0]?.id, 'iced')
  })

  test('what is sold out is told, what is not understood changes nothing', async () => {
    await shop.call(await shop.staff('barista'), 'PUT', shop.at('/stock/tiramisu'), { soldOut: true })
    const soldOut = await say(['티라미수'])
    assert.deepEqual([soldOut.act, soldOut.itemId, soldOut.cart], ['unavailable', 'tiramisu', []])
    const cart = [{ itemId: 'mocha', quantity: 1 }]
    for (const text of ['아무 말', '', '💐'.repeat(100), '(((', 'a\u0000b']) assert.deepEqual((({ act, cart: kept }) => [act, kept])(await say([text], { cart })), ['unknown', cart])
    assert.deepEqual(refusal(await shop.call(guest, 'POST', shop.at('/voice'), { language: 'fr', alternatives: [], cart: [] })).slice(0, 2), [422, '#/language'])
  })
})
