import { type Clause, hasEffect, hasPlace, hasThing, type Mention } from '../grammar/clause.ts'
import type { Token } from '../reading/token.ts'

/** What the clause names without a place is in the place that it is about; where it names nothing, that place is meant. */
export function setTopic(clause: Clause, topic: Mention): void {
  if (clause.mentions.length === 0) clause.mentions.push(topic)
  else clause.mentions = clause.mentions.map((one) => (hasPlace(one) || one.scenes.length > 0 ? one : { ...one, places: topic.places, here: topic.here, everywhere: topic.everywhere, floor: topic.floor, vague: topic.vague }))
}

/** '창가 조명이랑 벽등 빼고': the last thing named, and what is linked to it, is left out. */
export function exclude(clause: Clause): void {
  const taken = takeLast(clause)
  if (taken.length === 0) clause.unknown = true
  clause.excluded.push(...taken)
  clause.rest = !clause.all
  clause.all = true
}

/** 'A 말고 B': A is dropped, with what was said of it; 'A 말고 다' leaves A out. Returns the mention that B goes on with. */
export function instead(clause: Clause, rest: readonly Token[]): Mention | undefined {
  const end = rest.findIndex(({ sense }) => sense.is === 'act' && sense.mood !== 'noun')
  const following = end < 0 ? rest : rest.slice(0, end)
  const placed = clause.mentions.at(-1) !== undefined && !hasThing(clause.mentions.at(-1)!)
  // '주방 말고 불 다 꺼줘': another place is not named, so all the others are meant
  const renamed = following.some(({ sense }) => sense.is === 'here' || (sense.is === 'named' && (!placed || Boolean(sense.places?.length) || Boolean(sense.own?.length))))
  if (!renamed && clause.mentions.length > 0 && !hasEffect(clause) && following.some(({ sense }) => sense.is === 'all')) {
    exclude(clause)
    return undefined
  }
  if (hasEffect(clause)) {
    clause.acts = []
    clause.values = []
    clause.amounts = []
    clause.ways = []
    return clause.mentions.at(-1)
  }
  const [dropped] = takeLast(clause)
  // '홀 불 말고 주방': the kind goes on
  if (dropped) clause.lent = dropped.things
  return undefined
}

function takeLast(clause: Clause): Mention[] {
  const taken: Mention[] = []
  for (let last = clause.mentions.pop(); last; last = clause.mentions.pop()) {
    taken.push(last)
    if (!clause.mentions.at(-1)?.joined) break
  }
  return taken
}
