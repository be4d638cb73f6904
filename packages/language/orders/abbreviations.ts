import type { Choice, MenuItem } from './catalogue.ts'
import { heads } from './concepts.ts'
import { lookUp } from '../text/look-up.ts'
import { variants } from './names.ts'

/** First syllables that say how a drink comes, in short forms such as 아아, 뜨아, 아바라. */
const prefixes: readonly (readonly [string, 'hot' | 'iced'])[] = [['아', 'iced'], ['뜨', 'hot'], ['따', 'hot'], ['핫', 'hot']]

/** Names whose short form is not made of the first syllables of its two words. */
const known: Readonly<Record<string, readonly string[]>> = {
  아메리카노: ['아', '아메'],
  카페라떼: ['라', '라떼'],
  라떼: ['라', '라떼'],
}

/** Names that are commonly cut short. */
const shortNames: Readonly<Record<string, readonly string[]>> = { 아메리카노: ['아메'], 카라멜마끼아또: ['카마'], 에스프레소: ['에쏘'], 프렌치프라이: ['프라이'], 아이스크림: ['아스크림'], 삼각김밥: ['삼김'] }

/** What the drink of 아샷추, 아망추 is, and how it begins. */
const icedTea = '아이스티'

/** Short forms that people make of an item's Korean names, each with the ids of the choices that it says along. */
export function abbreviations(item: MenuItem, choices: readonly Choice[]): [short: string, ...choices: string[]][] {
  const out: [string, ...string[]][] = []
  for (const name of (item.names.ko ?? []).flatMap(variants)) {
    const plain = name.replaceAll(' ', '')
    let shorts: readonly string[] | undefined
    if (plain.endsWith(icedTea)) out.push(...withOneAdded(choices))
    for (const [prefix, concept] of prefixes) {
      const choice = choices.find(one => one.concept === concept)
      if (!choice) continue
      shorts ??= lookUp(known, plain) ?? initialsOf(name)
      for (const short of shorts) out.push([prefix + short, choice.id])
    }
    for (const short of lookUp(shortNames, plain) ?? []) out.push([short])
  }
  return out
}

/** '바닐라 라떼' is 바라; names of more or fewer than two words have no such form. */
function initialsOf(name: string): string[] {
  const words = name.split(' ')
  if (words.length === 2) return [(words[0]?.[0] ?? '') + (words[1]?.[0] ?? '')]
  if (words.length > 2) return []
  const head = heads.filter(word => word.length > 1 && name.endsWith(word) && name.length > word.length).sort((a, b) => b.length - a.length)[0]
  return head ? [(name[0] ?? '') + (head[0] ?? '')] : []
}

/** 아샷추 is iced tea with a shot added; 아망추 with mango. */
function withOneAdded(choices: readonly Choice[]): [string, string][] {
  return choices.flatMap(choice => (choice.names.ko ?? []).slice(0, 1).map((name): [string, string] => [`아${name[0]}추`, choice.id]))
}
