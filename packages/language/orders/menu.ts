import { singular } from '../english/plurals.ts'
import { isSyllable } from '../korean/hangul.ts'
import { openSound } from '../korean/sound.ts'
import { Dictionary } from '../text/dictionary.ts'
import { SimilarNames } from '../text/similar.ts'
import { plainKey, soundKey, toUnits } from '../text/units.ts'
import { abbreviations } from './abbreviations.ts'
import type { Choice, Group, Item, MenuCatalogue, MenuItem, MenuOption, Sense } from './catalogue.ts'
import { type Concept, concepts } from './concepts.ts'
import { headsOf } from './heads.ts'
import { conceptByName, containers, forms, joining, keyOf, noPart, nouns, openingsOf, withoutEmptyModifiers } from './menu-words.ts'
import { adverbs, variants, wordForms, wordsOf } from './names.ts'
import { withSizes } from './sizes.ts'
import type { Speech } from './speech.ts'

export type MenuSettings = {
  /** The most of one thing that is taken without asking; 999 unless the store says otherwise. */
  readonly mostOfOne?: number
}

/** A catalogue made ready for understanding; items can be put and removed one by one. */
export class Menu {
  readonly items = new Map<string, Item>()
  readonly groups = new Map<string, Group>()
  readonly choices = new Map<string, Choice>()
  readonly dictionary = new Dictionary<Sense>()
  readonly similar = new SimilarNames<Sense>()
  /** Choices with names of one syllable, by its sound without the final consonant. */
  readonly short = new Map<string, Sense[]>()
  /** Items by the words of their names. */
  readonly byWord = new Map<string, Set<string>>()
  readonly mostOfOne: number
  readonly #senses = new Map<string, [string, Sense, boolean][]>()
  /** How many names a head word ends, of those that the catalogue itself shows. */
  readonly #heads: Set<string>
  readonly #speeches: readonly Speech[]
  readonly #words = new Map<string, Sense>()
  readonly #shared = new Map<string, Set<string>>()
  readonly #claimed = new Map<string, Concept>()

  /** `speeches`: the languages in which it will be ordered from. */
  constructor(catalogue: MenuCatalogue, speeches: readonly Speech[], settings: MenuSettings = {}) {
    this.mostOfOne = settings.mostOfOne ?? 999
    this.#heads = headsOf(catalogue, speeches.flatMap(speech => speech.food))
    this.#speeches = speeches
    for (const option of catalogue.options) this.#putOption(option)
    for (const choice of this.choices.values()) this.#nameChoice(choice)
    for (const item of catalogue.items) this.putItem(item)
  }

