import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demo } from '@jari/contract/demo.ts'
import { menuChangeListSchema, menuChangeSchema, menuDocumentSchema, menuPreviewSchema, menuSchema } from '@jari/contract/menu.ts'
import type { Menu, MenuChange } from '@jari/contract/menu.ts'
import type { EventsFrame } from '@jari/contract/feed.ts'
import { onEachEngine } from '@jari/service/testing/engines.ts'
import { storeId } from '../../testing/order-service.ts'
import { openShop, orderOf, refusal, until } from '../../testing/shop.ts'
import type { Shop } from '../../testing/shop.ts'

onEachEngine('the menu', (engine) => {
  let shop: Shop
  let owner: string
  let manager: string
  let guest: string
  const other = demo.otherStoreId

  before(async () => {
    shop = await openShop(await engine.database())
    owner = await shop.staff('owner', [storeId, other])
    manager = await shop.staff('manager')
    guest = await shop.guest('seat-1', 'phone')
  })
  after(() => shop?.service.stop())

  const menu = async (store: string = storeId): Promise<Menu> => menuSchema.parse((await shop.call(store === storeId ? guest : await shop.guest('seat-1', 'elsewhere', { store }), 'GET', shop.at('/menu', store))).body)
  const price = async (itemId: string, store: string = storeId) => (await menu(store)).items.find(({ id }) => id === itemId)?.price
  const change = (token: string, body: object, path = '') => shop.call(token, 'POST', `/order/menu/changes${path}`, body)
  const changed = async (token: string, body: object): Promise<MenuChange> => {
    const answer = await change(token, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return menuChangeSchema.parse(answer.body)
  }
  const undo = (token: string, id: string) => shop.call(token, 'POST', `/order/menu/changes/${id}/undo`)
  const items = (patch: object) => ({ patch: { items: patch } })

  test('an order keeps the names and prices it was placed with', async () => {
    const before = await shop.placed(guest, 'seat-1', [{ itemId: 'latte', quantity: 1, options: [{ id: 'iced' }] }])
    const { id } = await changed(owner, items({ latte: { price: 5400, names: { en: 'House latte' } } }))
    const later = await shop.placed(guest, 'seat-1', [{ itemId: 'latte', quantity: 1 }])
    const again = await shop.read(guest, before.id)
    assert.deepEqual([again.total, again.lines[0]?.names.en, later.total, later.lines[0]?.names], [5000, 'Caffè latte', 5400, { en: 'House latte', ko: '카페 라떼' }])
    assert.equal((await undo(owner, id)).status, 200)
    assert.equal(await price('latte'), 5000)
  })

  test('a change for chosen stores leaves the others, and a manager changes their own store’s prices only', async () => {
    const { id } = await changed(manager, { ...items({ mocha: { price: 6100, hours: [{ from: '00:00', to: '23:59' }] } }), storeIds: [storeId] })
    assert.deepEqual([await price('mocha'), await price('mocha', other)], [6100, 5800])
    assert.deepEqual(refusal(await change(manager, { ...items({ mocha: { names: { en: 'X' } } }), storeIds: [storeId] })).slice(0, 2), [422, '#/patch/items/mocha/names'])
    assert.deepEqual(refusal(await change(manager, { ...items({ mocha: null }), storeIds: [storeId] })).slice(0, 2), [422, '#/patch/items/mocha'])
    assert.deepEqual(refusal(await change(manager, { patch: { currency: 'USD' }, storeIds: [storeId] })).slice(0, 2), [422, '#/patch/currency'])
    assert.deepEqual(refusal(await change(manager, items({ mocha: { price: 1 } }))).slice(0, 2), [422, '#/storeIds'])
    assert.deepEqual(refusal(await change(manager, { ...items({ mocha: { price: 1 } }), storeIds: [storeId, other] })).slice(0, 2), [422, '#/storeIds/1'])
    assert.equal((await change(await shop.staff('barista'), items({}))).status, 403)
    const elsewhere = await shop.staff('manager', [other])
    const listed = async (token: string) => menuChangeListSchema.parse((await shop.call(token, 'GET', '/order/menu/changes')).body).changes.some((one) => one.id === id)
    assert.deepEqual([await listed(manager), await listed(owner), await listed(elsewhere), (await undo(elsewhere, id)).status], [true, true, false, 404])
    assert.equal((await undo(manager, id)).status, 200)
  })

  test('a change that would make the menu unusable is refused, naming the member, and nothing is changed', async () => {
    const { version } = await menu()
    const wrong: [object, string][] = [
      [items({ latte: { price: -1 } }), '#/patch/items/latte/price'],
      [items({ latte: { category: 'nowhere' } }), '#/patch/items/latte/category'],
      [items({ latte: { options: ['temperature', 'colour'] } }), '#/patch/items/latte/options/1'],
      [items({ latte: { stations: ['roof'] } }), '#/patch/items/latte/stations/0'],
      [items({ latte: { colour: 'red' } }), '#/patch/items/latte/colour'],
      [items({ unicorn: { price: 1 } }), '#/patch/items/unicorn/names'],
      [{ patch: { categories: { coffee: null } } }, '#/patch/items/americano/category'],
      [{ patch: { options: { size: { default: 'huge' } } } }, '#/patch/options/size/default'],
      [{ ...items({}), effectiveAt: '2020-01-01T00:00:00Z' }, '#/effectiveAt'],
    ]
    for (const [body, pointer] of wrong) for (const path of ['', '/preview']) assert.deepEqual(refusal(await change(owner, body, path)).slice(0, 2), [422, pointer])
    assert.equal((await menu()).version, version)
  })

  test('a preview says what would be another, store by store, and changes nothing', async () => {
    const preview = async (body: object) => menuPreviewSchema.parse((await change(owner, body, '/preview')).body).stores
    const { version } = await menu()
    assert.deepEqual(await preview({ ...items({ latte: { price: 5100 }, espresso: null }), storeIds: [other] }), [
      { storeId: other, differences: [{ pointer: '#/items/espresso', before: (await preview({ ...items({ espresso: null }), storeIds: [other] }))[0]?.differences[0]?.before }, { pointer: '#/items/latte/price', before: 5000, after: 5100 }] },
    ])
    assert.deepEqual(await preview(items({ latte: { price: 5000 } })), [], 'what is so already')
    assert.equal((await menu()).version, version)
  })

  test('a change takes effect at its time and not before, tells screens then, and once', async () => {
    const socket = await shop.service.feed(storeId, { token: guest, cursor: cursorOf((await shop.call(guest, 'GET', shop.at('/feed/snapshot'))).body) })
    const types: string[] = []
    socket.on('message', (data: Buffer) => types.push(...(JSON.parse(data.toString()) as EventsFrame).events.map(({ type }) => type)))
    const effectiveAt = new Date(shop.now() + 60_000).toISOString()
    const { id } = await changed(owner, { ...items({ tiramisu: { price: 7500 } }), effectiveAt, note: 'Summer' })
    assert.equal(await price('tiramisu'), 6900)
    const at = async (time: string) => menuDocumentSchema.parse((await shop.call(owner, 'GET', `/order/menu?storeId=${storeId}&at=${time}`)).body).items.tiramisu?.price
    assert.deepEqual([await at(new Date(shop.now()).toISOString()), await at(effectiveAt)], [6900, 7500], 'the menu of another time can be looked at')
    shop.clock.ahead += 61_000
    assert.equal(await price('tiramisu'), 7500)
    await Promise.all([shop.service.chores.announceMenus(), shop.service.chores.announceMenus()])
    await until(async () => types.includes('menu.changed'))
    await shop.placed(guest, 'seat-1', [{ itemId: 'latte', quantity: 1 }])
    await until(async () => types.includes('order.placed'))
    assert.equal(types.filter((type) => type === 'menu.changed').length, 1)
    const [newest] = menuChangeListSchema.parse((await shop.call(owner, 'GET', '/order/menu/changes')).body).changes
    assert.deepEqual([newest?.id, newest?.note, newest?.by, newest?.undoneAt], [id, 'Summer', 'owner', null])
    assert.equal((await undo(owner, id)).status, 200)
    assert.equal((await undo(owner, id)).status, 409, 'once')
    await until(async () => types.filter((type) => type === 'menu.changed').length === 2)
    socket.close()
  })

  test('an undo is refused while a later change needs what it would take away', async () => {
    const made = await changed(owner, items({ 'rice-cake': { names: { en: 'Rice cake', ko: '떡' }, category: 'cake', price: 4000 } }))
    const later = await changed(owner, items({ 'rice-cake': { price: 4500 } }))
    assert.equal((await undo(owner, made.id)).status, 409)
    assert.equal((await undo(manager, later.id)).status, 404, 'not a manager’s to undo')
    assert.equal((await undo(owner, later.id)).status, 200)
    assert.equal(await price('rice-cake'), 4000)
    assert.equal((await undo(owner, made.id)).status, 200)
    assert.equal(await price('rice-cake'), undefined)
  })

  test('a brand without a menu has an empty one, and sells nothing', async () => {
    const strange = await shop.issuer.token({ kind: 'staff', sub: 's', brandId: 'new-brand', name: 's', role: 'owner', storeIds: ['new-store'] })
    assert.deepEqual(menuDocumentSchema.parse((await shop.call(strange, 'GET', '/order/menu')).body).items, {})
    assert.deepEqual(refusal(await shop.place(strange, 'x', [{ itemId: 'latte', quantity: 1 }], 'k', 'new-store')), [422, '#/lines/0/itemId', 'is not on the menu'])
    const { status } = await change(strange, { patch: { currency: 'USD', categories: { c: { names: { en: 'c', ko: 'c' } } }, items: { tea: { names: { en: 'Tea', ko: '차' }, category: 'c', price: 350 } } } })
    assert.equal(status, 201)
    const order = orderOf(await shop.place(strange, 'x', [{ itemId: 'tea', quantity: 2 }], 'k2', 'new-store'), 201)
    assert.deepEqual([order.total, order.currency], [700, 'USD'])
  })
})

function cursorOf(snapshot: object): object {
  const { epoch, offset, id } = snapshot as { epoch: string; offset: number; id: string }
  return { epoch, offset, id }
}
