import type { Named } from '../reading/token.ts'
import { type Clause, hasThing, type Mention, newMention } from './clause.ts'
import type { Setting } from './resolve.ts'

/** Mentions of the clause, with what they take from one another: a place alone takes the thing of its neighbour. */
export function complete(clause: Clause, said: Clause['mentions'], { home, lang }: Pick<Setting, 'home' | 'lang'>): Mention[] {
  // '스트레칭 타임 켜고 음악 줄여': a scene is not what the next wish is about
  const earlier = clause.properties.length > 0 ? said.filter(({ scenes }) => scenes.length === 0) : said
  if (clause.mentions.length === 0 && clause.acts.some(({ concept }) => concept === 'vacuum')) return [{ ...newMention(), things: [{ concept: 'vacuum' }] }]
  if (clause.mentions.length === 0) return earlier.length > 0 && clause.inherits ? earlier : clause.excluded.length > 0 || (clause.all && !clause.pronoun && clause.properties.length === 0) ? [] : earlier
  const neighbour = clause.mentions.findLast(hasThing)
  // '1층 불은 끄고 2층은 켜'
  const before = clause.properties.length === 0 ? earlier.findLast(hasThing) : undefined
  const lent = clause.lent.length > 0 ? clause.lent : ((neighbour ?? before)?.things ?? [])
  const kinds = lent.map((thing) => (thing.own?.length ? (home.naming[lang].kindOf(thing.own[0]!) ?? anyKind(thing.own[0]!, home, lang)) : thing) ?? thing)
  // '홀 소등', 'light up the hall'
  const implied = clause.acts.find(({ concept }) => concept === 'light' || concept === 'vacuum')?.concept
  // 'vacuum the kitchen': wherever the machine stands
  if (implied === 'vacuum' && !neighbour) return [{ ...newMention(), things: [{ concept: implied }] }]
  return narrowed(clause.mentions).flatMap((mention) => (clause.all && mention.plural ? [everyOne(mention, home, lang)] : listed(mention, home, lang))).map((mention) => {
    if (implied !== undefined && !hasThing(mention) && lent.length === 0) return { ...mention, things: [{ concept: implied }] }
    if (hasThing(mention) || lent.length === 0 || (clause.properties.length > 0 && !neighbour && clause.lent.length === 0)) return mention
    return { ...mention, things: kinds }
  })
}

/** '룸 에어컨 2번만': the place that is one of several takes the thing of all of them. */
function narrowed(mentions: readonly Mention[]): readonly Mention[] {
  const [one, two] = mentions
  if (mentions.length !== 2 || !one?.vague || !hasThing(one) || !two?.places || hasThing(two) || !two.places.every((place) => one.places?.includes(place))) return mentions
  return [{ ...two, things: one.things }]
}

/** A kind that the device is of. */
function anyKind(index: number, home: Setting['home'], lang: Setting['lang']): Named | undefined {
  for (const [concept, devices] of home.naming[lang].concepts) if (devices.includes(index)) return { concept }
  return undefined
}

/** 'All the bedroom lights', where one is called 'bedroom light'. */
function everyOne(mention: Mention, home: Setting['home'], lang: Setting['lang']): Mention {
  const index = mention.things.length === 1 && mention.things[0]!.own?.length === 1 ? mention.things[0]!.own[0]! : undefined
  const device = index === undefined ? undefined : home.devices[index]
  const area = home.areaIndex.get(device?.area ?? '')
  const kind = index === undefined ? undefined : home.naming[lang].kindOf(index)
  if (lang !== 'en' || !kind?.concept || area === undefined || mention.places || device!.names.en?.some((name) => name.endsWith('s'))) return mention
  return { ...mention, places: [area], things: [kind] }
}

/** '1번 룸 2번 룸 에어컨': a place, and the name of a device in another one, are two. */
function listed(mention: Mention, home: Setting['home'], lang: Setting['lang']): Mention[] {
  const [thing, ...more] = mention.things
  const index = thing?.own?.length === 1 ? thing.own[0]! : undefined
  const kind = index === undefined || more.length > 0 ? undefined : home.naming[lang].kindOf(index)
  if (!kind || index === undefined || !mention.places || mention.places.includes(home.areaIndex.get(home.devices[index]?.area ?? '') ?? -1)) return [mention]
  return [{ ...mention, things: [kind] }, { ...newMention(), things: mention.things }]
}