  /** Adds an item, or puts it in the place of the one with its id. Option groups it names must be known. */
  putItem(item: MenuItem): void {
    this.removeItem(item.id)
    const words = new Set<string>()
    const ends = new Set<string>()
    const senses: [string, Sense, boolean][] = []
    const groups = (item.options ?? []).filter(id => this.groups.has(id))
    const whole: Sense = { kind: 'item', item: item.id, near: false }
    const near: Sense = { kind: 'item', item: item.id, near: true }
    for (const name of Object.values(item.names).flatMap(list => list ?? [])) {
      const [own = name, ...others] = variants(name)
      senses.push([own, whole, true])
      for (const other of others) senses.push([other, near, false])
      for (const said of [own, ...others]) {
        const glued = said.replaceAll(' ', '')
        for (const word of wordsOf(said, this.#heads)) {
          words.add(word)
          if (glued.endsWith(word)) ends.add(word)
        }
        const bare = withoutEmptyModifiers(said)
        if (bare !== undefined) senses.push([bare, near, false])
      }
    }
    for (const [short, ...choices] of abbreviations(item, groups.flatMap(id => this.groups.get(id)?.choices ?? []))) {
      senses.push([short, { kind: 'item', item: item.id, near: true, with: choices }, false])
    }
    for (const [surface, sense, fuzzy] of senses) this.#put(surface, sense, fuzzy)
    for (const word of words) {
      const known = this.byWord.get(word)
      if (known) known.add(item.id)
      else {
        this.byWord.set(word, new Set([item.id]))
        for (const form of wordForms(word)) this.#put(form, this.#wordSense(word), form === word && (word.length > 2 || (word.length === 2 && isSyllable(word) && ends.has(word))))
      }
    }
    this.#senses.set(item.id, senses)
    this.items.set(item.id, { id: item.id, names: item.names, groups, soldOut: item.soldOut ?? false, category: item.category ?? '', words, heads: ends })
  }

  removeItem(id: string): void {
    const item = this.items.get(id)
    if (!item) return
    for (const [surface, sense, fuzzy] of this.#senses.get(id) ?? []) this.#drop(surface, sense, fuzzy)
    for (const word of item.words) {
      const known = this.byWord.get(word)
      known?.delete(id)
      if (known?.size !== 0) continue
      this.byWord.delete(word)
      for (const form of wordForms(word)) this.#drop(form, this.#wordSense(word), form === word)
    }
    this.#senses.delete(id)
    this.items.delete(id)
  }

  #putOption(option: MenuOption): void {
    const countable = option.countable ?? false
    const choices = withSizes(option.id, option.choices.map(({ id, names }): Choice => ({ id, names, group: option.id, concept: this.#conceptOf(names) })))
    this.groups.set(option.id, { id: option.id, required: option.required ?? false, max: option.max ?? 1, countable, choices })
    for (const choice of choices) this.choices.set(choice.id, choice)
    // Shops name the group as guests do: 'no sweetener', 'which crust'.
    if (/^[a-z]{4,}$/.test(option.id)) for (const form of wordForms(singular(option.id))) this.#put(form, { kind: 'group', group: option.id }, false)
  }

  #conceptOf(names: MenuOption['choices'][number]['names']): Concept | undefined {
    for (const name of Object.values(names).flatMap(list => list ?? [])) {
      const concept = conceptByName.get(keyOf(name))
      if (concept) {
        this.#claimed.set(keyOf(name), concept)
        return concept
      }
    }
    return undefined
  }

  #nameChoice(choice: Choice): void {
    const own = new Set<string>()
    const add = (surface: string, near: boolean, part: boolean, fuzzy: boolean): void => {
      const key = keyOf(surface)
      if (key === '' || own.has(key)) return
      own.add(key)
      const sense: Sense = { kind: 'choice', choice: choice.id, near, part }
      this.#put(surface, sense, fuzzy)
      if (surface.length === 1 && isSyllable(surface)) {
        const open = openSound(surface)
        this.short.set(open, [...(this.short.get(open) ?? []), sense])
      }
    }
    const names = Object.values(choice.names).flatMap(list => list ?? [])
    for (const name of names) {
      const [first = name, ...others] = variants(name)
      add(first, false, false, true)
      for (const other of others) add(other, true, false, false)
      for (const form of adverbs(name)) add(form, true, false, false)
    }
    const largest = (choice.concept === 'large' || choice.also === 'large') && !this.groups.get(choice.group)?.choices.some(other => other.concept === 'extra_large')
    for (const concept of [choice.concept, choice.also, largest ? 'extra_large' as const : undefined]) {
      for (const word of concept ? concepts[concept] : []) {
        const claimed = this.#claimed.get(keyOf(word))
        if (claimed === undefined || claimed === choice.concept) for (const form of wordForms(word)) add(form, true, false, concept !== undefined && nouns.has(concept) && word.length > 1 && isSyllable(word))
      }
    }
    for (const name of names) if (containers.has(singular(name.toLowerCase()))) for (const form of wordForms(singular(name.toLowerCase()))) add(`${form} of`, true, false, false)
    const shared = this.#sharedWords(choice.group)
    for (const name of names) {
      const form = forms.find(ending => name.endsWith(ending) && name.length > ending.length + 1)
      if (form !== undefined) add(name.slice(0, -form.length).trim(), true, true, false)
      for (const word of wordsOf(name, this.#heads)) {
        // '라' of 라면사리 is no name for it, 무 of 치킨무 is.
        if (word.length === 1 && isSyllable(word) && !name.endsWith(word) && !name.split(' ').includes(word)) continue
        if (/^\d+$/.test(word) || noPart.has(word) || shared.has(word) || (conceptByName.has(word) && shared.size === 0)) continue
        for (const form of wordForms(word)) add(form, true, true, false)
      }
      for (const start of openingsOf(name)) if (!this.#speeches.some(({ known }) => known.has(start)) && this.#opens(choice.group, start) === 1) add(start, true, true, false)
      // 'two liter bottle' is also called 'two liter', 'sweet chili dip' 'sweet chili'.
      for (const said of variants(name)) {
        const words = said.split(' ')
        if (words.length === 3) for (const pair of [words.slice(0, 2), words.slice(1)]) if (!pair.every(word => noPart.has(word)) && !joining.has(pair[0] ?? '') && !joining.has(pair[1] ?? '')) add(pair.join(' '), true, true, false)
      }
    }
  }

  /** How many choices of a group have a name that begins so. */
  #opens(group: string, start: string): number {
    return this.groups.get(group)?.choices.filter(choice => choice.names.ko?.some(name => name.startsWith(start))).length ?? 0
  }

  /** Words that stand in the names of several choices of a group name the group: '당도' of '당도 50%'. */
  #sharedWords(group: string): Set<string> {
    const known = this.#shared.get(group)
    if (known) return known
    const counts = new Map<string, number>()
    for (const choice of this.groups.get(group)?.choices ?? []) {
      const words = new Set(Object.values(choice.names).flatMap(list => list ?? []).flatMap(name => wordsOf(name, this.#heads)))
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    const shared = new Set([...counts].filter(([word, count]) => count > 1 && !/^\d+$/.test(word) && !noPart.has(word)).map(([word]) => word))
    this.#shared.set(group, shared)
    for (const word of shared) this.#put(word, { kind: 'group', group }, word.length > 1)
    return shared
  }

  /** The group that a choice is of. */
  groupOf(choice: string): Group | undefined {
    return this.groups.get(this.choices.get(choice)?.group ?? '')
  }

  /** The choice of a group whose name holds this number. */
  numbered(group: string, value: number): string | undefined {
    return this.groups.get(group)?.choices.find(choice => Object.values(choice.names).some(list => list?.some(name => Number(/\d+(?:\.\d+)?/.exec(name)?.[0] ?? -1) === value)))?.id
  }

  /** One sense a word, so that it can be found again when the last item that has the word goes. */
  #wordSense(word: string): Sense {
    const sense = this.#words.get(word) ?? { kind: 'word', word }
    this.#words.set(word, sense)
    return sense
  }

  #put(surface: string, sense: Sense, fuzzy: boolean): void {
    const { units } = toUnits(surface)
    const key = soundKey(units)
    const plain = plainKey(units)
    if (units.length > 0) this.dictionary.addKey(key, plain, units.length, sense)
    if (fuzzy) this.similar.addKey(key, plain, sense)
  }

  #drop(surface: string, sense: Sense, fuzzy: boolean): void {
    this.dictionary.remove(surface, sense)
    if (fuzzy) this.similar.remove(surface, sense)
  }
}
