import type { Home, HomeDevice } from '../home.ts'
import type { CommandAction } from '../meaning.ts'
import { type Clause, hasPlace, hasThing, type Mention } from './clause.ts'
import { preferredFor } from './query.ts'
import { resolve, resolveExcluded, type Setting } from './resolve.ts'
import { complete } from './complete.ts'
import { canSet, type Effect } from './effect.ts'
import { acted, hasLevel } from './said.ts'
import { effectsOn, partsOn } from './wish.ts'

export type ClauseResult = { readonly places: readonly number[] | undefined; readonly mentions: Clause['mentions'] } & (
  | { readonly is: 'do'; readonly actions: readonly CommandAction[] }
  | { readonly is: 'ask'; readonly choices: readonly string[] }
  | { readonly is: 'unknown' }
)

/** What a clause does to which devices. `earlier` are the mentions of the clause before it, for one that names nothing. */
export function clauseActions(said: Clause, base: Omit<Setting, 'able' | 'wholly' | 'preferred'>, earlier: Clause['mentions']): ClauseResult {
  const { home } = base
  // 'pause' without a name is the music
  const paused: Clause = !said.mentions.some(hasThing) && !said.pronoun && said.acts.some(({ act }) => act === 'pause') ? { ...said, properties: [...said.properties, 'music'] } : said
  // '홀이랑 테라스 스피커 둘 다': both of those named
  const clause: Clause = paused.count !== undefined && paused.count === paused.mentions.length ? { ...paused, count: undefined, all: true } : paused
  const mentions = complete(clause, earlier, base)
  const places = mentions.find(({ places }) => places)?.places ?? placeInName(mentions, base)
  const told = { places, mentions }
  // 'set the lights to movie night': the scene says what becomes of them
  const scenes = mentions.filter((mention) => mention.scenes.length > 0 || mention.things.length === 0 || !mention.things.every(({ own, concept }) => concept === 'light' && !own?.length))
  if (mentions.some((mention) => mention.scenes.length > 0)) return { ...runScenes(clause, scenes), ...told }
  const others = clause.mentions.length === 0 && acted(clause, 'up', 'down', 'open', 'close') ? sameKind(clause.excluded, base) : undefined
  const wholly = (device: HomeDevice): boolean => {
    if (others && !others.has(device)) return false
    const parts = partsOn(device, clause)
    // 'open the garage' means what opens, and unlocks nothing
    if (device.type === 'lock' && acted(clause, 'open', 'close', 'isOpen', 'isClosed')) return false
    return parts.length > 0 && parts.every(({ property }) => canSet(device, property))
  }
  const setting: Setting = { ...base, able: (device) => effectsOn(device, clause).length > 0, wholly, preferred: preferredFor(clause.properties.includes('music') ? 'playback' : subject(clause, home, wholly), base.lang) }

  const excluded = new Set(clause.excluded.flatMap((mention) => [...resolveExcluded(mention, setting)]))
  const chosen = new Set<number>()
  const choices = new Set<number>()
  const wanted: (Mention | undefined)[] = mentions.length > 0 ? mentions : [undefined]
  // '휴게실 불 끄고 음악도 꺼': what was named before can do nothing of it, but its place is meant
  const inherited = clause.mentions.length === 0 && saysOfWhat(clause) && wanted.some((mention) => resolve(mention, clause, setting).devices.length === 0)
  for (const mention of inherited ? [undefined] : wanted) {
    if (!nameable(mention, clause)) return says(mention, clause, base.lang) ? { is: 'ask', choices: [], ...told } : { is: 'unknown', ...told }
    const { devices, unclear } = resolve(mention, clause, { ...setting, places: setting.places ?? (mention && !hasPlace(mention) ? places : undefined) })
    const left = devices.filter((index) => !excluded.has(index))
    if (left.length === 0) return { is: 'unknown', ...told }
    if (unclear && (left.length > 1 || excluded.size === 0)) for (const index of left) choices.add(index)
    else for (const index of left) chosen.add(index)
  }
  if (choices.size > 0) return { is: 'ask', choices: [...choices].map((index) => home.devices[index]!.id), ...told }
  const actions = group(home, [...chosen], clause)
  if (!actions) return { is: 'unknown', ...told }
  return { is: 'do', actions, ...told }
}

/** Devices of the kind of what is left out: '강가 블라인드만 남기고 다 내려' is about the other blinds. */
function sameKind(excluded: readonly Mention[], { home, lang }: Pick<Setting, 'home' | 'lang'>): ReadonlySet<HomeDevice | undefined> | undefined {
  const own = excluded.flatMap(({ things }) => things.flatMap((thing) => thing.own ?? []))
  const kind = [...home.naming[lang].concepts.values()].filter((devices) => own.length > 0 && own.every((index) => devices.includes(index)))
  return kind.length > 0 ? new Set(kind.flat().map((index) => home.devices[index])) : undefined
}

