import type { Language } from '../language.ts'
import type { HomeArea } from './home.ts'

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const cardinals = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const sino = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구', '십']

/** What each floor is called, with the indexes of its areas. Floors are numbers; 'B1' and '-1' are below the ground. */
export function floorNames(areas: readonly HomeArea[], language: Language): { name: string; areas: number[] }[] {
  const floors = new Map<number, number[]>()
  areas.forEach(({ floor }, index) => {
    const level = levelOf(floor)
    if (level !== undefined) floors.set(level, [...(floors.get(level) ?? []), index])
  })
  const levels = [...floors.keys()].sort((a, b) => a - b)
  const ground = levels.find((level) => level >= 0 && !floors.get(level)!.every((index) => isBasement(areas[index]!))) ?? levels[0]
  return levels.flatMap((level) => {
    const lowest = level === ground
    const highest = level === levels.at(-1)
    const names = language === 'ko' ? koreanNames(level, lowest, highest, levels.length) : englishNames(level, lowest, highest, levels.length)
    return names.map((name) => ({ name, areas: floors.get(level)! }))
  })
}

const isBasement = ({ names }: HomeArea): boolean => Object.values(names).flat().some((name) => /basement|cellar|지하/i.test(name ?? ''))

function levelOf(floor: string | undefined): number | undefined {
  const [, below, digits] = /^(b|-|지하\s*)?(\d+)(?:f|층)?$/i.exec(floor?.trim() ?? '') ?? []
  if (digits === undefined) return undefined
  return below ? -Number(digits) : Number(digits)
}

function koreanNames(level: number, lowest: boolean, highest: boolean, count: number): string[] {
  const number = Math.abs(level)
  const names = level < 0 ? [`지하 ${number}층`, `지하 ${sino[number] ?? number}층`, ...(number === 1 ? ['지하', '지하층'] : [])] : [`${number}층`, `${sino[number] ?? number}층`]
  if (lowest) names.push('아래층', '아랫층', '밑에층')
  if (highest && count > 1) names.push('위층', '윗층', '맨위층', '꼭대기층')
  return names
}

function englishNames(level: number, lowest: boolean, highest: boolean, count: number): string[] {
  const number = Math.abs(level)
  const ordinal = ordinals[number]
  const names = level < 0 ? ['basement', 'cellar', `basement floor`] : [`floor ${number}`, `level ${number}`, ...(ordinal ? [`${ordinal} floor`, `floor ${cardinals[number]}`, `level ${cardinals[number]}`] : []), `${number}${number === 1 ? 'st' : number === 2 ? 'nd' : number === 3 ? 'rd' : 'th'} floor`]
  if (level === 1) names.push('ground floor', 'ground level')
  if (lowest) names.push('downstairs', 'lower floor', 'down stairs', 'bottom floor')
  if (highest && count > 1) names.push('upstairs', 'upper floor', 'up stairs', 'top floor')
  return names
}
