/** Hangul syllables taken apart and put together (Unicode 16, chapter 3.12: syllable = 0xAC00 + (initial × 21 + vowel) × 28 + final). */

export const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'] as const
export const vowels = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'] as const
export const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'] as const

const first = 0xac00
const last = 0xd7a3

/** Indexes into `initials`, `vowels` and `finals`. */
export type Syllable = { readonly initial: number; readonly vowel: number; readonly final: number }

export function isSyllable(char: string): boolean {
  const code = char.charCodeAt(0)
  return code >= first && code <= last
}

/** The parts of the first character, or undefined when it is no Hangul syllable. */
export function decompose(char: string): Syllable | undefined {
  const code = char.charCodeAt(0)
  if (!(code >= first && code <= last)) return undefined
  const index = code - first
  return { initial: Math.floor(index / 588), vowel: Math.floor((index % 588) / 28), final: index % 28 }
}

export function compose({ initial, vowel, final }: Syllable): string {
  return String.fromCharCode(first + (initial * 21 + vowel) * 28 + final)
}

/** The final consonant of the last syllable: '' for an open one, undefined where the text does not end in Hangul. */
export function finalOf(text: string): string | undefined {
  const parts = decompose(text.slice(-1))
  return parts && finals[parts.final]
}

/** Puts a final consonant under an open last syllable: ('주', 'ㄹ') is '줄'. Any other text comes back unchanged. */
export function closeWith(text: string, final: string): string {
  const parts = decompose(text.slice(-1))
  if (!parts || parts.final !== 0) return text
  return text.slice(0, -1) + compose({ ...parts, final: finals.indexOf(final) })
}

/** Syllables as single letters: '값이' is 'ㄱㅏㅄㅇㅣ'. Other characters stay. */
export function toJamo(text: string): string {
  let out = ''
  for (const char of text) {
    const parts = decompose(char)
    out += parts ? `${initials[parts.initial]}${vowels[parts.vowel]}${finals[parts.final]}` : char
  }
  return out
}

/** Puts the consonant that begins a syllable back under the open one before it, where it can stand: ('자', '니') is ('잔', '이'). */
export function unlink(before: string, after: string): readonly [string, string] | undefined {
  const one = decompose(before)
  const two = decompose(after)
  if (!one || !two || one.final !== 0 || two.initial === silent || initials[two.initial] === 'ㄲ') return undefined
  const final = finals.indexOf(initials[two.initial] ?? '')
  const rest = compose({ ...two, initial: silent })
  return final < 1 || !opens.includes(rest) ? undefined : [compose({ ...one, final }), rest]
}

/** Syllables with which particles and endings begin. */
const opens = '이은을에어아여으었았있인일입애읍워'
const silent = initials.indexOf('ㅇ')
