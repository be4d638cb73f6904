import { compose, decompose, finals, initials } from '../korean/hangul.ts'
import { sinoWord } from '../korean/numerals.ts'

/** A number from 0 to 1, of a generator that a test can repeat. */
export type Random = () => number

/** Numbers that are the same for the same seed. */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const pick = <Item>(random: Random, list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!

/** What a recogniser or a hasty typist makes of a Korean sentence: each gives the sentence back where it has nothing to change. */
export const slips: Readonly<Record<string, (text: string, random: Random) => string>> = {
  'all spaces lost': (text) => text.replaceAll(' ', ''),
  'one space lost': (text, random) => at(text, / /g, random, (index) => text.slice(0, index) + text.slice(index + 1)),
  'a word split': (text, random) => at(text, /(?<=[가-힣])(?=[가-힣])/g, random, (index) => `${text.slice(0, index)} ${text.slice(index)}`),
  'digits as words': (text) => text.replace(/\d+/g, (digits) => (Number(digits) > 0 && Number(digits) < 10000 ? sinoWord(Number(digits)) : digits)),
  'endings as they sound': (text, random) => endings.reduce((said, [written, heard]) => said.replace(written, () => pick(random, heard)), text),
  'words as they are pronounced': (text) => text.split(' ').map(pronounced).join(' '),
}

function at(text: string, where: RegExp, random: Random, change: (index: number) => string): string {
  const places = [...text.matchAll(where)].map(({ index }) => index)
  return places.length > 0 ? change(pick(random, places)) : text
}

const endings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/줘$/, ['조', '져', '죠', '주어']], [/주세요/, ['주새요', '주세여', '주셔요']], [/맞춰/, ['마춰', '맞쳐']], [/낮춰/, ['낮쳐', '나춰']], [/멈춰/, ['멈처', '멈쳐']], [/있어/, ['이써']],
  [/(?<![가-힣])좀(?![가-힣])/, ['쫌']], [/제일/, ['재일']], [/에어컨/, ['에어콘', '애어컨']], [/블라인드/, ['브라인드', '블라인더']], [/모드/, ['모두', '모드']],
]

/** A word as it sounds: consonants move on to vowels, ㄴ and ㅁ colour what stands before them, and so on. */
function pronounced(word: string): string {
  const syllables = [...word]
  for (let index = 0; index + 1 < syllables.length; index += 1) {
    const one = decompose(syllables[index]!)
    const two = decompose(syllables[index + 1]!)
    if (!one || !two || one.final === 0) continue
    const changed = meet(finals[one.final]!, initials[two.initial]!)
    if (!changed) continue
    syllables[index] = compose({ ...one, final: finals.indexOf(changed[0] as (typeof finals)[number]) })
    syllables[index + 1] = compose({ ...two, initial: initials.indexOf(changed[1] as (typeof initials)[number]) })
  }
  return syllables.join('')
}

const nasal: Readonly<Record<string, string>> = { ㄱ: 'ㅇ', ㄲ: 'ㅇ', ㅋ: 'ㅇ', ㅂ: 'ㅁ', ㅍ: 'ㅁ', ㄷ: 'ㄴ', ㅅ: 'ㄴ', ㅆ: 'ㄴ', ㅈ: 'ㄴ', ㅊ: 'ㄴ', ㅌ: 'ㄴ' }
const tense: Readonly<Record<string, string>> = { ㄱ: 'ㄲ', ㄷ: 'ㄸ', ㅂ: 'ㅃ', ㅅ: 'ㅆ', ㅈ: 'ㅉ' }

/** What becomes of a final and the initial after it. */
function meet(final: string, initial: string): [string, string] | undefined {
  if (initial === 'ㅇ' && final !== 'ㅇ' && final !== 'ㅎ' && (initials as readonly string[]).includes(final)) return ['', final]
  if (initial === 'ㅎ' && final === 'ㄹ') return ['', 'ㄹ']
  if ((final === 'ㄴ' && initial === 'ㄹ') || (final === 'ㄹ' && initial === 'ㄴ')) return ['ㄹ', 'ㄹ']
  if ((initial === 'ㄴ' || initial === 'ㅁ') && nasal[final]) return [nasal[final], initial]
  return 'ㄱㄷㅂㅅㅈ'.includes(final) && tense[initial] ? [final, tense[initial]] : undefined
}
