/** Consonants that recognisers and hasty typists take for one another, each group with the price of the exchange. */
const groups: readonly (readonly [string, number])[] = [
  ['ㄱㄲㅋ', 0.25], ['ㄷㄸㅌ', 0.25], ['ㅂㅃㅍ', 0.25], ['ㅈㅉㅊ', 0.25], ['ㅅㅆ', 0.2],
  ['ㄴㅁㆁ', 0.4], ['ㄴㄹ', 0.4], ['ㅅㅈ', 0.5], ['ㄷㅈ', 0.5], ['ㅌㅊ', 0.3], ['ㄷㅅ', 0.4], ['ㅂㅁ', 0.5], ['ㄱㅎ', 0.6], ['ㅋㅎ', 0.6], ['ㅍㅎ', 0.6],
  ['ㅓㅗ', 0.35], ['ㅓㅏ', 0.35], ['ㅜㅡ', 0.3], ['ㅡㅓ', 0.35], ['ㅗㅜ', 0.4], ['ㅟㅣ', 0.25], ['ㅢㅣ', 0.2], ['ㅢㅡ', 0.3], ['ㅔㅣ', 0.5], ['ㅚㅔ', 0.35], ['ㅝㅓ', 0.3],
  ['ㅘㅏ', 0.35], ['ㅕㅓ', 0.3], ['ㅕㅔ', 0.35], ['ㅑㅏ', 0.3], ['ㅛㅗ', 0.3], ['ㅠㅜ', 0.3], ['ㅏㅔ', 0.5], ['ㅓㅔ', 0.5],
  ['ckq', 0.25], ['sz', 0.25], ['sc', 0.4], ['iy', 0.25], ['ei', 0.4], ['ea', 0.4], ['oa', 0.5], ['ou', 0.5], ['eo', 0.5], ['iu', 0.6], ['ae', 0.4], ['dt', 0.4], ['bp', 0.4], ['vf', 0.3], ['gj', 0.4], ['mn', 0.4], ['rl', 0.6],
]
/** Letters as small numbers, so that prices are looked up in a table: Hangul letters, a to z, 0 to 9, and all others as one. */
const size = 136
const other = size - 1
export function letterNumber(letter: string): number {
  const code = letter.charCodeAt(0)
  if (code >= 0x3131 && code <= 0x318e) return code - 0x3131
  if (code >= 97 && code <= 122) return code - 97 + 94
  return code >= 48 && code <= 57 ? code - 48 + 120 : other
}

const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣaeiou'
const vowelNumbers: ReadonlySet<number> = new Set([...vowels].map(letterNumber))
const isDigit = (number: number): boolean => number >= 120 && number < 130

/** What it costs to hear one letter for another, in rows by the letter that was said. */
const exchanges = new Float64Array(size * size)
for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) exchanges[a * size + b] = a === b ? (a === other ? 0.85 : 0) : isDigit(a) ? 9 : vowelNumbers.has(a) === vowelNumbers.has(b) ? 0.85 : 1.3
for (const [letters, price] of groups)
  for (const a of letters) for (const b of letters) if (a !== b) exchanges[letterNumber(a) * size + letterNumber(b)] = Math.min(price, exchanges[letterNumber(a) * size + letterNumber(b)]!)

/** Last consonants as they are heard before ㄴ and ㅁ; before ㄹ a ㄴ is heard as ㄹ: '뒷문' 뒨문, '난로' 날로. */
const assimilated = new Float64Array(size * size).fill(9)
for (const [said, heard] of [['ㄱㅋ', 'ㆁ'], ['ㄷㅅㅆㅈㅊㅌ', 'ㄴ'], ['ㅂㅍ', 'ㅁ']] as const) for (const letter of said) assimilated[letterNumber(letter) * size + letterNumber(heard)] = 0.15
const [nieun, mieum, rieul] = [...'ㄴㅁㄹ'].map(letterNumber) as [number, number, number]

/** What it costs to hear the letter `b` for `a`, where `next` is heard after it; all as numbers of letters. */
export function exchange(a: number, b: number, next: number): number {
  const price = exchanges[a * size + b]!
  if (price === 0) return 0
  if (next === nieun || next === mieum) return Math.min(price, assimilated[a * size + b]!)
  return next === rieul && a === nieun && b === rieul ? 0.15 : price
}

/** What it costs to lose a letter or to hear one too many. */
const losses = Float64Array.from({ length: size }, (_, letter) => (isDigit(letter) ? 9 : letter >= 94 ? 0.8 : 0.85))
for (const letter of 'ㄹㄴㆁㅡㅣhaeiou') losses[letterNumber(letter)] = 0.55
losses[letterNumber('ㅎ')] = 0.35

/** The same for one letter; `twin` where it stands beside its like. */
export const loss = (letter: number, twin: boolean): number => (twin && !isDigit(letter) ? 0.25 : losses[letter]!)
