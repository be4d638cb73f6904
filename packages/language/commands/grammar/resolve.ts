import type { Language } from '../../language.ts'
import type { Home, HomeDevice } from '../home.ts'
import type { Named } from '../reading/token.ts'
import { type Clause, hasPlace, hasThing, type Mention } from './clause.ts'

/** Devices that are meant; `unclear` where several fit and one of them must be chosen; empty where nothing fits. */
export type Resolved = { readonly devices: readonly number[]; readonly unclear: boolean }

/** Where somebody stands and what has been named before, for things named without a place. */
export type Setting = {
  readonly home: Home
  readonly lang: Language
  /** Index of the area where the speaker stands. */
  readonly area: number | undefined
  /** Places named earlier in the sentence. */
  readonly places: readonly number[] | undefined
  /** Whether the device can take what is wished. */
  readonly able: (device: HomeDevice) => boolean
  /** Whether it can take all of it: asked where no thing is named. */
  readonly wholly: (device: HomeDevice) => boolean
  /** Types that are preferred where no thing is named: lights for brightness. */
  readonly preferred: readonly HomeDevice['type'][]
}

/** The devices that a mention means, or that are meant where only a property is named (`mention` undefined). */
export function resolve(mention: Mention | undefined, clause: Clause, setting: Setting): Resolved {
  const { home } = setting
  const things = mention?.things ?? []
  // 'light' that one device is called is that one alone, but not among all, nor among 'the lights'
  const plainly = (index: number) => !home.devices[index]?.names[setting.lang]?.some((name) => name.endsWith('s'))
  const kindly = clause.all || (mention?.plural === true && things.every(({ own }) => own?.every(plainly) ?? true))
  const found = things.length > 0 ? named(things, setting, kindly) : { candidates: home.devices.flatMap((device, index) => (device ? [index] : [])), own: false }
  const fits = found.candidates.filter((index) => (things.length > 0 ? setting.able : setting.wholly)(home.devices[index]!))
  const able = things.length > 0 ? fits : prefer(fits, setting)
  if (mention && hasPlace(mention)) {
    const there = inPlace(mention, fits, clause, setting)
    if (there.devices.length > 0 || !found.own) return there
    // the name belongs to a device elsewhere, and is part of the name of one here
    return inPlace(mention, parts(things, setting), clause, setting)
  }
  // '화장실 불이랑 환풍기': the one there, though another is called just so
  if (mention?.beside && setting.places && (found.own || things.some(({ own }) => own?.length))) {
    const beside = parts(things, setting).filter((index) => setting.places!.includes(areaOf(home, index)))
    if (beside.length > 0) return choose(beside, clause)
  }
  // the name of one device, whatever else there is of its kind
  if (found.own && able.length === 1) return { devices: able, unclear: false }
  if (able.length === 0) return { devices: [], unclear: false }
  if (clause.count !== undefined) return counted(able, clause.count, setting)
  const here = able.filter((index) => areaOf(home, index) === setting.area)
  if (setting.area !== undefined && here.length > 0) return choose(here, clause)
  // those of the kind that are here can't do it; that others elsewhere can is not meant
  if (setting.area !== undefined && !found.own && !clause.all && things.length > 0 && found.candidates.some((index) => areaOf(home, index) === setting.area)) return { devices: [], unclear: false }
  if (clause.all) return { devices: able, unclear: false }
  if (able.length === 1) return { devices: able, unclear: false }
  if (setting.places) {
    const there = able.filter((index) => setting.places!.includes(areaOf(home, index)))
    if (there.length > 0) return choose(there, clause)
  }
  if (home.unnamedPlace === 'all' && setting.area === undefined && !clause.one && (things.length > 0 ? !(clause.pronoun && mention?.plural === false) : isAbout(clause, setting.lang) && !refers(clause) && (clause.all || alike(able, home)))) return { devices: able, unclear: false }
  return { devices: able, unclear: true }
}

/** 'Stop it' speaks of something that is not named; 'make it warmer' does not. */
const refers = ({ pronoun, ways, acts }: Clause): boolean => pronoun && !(ways.length > 0 && acts.some(({ act }) => act === 'set'))

/** Whether they are of one kind: 'speed to 8' may be that of fans and of other machines. */
const alike = (devices: readonly number[], home: Home): boolean => new Set(devices.map((index) => kindOf[home.devices[index]!.type] ?? home.devices[index]!.type)).size === 1
const kindOf: Partial<Record<HomeDevice['type'], string>> = { speaker: 'sound', display: 'sound' }

/** Whether it says of what kind of thing it is: 'louder' and 'next song' do; 'to cooling' and '시원하게' may be said of anything. */
const isAbout = ({ properties, ways, acts }: Clause, lang: Language): boolean => properties.length > 0 || (lang === 'en' && ways.some(({ property }) => property)) || acts.some(({ act }) => ['mute', 'next', 'previous', 'play', 'pause', 'lock'].includes(act))

/** Devices with the words as a part of their name, or of their kind. */
function parts(things: readonly Named[], setting: Setting): number[] {
  const { candidates } = named(things.map(({ part, concept }) => ({ ...(part && { part }), ...(concept !== undefined && { concept }) })), setting)
  return candidates.filter((index) => setting.able(setting.home.devices[index]!))
}

