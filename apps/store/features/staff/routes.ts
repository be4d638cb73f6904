import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { newStaffSchema, passwordChangeSchema, staffChangeSchema, staffListSchema, staffMemberSchema } from '@jari/contract/staff.ts'
import { anyStaff } from '@jari/service/caller.ts'
import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { transact } from '@jari/service/transact.ts'
import { hashPassword } from '../../password.ts'
import { endSessionsOf } from '../../repositories/staff-sessions.ts'
import { staffOfBrand } from '../../repositories/staff.ts'
import { actorOf, staffOnly } from '../../staff-caller.ts'
import { mayManage, sees } from './authority.ts'
import type { SignInLimit } from '../sessions/sign-in-limit.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { changeStaff, colleague, dismiss, hire, noteStaff, shown } from './change-staff.ts'

const params = z.object({ staffId: idSchema })
const auth = { staff: ['owner', 'manager'] } as const
const badStores = 'A store is not the brand’s'

/** Who works here. */
export function staffRoutes({ database, limit, now }: { database: Database; limit: SignInLimit; now: () => number }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/store/staff',
      summary: 'Who works in the brand; for a manager, in their stores',
      auth,
      responses: { 200: staffListSchema },
      handler: async (_, caller) => {
        const me = staffOnly(caller)
        return { status: 200, body: { staff: (await staffOfBrand(database.em(), me.brandId)).filter((one) => sees(me, one)).map(shown) } }
      },
    }),
    route({
      method: 'POST',
      path: '/store/staff',
      summary: 'Add somebody; a manager adds baristas to their own stores',
      auth,
      body: newStaffSchema,
      responses: { 201: staffMemberSchema },
      problems: { 409: 'The name is taken', 422: badStores },
      handler: async ({ body }, caller) => {
        const me = staffOnly(caller)
        if (!mayManage(me, body)) throw problems.forbidden('A manager adds baristas to their own stores.')
        const passwordHash = await hashPassword(body.password)
        return { status: 201, body: shown(await transact(database, (em) => hire(em, me.brandId, body, passwordHash, actorOf(me), now()))) }
      },
    }),
    route({
      method: 'POST',
      path: '/store/staff/password',
      summary: 'Change the caller’s own password; every session of theirs ends',
      auth: { staff: anyStaff },
      body: passwordChangeSchema,
      responses: { 204: null },
      problems: { 422: 'The current password is wrong', 429: 'Too many tries' },
      handler: async ({ body, remoteAddress }, caller) => {
        await changeOwnPassword({ database, limit, now }, staffOnly(caller), body, remoteAddress)
        return { status: 204 }
      },
    }),
    route({
      method: 'GET',
      path: '/store/staff/:staffId',
      summary: 'Somebody who works here',
      auth: { staff: anyStaff },
      ownership: 'store',
      params,
      responses: { 200: staffMemberSchema },
      handler: async ({ params: { staffId } }, caller) => ({ status: 200, body: shown(await colleague(database.em(), staffOnly(caller), staffId)) }),
    }),
    route({
      method: 'PATCH',
      path: '/store/staff/:staffId',
      summary: 'Change somebody; a new password ends their sessions, a new role or store is in force within 15 minutes',
      auth,
      ownership: 'store',
      params,
      body: staffChangeSchema,
      responses: { 200: staffMemberSchema },
      problems: { 409: 'The name is taken, or the brand would have no owner', 422: badStores },
      handler: async ({ params: { staffId }, body }, caller) => {
        const passwordHash = body.password === undefined ? null : await hashPassword(body.password)
        return { status: 200, body: shown(await transact(database, (em) => changeStaff(em, staffOnly(caller), staffId, body, passwordHash, now()))) }
      },
    }),
    route({
      method: 'DELETE',
      path: '/store/staff/:staffId',
      summary: 'Remove somebody; they are out within 15 minutes',
      auth,
      ownership: 'store',
      params,
      responses: { 204: null },
      problems: { 409: 'The brand would have no owner' },
      handler: async ({ params: { staffId } }, caller) => {
        await transact(database, (em) => dismiss(em, staffOnly(caller), staffId, now()))
        return { status: 204 }
      },
    }),
    route({
      method: 'DELETE',
      path: '/store/staff/:staffId/sessions',
      summary: 'Sign somebody out everywhere',
      auth,
      ownership: 'store',
      params,
      responses: { 204: null },
      handler: async ({ params: { staffId } }, caller) => {
        await transact(database, async (em) => {
          const me = staffOnly(caller)
          const person = await colleague(em, me, staffId)
          if (me.sub !== person.id && !mayManage(me, person)) throw problems.forbidden('A manager manages the baristas of their own stores.')
          const sessions = await endSessionsOf(em, staffId, now())
          await noteStaff(em, 'staff.signed-out', person, actorOf(me), now(), { sessions })
        })
        return { status: 204 }
      },
    }),
  ]
}
