import type { Cursor } from '@jari/contract/feed.ts'
import type { LoggedEvent } from './event-log.ts'

/** An events frame as text. The events' data is put in as the JSON it was stored as: nothing is parsed to be written again. */
export function eventsFrame(prev: number, to: Cursor, events: readonly LoggedEvent[]): string {
  const list = events.map((event) => `{"offset":${event.offset},"id":${JSON.stringify(event.id)},"type":${JSON.stringify(event.type)},"at":"${new Date(event.at).toISOString()}","data":${event.json}}`)
  return `{"type":"events","epoch":${JSON.stringify(to.epoch)},"prev":${prev},"offset":${to.offset},"id":${JSON.stringify(to.id)},"events":[${list.join(',')}]}`
}

/** A reset frame as text. */
export function resetFrame(reason: string): string {
  return JSON.stringify({ type: 'reset', reason })
}
