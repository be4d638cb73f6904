import { demo } from '@jari/contract/demo.ts'
import type { Hours } from '@jari/contract/store.ts'

const span = (from: string, to: string) => [{ from, to }]
const split = [...span('10:00', '15:00'), ...span('17:00', '21:00')]

/** The demo's hours while hours refused nothing yet. Stores that were left with them would turn guests away at night. */
export const formerHours: Readonly<Record<string, Hours>> = {
  [demo.storeId]: { mon: span('08:00', '21:00'), tue: span('08:00', '21:00'), wed: span('08:00', '21:00'), thu: span('08:00', '21:00'), fri: span('08:00', '23:00'), sat: span('09:00', '23:00'), sun: span('09:00', '21:00') },
  [demo.otherStoreId]: { mon: [], tue: split, wed: split, thu: split, fri: split, sat: span('10:00', '21:00'), sun: span('10:00', '21:00') },
}
