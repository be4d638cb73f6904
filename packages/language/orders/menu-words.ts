import { plainKey, toUnits } from '../text/units.ts'
import { type Concept, concepts, emptyModifiers } from './concepts.ts'

/** Choices that stand before their drink with 'of': 'two cans of cola'. */
export const containers: ReadonlySet<string> = new Set(['can', 'bottle', 'cup', 'glass', 'pint', 'pitcher', 'box', 'bag', 'carton', 'half pint', 'mug', 'jug', 'pot', 'scoop', 'slice', 'loaf', 'pack', 'bowl', 'plate', 'jar', 'basket'])

/** Endings of Korean choices that say in what form a thing comes: '오이채' is also called '오이'. */
export const forms: readonly string[] = ['채', '류', '잎', '사리', '슬라이스', '가루', '파우더', '토핑', '맛']

/** Concepts whose words are nouns of their own, worth recognising though misheard. */
export const nouns: ReadonlySet<Concept> = new Set<Concept>(['whip', 'pearl', 'decaf', 'oat', 'soy', 'low_fat', 'skim', 'lactose_free'])

/** '시나몬슈가' is also called '시나몬': beginnings of a Korean compound that leave two syllables or more. */
export function openingsOf(name: string): string[] {
  if (!/^[가-힣]{4,}$/.test(name)) return []
  return Array.from({ length: name.length - 3 }, (_, at) => name.slice(0, at + 2))
}

/** Words that join the words of a name, and neither begin nor end a part of it. */
export const joining: ReadonlySet<string> = new Set(['and', 'with', 'of', 'in', 'on', 'or', 'n', '&'])

/** Words of choices' names that do not name a choice by themselves. */
export const noPart: ReadonlySet<string> = new Set(['추가', '업', '변경', '선택', '없음', '많이', '적게', '보통', '사이즈', 'extra', 'add', 'no', 'less', 'more', 'light', 'two', 'one', 'three', 'four', 'half', 'regular', 'size', 'of', 'with', 'side', 'free', 'only', 'double', 'large', 'small', 'medium', '소스', '우유', '밀크', '크림', '핫', '빵', '번', 'sauce', 'milk', 'cream', 'crust', 'bun', 'bread', 'roast', 'hot', 'ice', 'iced', 'percent', '%', 'for', 'to', 'go', 'here', 'in', 'on', 'at', 'up', 'off', 'out', 'and', 'a', 'the', 'made', 'style', 'room', 'all', 'well', 'done', 'it', 'as', 'by', 'or', 'not', 'thin', 'thick', 'lightly', 'own', 'my', 'big', 'little', 'hand', 'only', '거', '것', '용', '맛', '제외', '빼고', '없이', '만', '더'])

export const keyOf = (surface: string): string => plainKey(toUnits(surface).units)

export const conceptByName: ReadonlyMap<string, Concept> = new Map(Object.entries(concepts).flatMap(([concept, words]) => words.map(word => [keyOf(word), concept as Concept])))

const koreanModifiers = [...emptyModifiers].filter(word => /[가-힣]/.test(word))

export function withoutEmptyModifiers(name: string): string | undefined {
  const words = name.split(' ')
  const left = words.filter(word => !emptyModifiers.has(word))
  if (left.length > 0 && left.length < words.length) return left.join(' ')
  const glued = koreanModifiers.find(word => name.startsWith(word) && name.length > word.length + 1)
  return glued === undefined ? undefined : name.slice(glued.length)
}
