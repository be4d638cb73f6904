import type { EventDraft, EventLog } from '@jari/feed/event-log.ts'
import type { StoredAnswer } from '@jari/service/kept-answer.ts'
import { problems } from '@jari/service/problems.ts'
import type { Script } from '@jari/service/script.ts'

/**
 * What is kept under a key for an order that was written: not its JSON a second time, which is a third of all that an order
 * writes, but where the log tells it. No JSON begins like that.
 */
export function answerByEvent(answer: StoredAnswer, { storeId }: EventDraft, offset: number): StoredAnswer {
  return { ...answer, json: `@${storeId}/${offset}` }
}

const place = /^@(.+)\/(\d+)$/
/** What an event about an order has around the order's JSON. */
const [before, after] = ['{"order":', '}']

/** Answers with the orders that the log tells in their places. Throws a conflict if the log was cut before the key was forgotten. */
export async function readAnswers(script: Script, log: EventLog, answers: Map<string, StoredAnswer>): Promise<Map<string, StoredAnswer>> {
  const told = [...answers].flatMap(([id, answer]) => {
    const [, storeId, offset] = place.exec(answer.json) ?? []
    return storeId === undefined ? [] : [{ id, answer, question: log.at(storeId, Number(offset)) }]
  })
  const events = await script.ask(...told.map(({ question }) => question))
  for (const [i, { id, answer }] of told.entries()) {
    const event = events[i]
    if (!event) throw problems.conflict('The request was carried out, and its answer is no longer kept.')
    answers.set(id, { ...answer, json: event.json.slice(before.length, -after.length) })
  }
  return answers
}
