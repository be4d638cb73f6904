import type { Language } from '../language.ts'
import { NameReader } from './device-names.ts'
import { floorNames } from './floors.ts'
import type { HomeArea, HomeDevice, HomeScene } from './home.ts'
import { conceptKeys, kindsOf, written } from './kinds.ts'
import { otherWords, placeWords } from './place-words.ts'
import { fineKey } from './reading/sounds.ts'
import type { Named } from './reading/token.ts'
import { Trie } from './reading/trie.ts'

type Mutable = { places: number[]; floor?: boolean; vague?: boolean; own: number[]; part: number[]; concept?: string; scenes: string[] }

/** The names of a home in one language: what a run of letters can mean there. */
export class Naming {
  readonly trie = new Trie<Named>()
  /** Devices of each kind. */
  readonly concepts = new Map<string, number[]>()
  readonly #language: Language
  readonly #areaKeys: ReadonlyMap<string, ReadonlySet<string>>
  /** The single words of each area's names. */
  readonly #placeWords: ReadonlyMap<string, ReadonlySet<string>>
  readonly #reader: NameReader
  /** Keys of what is left of the name of a device without its place. */
  readonly #kindKeys = new Map<number, string>()

  constructor(language: Language, areas: readonly HomeArea[], scenes: readonly HomeScene[]) {
    this.#language = language
    for (const [key, concept] of conceptKeys[language]) this.#at(key).concept = concept
    this.#reader = new NameReader(language, conceptKeys[language])
    this.#areaKeys = new Map(areas.map((area) => [area.id, new Set(written(area.names, language).flatMap((name) => this.#reader.keys(name)))]))
    this.#placeWords = new Map(areas.map((area) => [area.id, new Set(written(area.names, language).flatMap((name) => name.trim().split(/\s+/).map(fineKey)))]))
    const taken = new Set([...this.#areaKeys.values()].flatMap((keys) => [...keys]))
    areas.forEach((area, index) => {
      for (const key of this.#areaKeys.get(area.id)!) this.#at(key).places.push(index)
      for (const key of otherWords(language, this.#areaKeys.get(area.id)!)) if (!taken.has(key)) this.#at(key).places.push(index)
    })
    for (const { name, areas: on } of floorNames(areas, language)) {
      const entry = this.#at(fineKey(name))
      if (entry.places.length > 0) continue
      entry.places.push(...on)
      entry.floor = true
    }
    // a word of a place's name is the place, where no other name is the same; of several places, one of them is meant
    for (const [key, indexes] of placeWords(areas, language, this.#reader)) {
      const entry = this.#at(key)
      if (taken.has(key) || entry.places.length > 0 || entry.concept !== undefined) continue
      entry.places.push(...indexes)
      if (indexes.length > 1) entry.vague = true
    }
    for (const scene of scenes) for (const name of written(scene.names, language)) for (const key of this.#sceneKeys(name)) this.#at(key).scenes.push(scene.id)
  }

  put(device: HomeDevice, index: number): void {
    const { own, parts, concepts, kind } = this.#names(device)
    if (kind !== undefined) this.#kindKeys.set(index, kind)
    for (const key of own) add(this.#at(key).own, index)
    for (const key of parts) add(this.#at(key).part, index)
    for (const concept of concepts) {
      const list = this.concepts.get(concept)
      if (list) list.push(index)
      else this.concepts.set(concept, [index])
    }
  }

  drop(device: HomeDevice, index: number): void {
    const { own, parts, concepts } = this.#names(device)
    for (const key of own) remove(this.#at(key).own, index)
    for (const key of parts) remove(this.#at(key).part, index)
    for (const concept of concepts) remove(this.concepts.get(concept) ?? [], index)
  }

  /** What a device is called without its place: '4번 룸 에어컨' is an '에어컨'. */
  kindOf(index: number): Named | undefined {
    const key = this.#kindKeys.get(index)
    const named = key === undefined ? undefined : this.trie.get(key)[0]
    return named && { ...(named.part && { part: named.part }), ...(named.concept !== undefined && { concept: named.concept }) }
  }

  #at(key: string): Mutable {
    const known = this.trie.get(key)[0] as Mutable | undefined
    if (known) return known
    const entry: Mutable = { places: [], own: [], part: [], scenes: [] }
    this.trie.add(key, entry)
    return entry
  }

  #sceneKeys(name: string): string[] {
    const words = sceneWords[this.#language]
    const last = name.trim().split(/\s+/).at(-1)?.toLowerCase() ?? ''
    const stem = words.includes(last) ? name.trim().slice(0, -last.length).trim() : name
    return [...new Set([name, ...(stem ? words.map((word) => `${stem} ${word}`) : [])].flatMap((one) => this.#reader.keys(one)))]
  }

  #names(device: HomeDevice): { own: Set<string>; parts: Set<string>; concepts: Set<string>; kind: string | undefined } {
    const own = new Set<string>()
    const parts = new Set<string>()
    const place = this.#placeWords.get(device.area ?? '') ?? new Set<string>()
    const concepts: string[] = []
    let kind: string | undefined
    for (const name of written(device.names, this.#language)) {
      for (const key of this.#reader.keys(name)) own.add(key)
      const { rest, stripped } = this.#reader.rest(name, place)
      if (stripped && rest.length > 0) kind ??= fineKey(rest.join(' '))
      const found = this.#reader.parts(rest)
      for (const key of found.keys) if (!own.has(key)) parts.add(key)
      concepts.push(...found.concepts)
    }
    return { own, parts, concepts: kindsOf(device, concepts, this.#language), kind }
  }
}

/** Words that end the names of scenes, and that people exchange for one another. */
const sceneWords = { ko: ['모드', '모두', '씬', '장면'], en: ['mode', 'scene'] } as const satisfies Record<Language, readonly string[]> as Readonly<Record<Language, readonly string[]>>

function add(list: number[], index: number): void {
  if (list[list.length - 1] !== index) list.push(index)
}

function remove(list: number[], index: number): void {
  const at = list.indexOf(index)
  if (at >= 0) list.splice(at, 1)
}
