import type { EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import type { Store } from '@jari/contract/store.ts'
import { note } from '../../repositories/audit.ts'
import type { Actor } from '../../repositories/audit.ts'
import { addSeat, changeSeat, findSeat } from '../../repositories/seats.ts'
import type { SeatRow } from '../../repositories/seats.ts'
import { isUniqueViolation } from '../../unique-violation.ts'

/** Adds a seat; a conflict (409) if there is one with that id. */
export async function createSeat(em: EntityManager, store: Store, input: { id: string; name: string }, by: Actor, now: number): Promise<SeatRow> {
  const taken = () => problems.conflict(`There is a seat ${input.id} already.`)
  try {
    if (!(await addSeat(em, { storeId: store.id, ...input }))) throw taken()
  } catch (error) {
    throw isUniqueViolation(error) ? taken() : error
  }
  await note(em, { brandId: store.brandId, by, action: 'seat.created', subject: `${store.id}/${input.id}`, storeId: store.id, detail: { name: input.name } }, now)
  return seatThere(em, store.id, input.id)
}

const actions = { remove: 'seat.removed', 'renew-code': 'seat.code-renewed' } as const

/** Renames a seat, renews its code, or removes it; 404 if it is not there. Returns the seat as it was. */
export async function editSeat(em: EntityManager, store: Store, seatId: string, change: keyof typeof actions | { name: string }, by: Actor, now: number): Promise<SeatRow> {
  const before = await seatThere(em, store.id, seatId)
  if (!(await changeSeat(em, store.id, seatId, change))) throw problems.notFound('seat')
  const [action, detail] = typeof change === 'object' ? ['seat.changed', { name: { from: before.name, to: change.name } }] : [actions[change], { name: before.name }]
  await note(em, { brandId: store.brandId, by, action, subject: `${store.id}/${seatId}`, storeId: store.id, detail }, now)
  return before
}

/** A seat of a store, or 404. */
export async function seatThere(em: EntityManager, storeId: string, seatId: string): Promise<SeatRow> {
  const seat = await findSeat(em, storeId, seatId)
  if (!seat) throw problems.notFound('seat')
  return seat
}
