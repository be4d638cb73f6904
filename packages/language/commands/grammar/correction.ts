import { type Clause, hasPlace, hasThing, isEmpty } from './clause.ts'

/** 'A, no, B': what comes after the correction replaces what it speaks of in the wish before it. */
export function mergeCorrection(before: readonly Clause[], after: readonly Clause[]): Clause[] {
  const [first, ...rest] = after
  const last = before.at(-1)
  if (!first) return [...before]
  if (!last || isEmpty(last)) return [...after]
  return [...before.slice(0, -1), replaced(last, first), ...rest]
}

function replaced(old: Clause, correction: Clause): Clause {
  const mentions = correction.mentions.length === 0 ? old.mentions : correction.mentions.map((mention) => {
    const model = old.mentions.at(-1)
    // '홀 불 켜줘, 아니 주방': only the place was wrong
    // 'everything off in the hall, I mean the lights': the place was right
    if (model && hasPlace(model) && !hasThing(model) && hasThing(mention) && !hasPlace(mention)) return { ...mention, places: model.places, here: model.here, everywhere: model.everywhere }
    return model && !hasThing(mention) && hasPlace(mention) && correction.properties.length === 0 ? { ...mention, things: model.things } : mention
  })
  const verb = correction.acts.length > 0 && !correction.acts.every(({ act }) => act === 'set')
  const effect = correction.values.length + correction.amounts.length + correction.ways.length > 0
  if (verb || effect) {
    const sameVerb = !verb && effect && old.acts.length > 0
    return { ...correction, mentions, properties: correction.properties.length > 0 ? correction.properties : old.properties, acts: sameVerb ? keepVerbs(old, correction) : correction.acts, excluded: correction.excluded, all: correction.all || (correction.mentions.length === 0 && old.all) }
  }
  const settled = correction.mood === 'open' ? old.mood : correction.mood
  return { ...old, mentions, mood: settled === 'and' ? 'do' : settled, all: correction.all || (correction.mentions.length === 0 && old.all), unknown: old.unknown || correction.unknown, acts: old.acts.length > 0 ? old.acts : correction.acts, properties: correction.properties.length > 0 ? correction.properties : old.properties }
}

/** A corrected value keeps the verb: 'set it to 24, no, 25'. */
function keepVerbs(old: Clause, correction: Clause): Clause['acts'] {
  return correction.acts.length > 0 && old.acts.every(({ act }) => act === 'set') ? correction.acts : [...old.acts, ...correction.acts]
}