/** Whether its words are of certain things: a color or a number may be of anything. */
const saysOfWhat = ({ properties, acts }: Clause): boolean => properties.length > 0 || acts.some(({ act }) => act === 'lock' || act === 'unlock' || act === 'play' || act === 'next' || act === 'previous' || act === 'mute')

/** The area of a device whose name holds it: '매화방 에어컨 켜고 불도 켜줘'. */
function placeInName(mentions: readonly Mention[], { home, lang }: Pick<Setting, 'home' | 'lang'>): readonly number[] | undefined {
  const own = mentions.flatMap(({ things }) => things.flatMap((thing) => (thing.own?.length === 1 ? thing.own : [])))
  const [named] = own.filter((index) => home.devices[index] && home.naming[lang].kindOf(index))
  const area = named === undefined ? undefined : home.areaIndex.get(home.devices[named]!.area ?? '')
  return area === undefined ? undefined : [area]
}

/** Whether something is wished at all: a verb of doing, and in English what it is done to. */
function says(mention: Mention | undefined, clause: Clause, lang: Setting['lang']): boolean {
  if (lang === 'en' && mention === undefined && !clause.pronoun) return false
  return clause.acts.some(({ act, concept }) => act !== 'set' && act !== 'is' && concept !== 'enter') || clause.values.length + clause.amounts.length + clause.ways.length > 0
}

/** Whether it can be said what is meant: a thing, something that only some devices have, or everything. */
function nameable(mention: Mention | undefined, clause: Clause): boolean {
  if (mention && hasThing(mention)) return true
  if ((clause.all && !clause.rest) || (mention?.places && acted(clause, 'open', 'close', 'isOpen', 'isClosed'))) return true
  if (clause.properties.some((property) => property !== 'power' && property !== 'level') || clause.ways.some(({ property }) => property)) return true
  if (clause.values.some(({ property }) => property !== 'level') || clause.amounts.some(({ unit }) => unit === 'degree' || unit === 'kelvin')) return true
  return clause.acts.some(({ act, concept }) => (act === 'lock' || act === 'unlock') && concept !== 'fasten' || act === 'play' || act === 'pause' || act === 'next' || act === 'previous' || act === 'mute')
}

/** The property that a clause is about where it names no thing. */
function subject(clause: Clause, home: Home, wholly: (device: HomeDevice) => boolean) {
  const device = home.devices.find((one) => one && wholly(one))
  const properties = device ? partsOn(device, clause).map(({ property }) => property) : []
  return properties.find((property) => property !== 'power') ?? properties[0]
}

/** Only with its name and a verb of doing. */
function runScenes(clause: Clause, mentions: readonly Mention[]): { is: 'do'; actions: CommandAction[] } | { is: 'unknown' } | { is: 'ask'; choices: [] } {
  const doing = ['run', 'on', 'isOn', 'start', 'set', 'turn', 'play', 'next', 'open']
  if (clause.acts.length === 0 || !clause.acts.every(({ act }) => doing.includes(act))) return { is: 'unknown' }
  if (mentions.some(({ scenes }) => scenes.length > 1)) return { is: 'ask', choices: [] }
  if (mentions.some(({ scenes }) => scenes.length === 0) || hasLevel(clause)) return { is: 'unknown' }
  return { is: 'do', actions: mentions.map(({ scenes }) => ({ scene: scenes[0]! })) }
}

/** Devices with equal effects share an action; undefined where a part of the wish suits none of them. */
function group(home: Home, devices: readonly number[], clause: Clause): CommandAction[] | undefined {
  const wanted = new Set<string>()
  const done = new Set<string>()
  const groups = new Map<string, { effects: Effect[]; ids: string[] }>()
  for (const index of devices) {
    const device = home.devices[index]!
    for (const part of partsOn(device, clause)) wanted.add(part.property)
    const effects = effectsOn(device, clause)
    for (const { property } of effects) done.add(property)
    const key = JSON.stringify(effects)
    const known = groups.get(key)
    if (known) known.ids.push(device.id)
    else groups.set(key, { effects, ids: [device.id] })
  }
  if (wanted.size === 0 || [...wanted].some((property) => !done.has(property))) return undefined
  return [...groups.values()].flatMap(({ effects, ids }) => toActions(effects, ids))
}

function toActions(effects: readonly Effect[], devices: readonly string[]): CommandAction[] {
  const set = effects.flatMap((effect) => ('value' in effect ? [[effect.property, effect.value] as const] : []))
  const changes = effects.flatMap((effect) => ('direction' in effect ? [effect] : []))
  return [
    ...(set.length > 0 ? [{ devices, set: Object.fromEntries(set) }] : []),
    ...changes.map(({ property, direction, by }) => ({ devices, change: { [property]: direction }, ...(by !== undefined && { by }) })),
  ]
}
