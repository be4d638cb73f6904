import { finalOf } from './hangul.ts'

/** Particles that come in two forms: after a consonant, after a vowel. */
const pairs = {
  object: ['을', '를'],
  subject: ['이', '가'],
  topic: ['은', '는'],
  and: ['과', '와'],
  with: ['이랑', '랑'],
  /** After a vowel and after ㄹ: '물로'. */
  by: ['으로', '로'],
  vocative: ['아', '야'],
  copula: ['이에요', '예요'],
  polite: ['이요', '요'],
} as const
export type Particle = keyof typeof pairs

/** The noun with the form of the particle that fits its last sound: ('라떼', 'object') is '라떼를'. */
export function withParticle(noun: string, particle: Particle): string {
  const [closed, open] = pairs[particle]
  const final = lastFinal(noun)
  if (final === 'ㄹ' && particle === 'by') return noun + open
  return noun + (final === '' ? open : closed)
}

const digitFinals = ['ㅇ', 'ㄹ', '', 'ㅁ', '', '', 'ㄱ', 'ㄹ', 'ㄹ', '']
/** How the names of Latin letters end in Korean: L 엘, M 엠, N 엔, R 알; all others end openly. */
const letterFinals: Readonly<Record<string, string>> = { l: 'ㄹ', r: 'ㄹ', m: 'ㅁ', n: 'ㄴ' }
/** Endings of English words that Koreans write with a final consonant or without ('latte', 'cake' end openly, 'muffin', 'mint' do not). */
const wordFinals: readonly (readonly [RegExp, string])[] = [
  [/(?:[aeiouy]|sh|ch|s|z|x|d|t|f|v|ke|te|de|se|ge)$/, ''],
  [/(?:l|le)$/, 'ㄹ'], [/(?:m|me)$/, 'ㅁ'], [/(?:n|ne)$/, 'ㄴ'], [/ng$/, 'ㅇ'], [/(?:b|p)$/, 'ㅂ'], [/(?:k|c|g)$/, 'ㄱ'], [/r$/, ''],
]

/** The final consonant with which the noun is read aloud: '' for an open end. Signs and brackets at its end are not read. */
export function lastFinal(noun: string): string {
  const bare = noun.replace(/[^\p{L}\p{N}%]+$/u, '')
  const hangul = finalOf(bare)
  if (hangul !== undefined) return hangul
  const char = bare.slice(-1).toLowerCase()
  if (char >= '0' && char <= '9') return roundFinal(bare) ?? digitFinals[Number(char)] ?? ''
  const word = /[a-z]+$/i.exec(bare)?.[0] ?? ''
  if (word.length === 1 || (word !== '' && word === word.toUpperCase())) return letterFinals[char] ?? ''
  // 'ng' ends in ㅇ, so it is asked before the single 'g'.
  const lower = word.toLowerCase()
  if (lower.endsWith('ng')) return 'ㅇ'
  return wordFinals.find(([ending]) => ending.test(lower))?.[1] ?? ''
}

const scaleFinals = ['', 'ㅂ', 'ㄱ', 'ㄴ', 'ㄴ', 'ㄴ', 'ㄴ', 'ㄴ', 'ㄱ']

/** A number that ends in zeros is read with its scale: 10 십, 100 백, 1000 천, 10000 만. Undefined where it does not. */
function roundFinal(number: string): string | undefined {
  const zeros = /[1-9](0+)$/.exec(number)?.[1]?.length
  return zeros === undefined ? undefined : scaleFinals[zeros]
}

/** Particles as they are heard after a noun, longest first, with what they say. */
export const spokenParticles = {
  /** What the sentence is about, often set against another. */
  topic: ['은', '는', '은요', '는요'],
  object: ['을', '를'],
  subject: ['이', '가'],
  and: ['이랑', '랑', '하고', '과', '와', '이랑은', '하고는'],
  also: ['도', '도요'],
  only: ['만', '만요', '만은'],
  at: ['에', '에다', '에다가', '에는', '에도', '에선', '에서'],
  by: ['으로', '로', '루', '으루', '으로다가', '로다가', '으로는', '로는', '으로도', '로도', '으로만', '로만', '으로요', '로요'],
  of: ['의'],
  other: ['들', '들이', '들은', '들도', '까지', '까지는', '부터', '에게', '한테', '처럼', '보다', '마다', '까지만', '까지도', '밖에', '라도', '이라도', '께', '께서', '조차', '치고'],
} as const
