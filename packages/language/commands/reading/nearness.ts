/** Consonants that recognisers and hasty typists take for one another, each group with the price of the exchange. */
const groups: readonly (readonly [string, number])[] = [
  ['ㄱㄲㅋ', 0.25], ['ㄷㄸㅌ', 0.25], ['ㅂㅃㅍ', 0.25], ['ㅈㅉㅊ', 0.25], ['ㅅㅆ', 0.2],
  ['ㄴㅁㆁ', 0.4], ['ㄴㄹ', 0.4], ['ㅅㅈ', 0.5], ['ㄷㅈ', 0.5], ['ㅌㅊ', 0.3], ['ㄷㅅ', 0.4], ['ㅂㅁ', 0.5], ['ㄱㅎ', 0.6], ['ㅋㅎ', 0.6], ['ㅍㅎ', 0.6],
  ['ㅓㅗ', 0.35], ['ㅓㅏ', 0.35], ['ㅜㅡ', 0.3], ['ㅡㅓ', 0.35], ['ㅗㅜ', 0.4], ['ㅟㅣ', 0.25], ['ㅢㅣ', 0.2], ['ㅢㅡ', 0.3], ['ㅔㅣ', 0.5], ['ㅚㅔ', 0.35], ['ㅝㅓ', 0.3],
  ['ㅘㅏ', 0.35], ['ㅕㅓ', 0.3], ['ㅕㅔ', 0.35], ['ㅑㅏ', 0.3], ['ㅛㅗ', 0.3], ['ㅠㅜ', 0.3], ['ㅏㅔ', 0.5], ['ㅓㅔ', 0.5],
  ['ckq', 0.25], ['sz', 0.25], ['sc', 0.4], ['iy', 0.25], ['ei', 0.4], ['ea', 0.4], ['oa', 0.5], ['ou', 0.5], ['eo', 0.5], ['iu', 0.6], ['ae', 0.4], ['dt', 0.4], ['bp', 0.4], ['vf', 0.3], ['gj', 0.4], ['mn', 0.4], ['rl', 0.6],
]
const prices = new Map<string, Map<string, number>>()
for (const [letters, price] of groups)
  for (const a of letters) for (const b of letters) if (a !== b) rowOf(a).set(b, Math.min(price, rowOf(a).get(b) ?? 9))

function rowOf(letter: string): Map<string, number> {
  let row = prices.get(letter)
  if (!row) {
    row = new Map()
    prices.set(letter, row)
  }
  return row
}

const vowels: ReadonlySet<string> = new Set('ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣaeiou')

/** Last consonants as they are heard before ㄴ and ㅁ; before ㄹ a ㄴ is heard as ㄹ: '뒷문' 뒨문, '난로' 날로. */
const beforeNasal: Readonly<Record<string, string>> = { ㄱ: 'ㆁ', ㅋ: 'ㆁ', ㄷ: 'ㄴ', ㅅ: 'ㄴ', ㅆ: 'ㄴ', ㅈ: 'ㄴ', ㅊ: 'ㄴ', ㅌ: 'ㄴ', ㅂ: 'ㅁ', ㅍ: 'ㅁ' }

/** What it costs to hear `b` for `a`, where `next` is the letter heard after it. */
export function exchange(a: string, b: string, next?: string): number {
  if (a === b) return 0
  if ((next === 'ㄴ' || next === 'ㅁ') && beforeNasal[a] === b) return 0.15
  if (next === 'ㄹ' && a === 'ㄴ' && b === 'ㄹ') return 0.15
  const price = prices.get(a)?.get(b)
  if (price !== undefined) return price
  if (a >= '0' && a <= '9') return 9
  return vowels.has(a) === vowels.has(b) ? 0.85 : 1.3
}

/** Letters that are easily lost or added. */
const light = new Set('ㄹㄴㆁㅎㅡㅣhaeiou')

/** What it costs to lose a letter or to hear one too many; `twin` where it stands beside its like. */
export function loss(letter: string, twin: boolean): number {
  if (letter >= '0' && letter <= '9') return 9
  if (twin) return 0.25
  if (letter === 'ㅎ') return 0.35
  return light.has(letter) ? 0.55 : letter < '~' ? 0.8 : 0.85
}