function inPlace(mention: Mention, able: readonly number[], clause: Clause, setting: Setting): Resolved {
  const { home } = setting
  if (mention.here && !mention.places && setting.area === undefined) return { devices: able, unclear: able.length > 1 }
  const places = mention.everywhere && !mention.places ? undefined : new Set([...(mention.places ?? []), ...(mention.here && setting.area !== undefined ? [setting.area] : [])])
  const fits = places ? able.filter((index) => places.has(areaOf(home, index))) : able
  const there = hasThing(mention) ? fits : prefer(fits, setting)
  if (mention.vague && new Set(there.map((index) => areaOf(home, index))).size > 1 && !clause.all) {
    const here = there.filter((index) => areaOf(home, index) === setting.area)
    return here.length > 0 ? choose(here, clause) : { devices: there, unclear: true }
  }
  if (clause.count !== undefined && there.length !== clause.count && !mention.everywhere && mention.places?.length !== clause.count) return { devices: there, unclear: there.length > 0 }
  return choose(there, clause)
}

const areaOf = (home: Home, index: number): number => home.areaIndex.get(home.devices[index]!.area ?? '') ?? -1

/** 'Only one of them' of several needs to be asked. */
const choose = (devices: readonly number[], { one }: Clause): Resolved => ({ devices, unclear: one && devices.length > 1 })

/** 'Both': there must be two, here or at all. */
function counted(able: readonly number[], count: number, { home, area, places }: Setting): Resolved {
  const scopes = [area === undefined ? [] : able.filter((index) => areaOf(home, index) === area), places ? able.filter((index) => places.includes(areaOf(home, index))) : [], able]
  for (const scope of scopes) if (scope.length === count) return { devices: scope, unclear: false }
  return { devices: able, unclear: able.length > 0 }
}

/** Kinds that are said of parts of a thing: the light of a sign, the screen of a kiosk. */
const empty: ReadonlySet<string> = new Set(['light', 'screen', 'switch', 'plug'])

/** Devices that every word of the mention fits; a whole name beats its words, and words beat kinds. */
function named(things: readonly Named[], setting: Setting, kindly = false): { candidates: readonly number[]; own: boolean } {
  let candidates: readonly number[] | undefined
  let own = false
  for (const thing of things) {
    const fits = devicesOf(thing, setting, kindly)
    if (candidates === undefined) {
      candidates = fits.devices
      own = fits.own
      continue
    }
    const among: ReadonlySet<number> = new Set(fits.devices)
    const both = candidates.filter((index) => among.has(index))
    // '간판 불': a kind that the named thing is not of says no more than its name
    if (both.length === 0 && (own || (thing.concept === 'screen' && candidates.some((index) => setting.home.devices[index]!.type === 'display'))) && empty.has(thing.concept ?? '')) continue
    if (both.length === 0 && fits.own && empty.has(things[0]!.concept ?? '')) candidates = fits.devices
    else candidates = both
    own = own || fits.own
  }
  return { candidates: candidates ?? [], own }
}

function devicesOf({ own, part, concept }: Named, { home, lang, able }: Setting, kindly: boolean): { devices: readonly number[]; own: boolean } {
  const alive = (list: readonly number[]) => list.filter((index) => home.devices[index] !== undefined)
  if (own?.length) {
    const devices = alive(own)
    // '조명' that several devices are called is a kind
    const kind = (devices.length > 1 || kindly) && concept !== undefined ? alive(home.naming[lang].concepts.get(concept) ?? []) : []
    const both = new Set([...devices, ...kind])
    if (kind.length > 0 && (devices.length > 1 || both.size > 1)) return { devices: [...both].sort((a, b) => a - b), own: false }
    if (devices.length > 0) return { devices, own: true }
  }
  const kind = concept === undefined ? [] : alive(home.naming[lang].concepts.get(concept) ?? [])
  const words = alive(part ?? [])
  if (kind.length === 0) return { devices: words, own: false }
  if (words.length === 0) return { devices: kind, own: false }
  const both = [...new Set([...kind, ...words])].sort((a, b) => a - b)
  return { devices: both.some((index) => able(home.devices[index]!)) ? both : words, own: false }
}

/** Those of the preferred types, if there are any. */
function prefer(devices: readonly number[], { home, preferred }: Setting): readonly number[] {
  const first = devices.filter((index) => preferred.includes(home.devices[index]!.type))
  return first.length > 0 ? first : devices
}

/** Devices that are left out: everything of the kind in the places, without asking. */
export function resolveExcluded(mention: Mention, setting: Setting): ReadonlySet<number> {
  const { home } = setting
  const things = hasThing(mention) ? named(mention.things, { ...setting, able: () => true }).candidates : home.devices.flatMap((device, index) => (device ? [index] : []))
  if (!hasPlace(mention)) return new Set(things)
  const places = new Set([...(mention.places ?? []), ...(mention.here && setting.area !== undefined ? [setting.area] : [])])
  return new Set(things.filter((index) => mention.everywhere || places.has(areaOf(home, index))))
}
