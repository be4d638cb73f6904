import { z } from 'zod'
import { everySeat, menuEventType } from '@jari/contract/feed.ts'
import { idSchema } from '@jari/contract/id.ts'
import { menuChangeListSchema, menuChangeRequestSchema, menuChangeSchema, menuDocumentSchema, menuPreviewSchema, menuSchema } from '@jari/contract/menu.ts'
import type { MenuChange, MenuChangeRequest } from '@jari/contract/menu.ts'
import type { EventDraft } from '@jari/feed/event-log.ts'
import { anyStaff, callerName } from '@jari/service/caller.ts'
import type { Caller } from '@jari/service/caller.ts'
import { newId } from '@jari/service/id.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { DeskRepository } from '../../desk-repository.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { MenuRepository } from '../../menu-repository.ts'
import type { StoreClock } from '../../store-clock.ts'
import type { WriteAlone } from '../../write-alone.ts'
import { checkChange, checkMayChange, faultsFrom, previewChange } from './change-menu.ts'
import { changesAt, foldMenu, readMenu } from './menu-at.ts'
import type { PlannedChange } from './menu-at.ts'
import type { Json } from './merge-patch.ts'
import { shownMenu } from './store-menu.ts'

export type MenuRouteParts = { readonly menus: MenuRepository; readonly desks: DeskRepository; readonly profiles: StoreProfiles; readonly clock: StoreClock; readonly write: WriteAlone; readonly now: () => number }

/** The most that is shown of what was changed. */
const listed = 200
const menuQuery = z.strictObject({ storeId: idSchema.optional(), at: z.iso.datetime().optional() })

/** Tells a store's screens that its menu is another. */
export function menuEvent(storeId: string, changeId: string, at: number): EventDraft {
  return { storeId, type: menuEventType, seat: everySeat, at, data: { changeId } }
}

