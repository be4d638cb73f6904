import type { Language } from '../language.ts'
import { fineKey } from './reading/sounds.ts'
import { numbered, plurals, spoken } from './spoken.ts'

/** What the rest of a name holds, once the place at its head or end is taken off. */
export type NameParts = { readonly keys: readonly string[]; readonly concepts: readonly string[] }

/** Words that tell no device from another. */
const weak: ReadonlySet<string> = new Set(['the', 'of', 'in', 'at', 'for', 'and', 'a', 'on', 'off', 'up', 'down', 'open', 'all', 'to', 'with', 'by', 'and', '및', '용'])
const longestPhrase = 4

export const isFloor = (phrase: string): boolean => /^(?:b|지하)?\s?\d+\s?(?:층|f)$/i.test(phrase)

/** Reads the names of devices in one language; keeps what it found, because the words come again in most names. */
export class NameReader {
  readonly #language: Language
  readonly #concepts: ReadonlyMap<string, string>
  readonly #longest: number
  readonly #keys = new Map<string, readonly string[]>()
  readonly #words = new Map<string, string>()
  readonly #parts = new Map<string, NameParts>()

  /** `concepts` are the kinds of things by the keys of the words for them. */
  constructor(language: Language, concepts: ReadonlyMap<string, string>) {
    this.#language = language
    this.#concepts = concepts
    this.#longest = Math.max(1, ...[...concepts.keys()].map((key) => key.length))
  }

  /** The keys of a name: as written, as it is read aloud, and in English in singular and plural. */
  keys(name: string): readonly string[] {
    const known = this.#keys.get(name)
    if (known) return known
    const forms = spoken(name, this.#language)
    const all = this.#language === 'en' ? forms.flatMap(numbered).flatMap(plurals) : forms
    const keys = [...new Set(all.map(fineKey))].filter((key) => key !== '')
    this.#keys.set(name, keys)
    return keys
  }

  /** The key of one word. */
  word(word: string): string {
    let key = this.#words.get(word)
    if (key === undefined) {
      key = fineKey(word)
      this.#words.set(word, key)
    }
    return key
  }

  /** The name without the words of its place at its head or end; undefined where nothing is left or nothing was there. */
  rest(name: string, placeWords: ReadonlySet<string>): { rest: string[]; stripped: boolean } {
    const words = name.trim().split(/\s+/)
    let from = 0
    let to = words.length
    while (from < to && (placeWords.has(this.word(words[from]!)) || isFloor(words[from]!))) from += 1
    while (to > from && placeWords.has(this.word(words[to - 1]!))) to -= 1
    return { rest: words.slice(from, to).flatMap((word) => this.#split(word)), stripped: from > 0 || to < words.length }
  }

  /** Every phrase of the words by which a device can be called, and the kinds that they name. */
  parts(words: readonly string[]): NameParts {
    const id = words.join(' ')
    const known = this.#parts.get(id)
    if (known) return known
    const keys = new Set<string>()
    const concepts = new Set<string>()
    for (let from = 0; from < words.length; from += 1)
      for (let to = from + 1; to <= words.length && to - from <= longestPhrase; to += 1) {
        const phrase = words.slice(from, to).join(' ')
        if (to - from === 1 && (weak.has(phrase.toLowerCase()) || isFloor(phrase))) continue
        for (const key of this.keys(phrase)) {
          keys.add(key)
          const concept = this.#concepts.get(key)
          if (concept !== undefined) concepts.add(concept)
        }
      }
    const parts = { keys: [...keys], concepts: [...concepts] }
    this.#parts.set(id, parts)
    return parts
  }

  /** '벽등' is '벽' and '등': a Korean word that ends with a kind is taken apart. */
  #split(word: string): string[] {
    if (this.#language !== 'ko' || this.#concepts.has(this.word(word))) return [word]
    for (let length = Math.min(word.length - 1, this.#longest); length > 0; length -= 1) if (this.#concepts.has(this.word(word.slice(-length)))) return [word.slice(0, -length), word.slice(-length)]
    return [word]
  }
}
