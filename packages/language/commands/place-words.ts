import type { Language } from '../language.ts'
import { isFloor, type NameReader } from './device-names.ts'
import { englishPlaces } from './english/things.ts'
import type { HomeArea } from './home.ts'
import { written } from './kinds.ts'
import { koreanPlaces } from './korean/things.ts'
import { fineKey } from './reading/sounds.ts'

const places = { ko: koreanPlaces, en: englishPlaces } as const

/** Words of places that are no place by themselves. */
const plain: ReadonlySet<string> = new Set(['room', 'area', 'zone', 'space', 'floor', 'front', 'back', 'main', 'master', 'side', 'big', 'small', 'left', 'right', 'north', 'south', 'east', 'west', 'upper', 'lower', 'open', 'new', 'old', 'first', 'second', 'third', 'ground'])

/** Other words for a place whose name has these keys: 'lounge' for 'living room'. */
export function otherWords(language: Language, keys: ReadonlySet<string>): string[] {
  return places[language].flatMap((group) => {
    const words = group.split(',').map(fineKey)
    return words.some((word) => keys.has(word)) ? words.filter((word) => !keys.has(word)) : []
  })
}

/** Keys of single words of the places' names, with the indexes of the areas that have them. */
export function placeWords(areas: readonly HomeArea[], language: Language, reader: NameReader): ReadonlyMap<string, readonly number[]> {
  const words = new Map<string, number[]>()
  areas.forEach((area, index) => {
    for (const word of new Set(written(area.names, language).flatMap((name) => wordsOf(name.trim(), language)))) for (const key of reader.keys(word)) words.set(key, [...new Set([...(words.get(key) ?? []), index])])
  })
  return words
}

function wordsOf(name: string, language: Language): string[] {
  // '회의실' of '대회의실' and '소회의실', 'meeting room' of 'large meeting room'
  const general = places[language].flatMap((group) => group.split(',')).filter((word) => word.length > 1 && name.length > word.length && name.toLowerCase().endsWith(language === 'ko' ? word : ` ${word}`))
  // '진료실' of '1진료실' and '제2진료실'
  const [, numbered] = /^제?\d+\s*([가-힣]{2,})$/.exec(name) ?? []
  const parts = name.split(/\s+/)
  const single = parts.length > 1 ? parts.filter((part) => !isFloor(part) && !/^\d+$/.test(part) && !(language === 'en' && plain.has(part.toLowerCase()))) : []
  return [...general, ...(numbered === undefined ? [] : [numbered]), ...single]
}
