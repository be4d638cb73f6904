import { compose, decompose, finals, initials, vowels } from './hangul.ts'

/**
 * How a syllable sounds, coarsely: letters that recognisers and hurried typists confuse fold into one, and a silent initial falls away, so that
 * linking ('얼음', '어름') and spelling ('케이크', '캐이크') make no difference. Not for writing, only for keys.
 */
const foldedInitial: Readonly<Record<string, string>> = {
  ㄲ: 'ㄱ', ㅋ: 'ㄱ', ㄸ: 'ㄷ', ㅌ: 'ㄷ', ㅃ: 'ㅂ', ㅍ: 'ㅂ', ㅆ: 'ㅅ', ㅉ: 'ㅈ', ㅊ: 'ㅈ', ㅇ: '',
}
const foldedVowel: Readonly<Record<string, string>> = {
  ㅐ: 'ㅔ', ㅒ: 'ㅔ', ㅖ: 'ㅔ', ㅙ: 'ㅚ', ㅞ: 'ㅚ', ㅑ: 'ㅏ', ㅕ: 'ㅓ', ㅛ: 'ㅗ', ㅠ: 'ㅜ', ㅡ: 'ㅜ', ㅢ: 'ㅣ', ㅟ: 'ㅣ',
}
const foldedFinal: Readonly<Record<string, string>> = {
  ㄲ: 'ㄱ', ㅋ: 'ㄱ', ㄳ: 'ㄱㅅ', ㄵ: 'ㄴㅈ', ㄶ: 'ㄴ', ㄺ: 'ㄹㄱ', ㄻ: 'ㄹㅁ', ㄼ: 'ㄹㅂ', ㄽ: 'ㄹㅅ', ㄾ: 'ㄹㄷ', ㄿ: 'ㄹㅂ', ㅀ: 'ㄹ',
  ㅄ: 'ㅂㅅ', ㅆ: 'ㅅ', ㅌ: 'ㄷ', ㅍ: 'ㅂ', ㅊ: 'ㅈ', ㅎ: '',
}

/** The sound of one character; characters that are no Hangul syllable stand for themselves. */
export function syllableSound(char: string): string {
  const parts = decompose(char)
  if (!parts) return char
  const initial = initials[parts.initial] ?? ''
  const vowel = vowels[parts.vowel] ?? ''
  const final = finals[parts.final] ?? ''
  // The final ㅇ is a sound of its own (ng); it gets a letter that no initial folds to.
  return (foldedInitial[initial] ?? initial) + (foldedVowel[vowel] ?? vowel) + (foldedFinal[final] ?? (final === 'ㅇ' ? 'ㆁ' : final))
}

/** The sound of a syllable without its final consonant, which is what is misheard most. */
export function openSound(char: string): string {
  const parts = decompose(char)
  return parts ? syllableSound(compose({ ...parts, final: 0 })) : char
}

/** Puts a sound after another: doubled consonants and ㄹㄴ, ㄴㄹ become one ('적게', '저게'; '바닐라', '바닐나'). */
export function joinSounds(before: string, after: string): string {
  const a = before[before.length - 1]
  const b = after[0]
  if (a !== undefined && a === b && a >= 'ㄱ' && a <= 'ㅎ') return before + after.slice(1)
  // '셋트', '세트': a stop before a like sound is not heard.
  if ((a === 'ㅅ' || a === 'ㄷ' || a === 'ㅈ') && (b === 'ㄷ' || b === 'ㅈ' || b === 'ㅅ')) return before.slice(0, -1) + after
  if (a === 'ㄹ' && b === 'ㄴ') return before + after.slice(1)
  if (a === 'ㄴ' && b === 'ㄹ') return before.slice(0, -1) + after
  return before + after
}

const similarPairs = new Set(['ㄴㄹ', 'ㄹㄴ', 'ㄴㅁ', 'ㅁㄴ', 'ㅁㅂ', 'ㅂㅁ', 'ㄴㆁ', 'ㆁㄴ', 'ㅁㆁ', 'ㆁㅁ', 'ㄱㄷ', 'ㄷㄱ', 'ㅅㅈ', 'ㅈㅅ', 'ㄷㅈ', 'ㅈㄷ', 'ㅗㅜ', 'ㅜㅗ', 'ㅓㅗ', 'ㅗㅓ', 'ㅣㅔ', 'ㅔㅣ', 'ㅏㅓ', 'ㅓㅏ', 'ㅚㅔ', 'ㅔㅚ', 'ㅓㅜ', 'ㅜㅓ', 'ㅘㅏ', 'ㅏㅘ', 'ㅝㅓ', 'ㅓㅝ', 'ㅝㅗ', 'ㅗㅝ'])
const isVowel = (letter: string): boolean => letter >= 'ㅏ' && letter <= 'ㅣ'

/** What it costs to hear one folded letter for another, 0 to 1.2. */
export function soundDistance(a: string, b: string): number {
  if (a === b) return 0
  if (similarPairs.has(a + b)) return 0.5
  const one = isVowel(a)
  const other = isVowel(b)
  return one === other ? 0.8 : 1.2
}

/** What it costs to lose or to add one folded letter. */
export function soundWeight(letter: string): number {
  return letter === 'ㄹ' || letter === 'ㄴ' || letter === 'ㆁ' || letter === 'ㅎ' || letter === 'ㅜ' || letter === 'ㅣ' ? 0.6 : 0.9
}