/** What stores sell, and how that is changed. */
export function menuRoutes({ menus, desks, profiles, clock, write, now }: MenuRouteParts): Route[] {
  const planned = (request: MenuChangeRequest): PlannedChange => ({ id: newId(now()), patch: request.patch as Json, storeIds: request.storeIds ?? null, effectiveAt: request.effectiveAt ? Date.parse(request.effectiveAt) : now(), undone: false })
  const readable = (request: MenuChangeRequest) => {
    if (request.effectiveAt && Date.parse(request.effectiveAt) < now() - 60_000) throw problems.invalid([{ in: 'body', pointer: '#/effectiveAt', detail: 'is past' }])
    return request
  }
  const ownStores = (caller: Caller) => (caller.kind === 'staff' ? caller.storeIds : [])

  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/menu',
      summary: 'The menu of a store as it is now: prices, what is sold out, how many are left',
      auth: { guest: true, staff: anyStaff },
      params: z.object({ storeId: idSchema }),
      responses: { 200: menuSchema },
      handler: async ({ params: { storeId } }, caller) => {
        const [menu, { timeZone }, kitchen] = await Promise.all([menus.ofStore(caller.brandId, storeId), profiles.of(storeId), desks.read([storeId])])
        return { status: 200, body: shownMenu(storeId, menu, (kitchen.get(storeId) ?? emptyDesk).board, clock(now(), timeZone)), headers: { 'Cache-Control': 'no-store' } }
      },
    }),
    route({
      method: 'GET',
      path: '/order/menu',
      summary: 'The brand’s menu document, or one store’s, now or at another time',
      auth: { staff: anyStaff },
      query: menuQuery,
      responses: { 200: menuDocumentSchema },
      problems: { 404: 'The store is none of yours' },
      handler: async ({ query: { storeId, at } }, caller) => {
        if (storeId && !ownStores(caller).includes(storeId)) throw problems.notFound('store')
        const read = readMenu(foldMenu(changesAt(await menus.plannedOf(caller.brandId), storeId ?? null, at ? Date.parse(at) : now())))
        if ('faults' in read) throw new Error(`A menu of ${caller.brandId} is not usable: ${JSON.stringify(read.faults)}`)
        return { status: 200, body: read.document }
      },
    }),
    route({
      method: 'GET',
      path: '/order/menu/changes',
      summary: 'What was changed of the menu of the caller’s stores, newest first, with what is yet to take effect',
      auth: { staff: ['owner', 'manager'] },
      responses: { 200: menuChangeListSchema },
      handler: async (_, caller) => {
        const concerns = ({ storeIds }: MenuChange) => storeIds === null || storeIds.some((id) => ownStores(caller).includes(id))
        return { status: 200, body: { changes: (await menus.list(caller.brandId, listed)).filter(concerns) } }
      },
    }),
    route({
      method: 'POST',
      path: '/order/menu/changes/preview',
      summary: 'What a change of the menu would do, store by store; changes nothing',
      auth: { staff: ['owner', 'manager'] },
      body: menuChangeRequestSchema,
      responses: { 200: menuPreviewSchema },
      problems: { 422: 'The menu would not be usable, or the stores or members are not the caller’s to change' },
      handler: async ({ body }, caller) => {
        checkMayChange(readable(body), caller)
        const changes = await menus.plannedOf(caller.brandId)
        const next = planned(body)
        checkChange(changes, next, now())
        return { status: 200, body: { stores: previewChange(changes, next, now()) } }
      },
    }),
    route({
      method: 'POST',
      path: '/order/menu/changes',
      summary: 'Change the menu of all or of chosen stores, at once or at a time',
      auth: { staff: ['owner', 'manager'] },
      body: menuChangeRequestSchema,
      idempotency: 'optional',
      responses: { 201: menuChangeSchema },
      problems: { 422: 'The menu would not be usable, or the stores or members are not the caller’s to change' },
      handler: async ({ body, idempotencyKey }, caller) => {
        checkMayChange(readable(body), caller)
        const use = idempotencyKey ? keyUse({ caller: callerName(caller), operation: 'change-menu', key: idempotencyKey, request: body }) : null
        const announceTo = body.storeIds ?? ownStores(caller)
        const reply = await write(announceTo, use, async ({ em, emit }) => {
          const next = planned(body)
          checkChange(await menus.plannedOf(caller.brandId, em), next, now())
          const change: MenuChange = { id: next.id, patch: body.patch, storeIds: body.storeIds ?? null, effectiveAt: new Date(next.effectiveAt).toISOString(), note: body.note || null, by: personOf(caller), createdAt: new Date(now()).toISOString(), undoneAt: null, undoneBy: null }
          const announced = next.effectiveAt <= now()
          await menus.insert(em, { brandId: caller.brandId, change, announceTo, announced })
          if (announced) for (const storeId of announceTo) emit(menuEvent(storeId, change.id, now()))
          return { status: 201, body: change }
        })
        menus.forget(caller.brandId)
        return reply
      },
    }),
    route({
      method: 'POST',
      path: '/order/menu/changes/:changeId/undo',
      summary: 'Take a change of the menu back; later changes stay',
      auth: { staff: ['owner', 'manager'] },
      ownership: 'store',
      params: z.object({ changeId: idSchema }),
      responses: { 200: menuChangeSchema },
      problems: { 409: 'It was undone already, or a later change needs it' },
      handler: async ({ params: { changeId } }, caller) => {
        const found = await menus.find(caller.brandId, changeId)
        const mine = found?.change.storeIds?.every((id) => ownStores(caller).includes(id)) ?? (caller.kind === 'staff' && caller.role === 'owner')
        if (!found || !mine) throw problems.notFound('change')
        const reply = await write(found.announceTo, null, async ({ em, emit }) => {
          const changes = (await menus.plannedOf(caller.brandId, em)).map((one) => (one.id === changeId ? { ...one, undone: true } : one))
          const [fault] = faultsFrom(changes, now())
          if (fault) throw problems.conflict(`Without this change the menu would not be usable: ${fault.path.join('/')} ${fault.detail}.`)
          if (!(await menus.undo(em, caller.brandId, changeId, personOf(caller)))) throw problems.conflict('The change was undone already.')
          if (Date.parse(found.change.effectiveAt) <= now()) for (const storeId of found.announceTo) emit(menuEvent(storeId, changeId, now()))
          return { status: 200, body: (await menus.find(caller.brandId, changeId, em))?.change }
        })
        menus.forget(caller.brandId)
        return reply
      },
    }),
  ]
}

function personOf(caller: Caller): string {
  return caller.kind === 'staff' ? caller.name : caller.kind
}
