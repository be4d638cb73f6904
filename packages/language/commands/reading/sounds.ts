import { decompose, finals, initials, vowels } from '../../korean/hangul.ts'
import type { Unit } from '../../text/units.ts'

/** Vowels that sound the same to nearly everyone today. */
const sameVowel: Readonly<Record<string, string>> = { ㅐ: 'ㅔ', ㅒ: 'ㅔ', ㅖ: 'ㅔ', ㅙ: 'ㅚ', ㅞ: 'ㅚ' }
/** After ㅈ, ㅉ and ㅊ these vowels sound alike: '쳐' and '처'. */
const withoutGlide: Readonly<Record<string, string>> = { ㅑ: 'ㅏ', ㅕ: 'ㅓ', ㅛ: 'ㅗ', ㅠ: 'ㅜ' }
/** Final clusters as the letters that are heard when a vowel follows; a final ㅎ is not heard. */
const openFinal: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ', ㄵ: 'ㄴㅈ', ㄶ: 'ㄴ', ㄺ: 'ㄹㄱ', ㄻ: 'ㄹㅁ', ㄼ: 'ㄹㅂ', ㄽ: 'ㄹㅅ', ㄾ: 'ㄹㅌ', ㄿ: 'ㄹㅍ', ㅀ: 'ㄹ', ㅄ: 'ㅂㅅ', ㅎ: '', ㅇ: 'ㆁ',
}

/**
 * A syllable as the letters that are heard. Finer than `syllableSound`: tense and aspirated consonants stay apart, because '켜' and '꺼' must.
 * A silent initial falls away, so that '줄여' and '주려' are the same; the final ㅇ is written ㆁ.
 */
export function fineSound(syllable: string): string {
  const parts = decompose(syllable)
  if (!parts) return syllable
  const initial = initials[parts.initial]!
  const vowel = vowels[parts.vowel]!
  const final = finals[parts.final]!
  const heard = vowel === 'ㅢ' && initial !== 'ㅇ' ? 'ㅣ' : 'ㅈㅉㅊ'.includes(initial) ? (withoutGlide[vowel] ?? sameVowel[vowel] ?? vowel) : (sameVowel[vowel] ?? vowel)
  return (initial === 'ㅇ' ? '' : initial) + heard + (openFinal[final] ?? final)
}

const caught = new Map<string, string>()

/** The sound of one unit; kept, because the same few hundred syllables come again and again. */
export function unitSound(unit: Unit): string {
  if (unit.kind !== 'hangul') return unit.text
  let sound = caught.get(unit.text)
  if (sound === undefined) {
    sound = fineSound(unit.text)
    caught.set(unit.text, sound)
  }
  return sound
}

/** ㄷ-like finals are not heard before these initials: '맞춰' and '마춰', '낮춰' and '나춰' sound the same. */
const swallows = new Set('ㅊㅉㅌㄸㅆ')
const swallowed = new Set('ㄷㅅㅆㅈㅊㅌ')

/** Puts one sound after another. */
export function joinFine(before: string, after: string): string {
  const last = before[before.length - 1]
  const first = after[0]
  if (last !== undefined && first !== undefined && swallows.has(first) && swallowed.has(last)) return before.slice(0, -1) + after
  return before + after
}

/** The sound of a text without its spaces; Latin letters and digits stand for themselves, in lower case. */
export function fineKey(text: string): string {
  let key = ''
  for (const char of text.normalize('NFC').toLowerCase()) {
    if (decompose(char)) key = joinFine(key, fineSound(char))
    else if (/[\p{L}\p{N}%+&°]/u.test(char)) key += char.normalize('NFKD').replace(/\p{M}/gu, '')
  }
  return key
}
