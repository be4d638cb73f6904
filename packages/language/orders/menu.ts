import { isSyllable } from '../korean/hangul.ts'
import { openSound } from '../korean/sound.ts'
import { singular } from '../english/plurals.ts'
import { Dictionary } from '../text/dictionary.ts'
import { SimilarNames } from '../text/similar.ts'
import { plainKey, toUnits } from '../text/units.ts'
import { abbreviations } from './abbreviations.ts'
import type { Choice, Group, Item, MenuCatalogue, MenuItem, MenuOption, Sense } from './catalogue.ts'
import { concepts, emptyModifiers, heads, type Concept } from './concepts.ts'
import { koreanWords } from './lexicon-ko.ts'
import { adverbs, variants, wordForms, wordsOf } from './names.ts'

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
  readonly #words = new Map<string, Sense>()
  readonly #shared = new Map<string, Set<string>>()
  readonly #claimed = new Map<string, Concept>()

  constructor(catalogue: MenuCatalogue, settings: MenuSettings = {}) {
    this.mostOfOne = settings.mostOfOne ?? 999
    this.#heads = headsOf(catalogue)
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
        const parts = wordsOf(said, word => this.#heads.has(word))
        for (const word of parts) words.add(word)
        const last = parts.filter(word => said.replaceAll(' ', '').endsWith(word))
        for (const word of last) ends.add(word)
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
        for (const form of wordForms(word)) this.#put(form, this.#wordSense(word), form === word && word.length > 2)
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
      for (const form of wordForms(word)) this.#drop(form, this.#wordSense(word), form === word && word.length > 2)
    }
    this.#senses.delete(id)
    this.items.delete(id)
  }

  /** The choice of one of these groups that has the concept. */
  choiceWith(concept: Concept, groups: readonly string[]): string | undefined {
    for (const group of groups) for (const choice of this.groups.get(group)?.choices ?? []) if (choice.concept === concept) return choice.id
    return undefined
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
    for (const concept of [choice.concept, choice.also]) {
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
      for (const word of wordsOf(name, part => this.#heads.has(part))) {
        if (/^\d+$/.test(word) || noPart.has(word) || shared.has(word) || (conceptByName.has(word) && shared.size === 0)) continue
        for (const form of wordForms(word)) add(form, true, true, false)
      }
      for (const start of openingsOf(name)) if (!koreanKnown.has(start) && this.#opens(choice.group, start) === 1) add(start, true, true, false)
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
      const words = new Set(Object.values(choice.names).flatMap(list => list ?? []).flatMap(name => wordsOf(name, part => this.#heads.has(part))))
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    const shared = new Set([...counts].filter(([word, count]) => count > 1 && !/^\d+$/.test(word) && !noPart.has(word)).map(([word]) => word))
    this.#shared.set(group, shared)
    for (const word of shared) this.#put(word, { kind: 'group', group }, word.length > 1)
    return shared
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
    this.dictionary.add(surface, sense)
    if (fuzzy) this.similar.add(surface, sense)
  }

  #drop(surface: string, sense: Sense, fuzzy: boolean): void {
    this.dictionary.remove(surface, sense)
    if (fuzzy) this.similar.remove(surface, sense)
  }
}

/** Choices that stand before their drink with 'of': 'two cans of cola'. */
const containers: ReadonlySet<string> = new Set(['can', 'bottle', 'cup', 'glass', 'pint', 'pitcher', 'box', 'bag', 'carton', 'half pint', 'mug', 'jug', 'pot', 'scoop', 'slice', 'loaf', 'pack', 'bowl', 'plate', 'jar', 'basket'])

/** Endings of Korean choices that say in what form a thing comes: '오이채' is also called '오이'. */
const forms: readonly string[] = ['채', '류', '잎', '사리', '슬라이스', '가루', '파우더', '토핑', '맛']

/** Concepts whose words are nouns of their own, worth recognising though misheard. */
const nouns: ReadonlySet<Concept> = new Set<Concept>(['whip', 'pearl', 'decaf', 'oat', 'soy', 'low_fat', 'skim', 'lactose_free'])

/** Words that mean something by themselves, and so are no short form of a choice. */
const koreanKnown: ReadonlySet<string> = new Set(Object.values(koreanWords).flat())

/** '시나몬슈가' is also called '시나몬': beginnings of a Korean compound that leave two syllables or more. */
function openingsOf(name: string): string[] {
  if (!/^[가-힣]{4,}$/.test(name)) return []
  return Array.from({ length: name.length - 3 }, (_, at) => name.slice(0, at + 2))
}

/** Words that join the words of a name, and neither begin nor end a part of it. */
const joining: ReadonlySet<string> = new Set(['and', 'with', 'of', 'in', 'on', 'or', 'n', '&'])

/** Words of choices' names that do not name a choice by themselves. */
const noPart: ReadonlySet<string> = new Set(['추가', '업', '변경', '선택', '없음', '많이', '적게', '보통', '사이즈', 'extra', 'add', 'no', 'less', 'more', 'light', 'two', 'one', 'three', 'four', 'half', 'regular', 'size', 'of', 'with', 'side', 'free', 'only', 'double', 'large', 'small', 'medium', '소스', '우유', '밀크', '크림', '핫', '빵', '번', 'sauce', 'milk', 'cream', 'crust', 'bun', 'bread', 'roast', 'hot', 'ice', 'iced', 'percent', '%', 'for', 'to', 'go', 'here', 'in', 'on', 'at', 'up', 'off', 'out', 'and', 'a', 'the', 'made', 'style', 'room', 'all', 'well', 'done', 'it', 'as', 'by', 'or', 'not', 'thin', 'thick', 'lightly', 'own', 'my', 'big', 'little', 'hand', 'only', '거', '것', '용', '맛', '제외', '빼고', '없이', '만', '더'])

const keyOf = (surface: string): string => plainKey(toUnits(surface).units)

const conceptByName: ReadonlyMap<string, Concept> = new Map(Object.entries(concepts).flatMap(([concept, words]) => words.map(word => [keyOf(word), concept as Concept])))

/** In a group of sizes the first is small and the last large, whatever the shop calls them. */
function withSizes(group: string, choices: Choice[]): Choice[] {
  const has = (concept: Concept): boolean => choices.some(choice => choice.concept === concept)
  if (choices.length < 2 || !(/size|volume/i.test(group) || has('small') || has('large') || has('extra_large') || (choices.length === 2 && has('medium')) || choices.every(measured))) return choices
  const named = [...choices]
  const give = (at: number, concept: Concept): void => {
    const choice = named[at]
    if (choice && !has(concept) && (choice.concept === undefined || concept !== 'medium')) named[at] = choice.concept ? { ...choice, also: concept } : { ...choice, concept }
  }
  give(0, 'small')
  give(named.length - 1, 'large')
  if (named.length === 3) give(1, 'medium')
  return named
}

/** '500미리', '1.25리터', 'two liter': a size by its measure. */
function measured(choice: Choice): boolean {
  return Object.values(choice.names).some(list => list?.some(name => /\d ?(?:ml|미리|밀리|리터|l|cc|cm|인치|호|oz)$/i.test(name) || /(?:liter|litre|ounce|inch)s?$/i.test(name)))
}

/** Heads that the language knows, and last words and endings that the catalogue itself repeats. */
function headsOf(catalogue: MenuCatalogue): Set<string> {
  const found = new Set([...heads, ...(koreanWords.food ?? [])])
  const endings = new Map<string, Set<string>>()
  const named = [...catalogue.items, ...catalogue.options.flatMap(option => option.choices)]
  for (const item of named) {
    for (const name of item.names.en ?? []) {
      const words = name.toLowerCase().split(' ')
      const last = singular(words.at(-1) ?? '')
      if (words.length > 1 && last.length > 3) found.add(last)
    }
    for (const name of item.names.ko ?? []) {
      const words = name.split(' ')
      const last = words.at(-1) ?? ''
      if (words.length > 1 && last.length > 1) found.add(last)
      for (let at = 0; at + 2 <= last.length; at += 1) {
        const ending = last.slice(at)
        const known = endings.get(ending)
        if (known) known.add(item.id)
        else endings.set(ending, new Set([item.id]))
      }
    }
  }
  // Of endings that the same names share only the longest is a word: 에이드, not 이드.
  const longer = new Map([...endings].filter(([ending]) => ending.length > 2).map(([ending, items]) => [ending.slice(1), items.size]))
  for (const [ending, items] of endings) if (items.size > 1 && (longer.get(ending) ?? 0) < items.size) found.add(ending)
  return found
}

const koreanModifiers = [...emptyModifiers].filter(word => /[가-힣]/.test(word))

function withoutEmptyModifiers(name: string): string | undefined {
  const words = name.split(' ')
  const left = words.filter(word => !emptyModifiers.has(word))
  if (left.length > 0 && left.length < words.length) return left.join(' ')
  const glued = koreanModifiers.find(word => name.startsWith(word) && name.length > word.length + 1)
  return glued === undefined ? undefined : name.slice(glued.length)
}

/** Makes a catalogue ready; about 40 µs an item. */
export function compileMenu(catalogue: MenuCatalogue, settings?: MenuSettings): Menu {
  return new Menu(catalogue, settings)
}
