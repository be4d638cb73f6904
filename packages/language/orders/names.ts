import { singular, plural } from '../english/plurals.ts'
import { spellings } from './concepts.ts'
import { sinoWord } from '../korean/numerals.ts'
import { toUnits } from '../text/units.ts'

const longestList = 12

/** Other ways to write and to say one name: spellings, numbers as words, English plurals. The name itself comes first. */
export function variants(name: string): string[] {
  const out = new Set([name.toLowerCase().normalize('NFC')])
  for (const known of Array.from(out)) {
    for (const [held, row] of spellingsIn(known)) {
      for (const one of Array.from(out)) if (holds(one, held)) for (const other of row) if (other !== held && out.size < longestList) out.add(replaceWord(one, held, other))
    }
  }
  for (const known of Array.from(out)) {
    // '500cc' is said 오백 씨씨, '500 ml' 오백 미리.
    if (/\d ?cc$/.test(known)) out.add(known.replace('cc', '씨씨'))
    if (/\d ?ml$/.test(known)) out.add(known.replace('ml', '미리'))
    if (/\d ?cm$/.test(known)) for (const unit of ['센치', '센티', '센티미터']) out.add(known.replace('cm', unit))
  }
  for (const known of Array.from(out)) for (const said of withNumbersSaid(known)) out.add(said)
  for (const known of Array.from(out)) {
    // a number that counts within the name may be written: 'twelve piece' is '12 piece'
    const [first = '', ...rest] = known.split(' ')
    const value = rest.length > 0 ? numberOf(first) : undefined
    if (value !== undefined && value > 1) out.add(`${value} ${rest.join(' ')}`)
  }
  const letters = isHangul(name) ? /(?<![A-Za-z\d])[A-Z]{2,4}(?![A-Za-z])/.exec(name) : null
  if (letters) out.add(name.replace(letters[0], [...letters[0]].map(letter => letterNames[letter] ?? letter).join('')).toLowerCase())
  for (const known of Array.from(out)) {
    if (known.endsWith('티') && !/(?:밀크|아이스) ?티$/.test(known)) out.add(`${known.slice(0, -1)}차`)
    else if (known.endsWith('차') && known.length > 2) out.add(`${known.slice(0, -1)}티`)
  }
  for (const known of Array.from(out)) {
    if (!/[a-z]$/.test(known)) continue
    for (const many of plurals(known)) out.add(many)
  }
  return [...out]
}

const isHangul = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0xac00 && text.charCodeAt(at) <= 0xd7a3) return true
  return false
}

type Row = (typeof spellings)[number]
/** Spellings by their first two letters (Korean) or their first word (English). */
const byOpening: ReadonlyMap<string, [string, Row][]> = Map.groupBy(
  spellings.flatMap(row => row.map((spelling): [string, Row] => [spelling, row])),
  ([spelling]) => (isHangul(spelling) ? spelling.slice(0, 2) : (spelling.split(' ')[0] ?? '')),
)

/** The spellings that a name holds, each with its row; of one row the longest. */
function spellingsIn(name: string): [string, Row][] {
  const found = new Map<Row, string>()
  const note = (opening: string): void => {
    for (const [spelling, row] of byOpening.get(opening) ?? []) if (holds(name, spelling) && spelling.length > (found.get(row)?.length ?? 0)) found.set(row, spelling)
  }
  if (isHangul(name)) for (let at = 0; at + 1 < name.length; at += 1) note(name.slice(at, at + 2))
  if (/[a-z]/.test(name)) for (const word of name.split(' ')) note(word)
  return [...found].map(([row, spelling]) => [spelling, row])
}

function holds(name: string, spelling: string): boolean {
  return isHangul(spelling) ? name.includes(spelling) : ` ${name} `.includes(` ${spelling} `)
}

function replaceWord(name: string, from: string, to: string): string {
  return isHangul(from) ? name.replace(from, to) : ` ${name} `.replace(` ${from} `, ` ${to} `).trim()
}

/** '50%' is also said '50프로', '오십 퍼센트', 'fifty percent'; '2 liter' is 'two liter'. */
function withNumbersSaid(name: string): string[] {
  const number = /\d+(?:\.\d+)?/.exec(name)
  if (!number || number[0].length > 4) return []
  const value = Number(number[0])
  const out: string[] = []
  const percent = /\d+\s*%/.exec(name)
  if (percent) {
    const values = value === 0 ? ['0', '영', '공', '제로'] : [String(value), sinoWord(value)]
    const said = values.flatMap(one => ['프로', '퍼센트', '퍼', '%'].map(unit => `${one}${unit}`))
    const words = value === 100 ? ['hundred', 'a hundred', 'one hundred'] : [englishWord(value)]
    said.push(`${value} percent`, ...words.map(word => `${word} percent`))
    // '당도 50%' is also '당도 오십', '50%' alone, '오십 프로'.
    const more = name.trim() !== percent[0].trim()
    for (const one of said) out.push(name.replace(percent[0], one), ...(more ? [one] : []))
    if (more) for (const one of [...values, englishWord(value)]) out.push(name.replace(percent[0], one))
  } else if (isHangul(name) || name.endsWith('cc')) out.push(name.replace(number[0], decimalWord(number[0])))
  else if (englishWord(value) !== '') out.push(name.replace(number[0], `${englishWord(value)} `).replace(/ +/g, ' ').trim())
  return out
}

/** '1.25' is read 일점이오. */
function decimalWord(number: string): string {
  const [whole = '0', rest] = number.split('.')
  return sinoWord(Number(whole)) + (rest === undefined ? '' : `점${[...rest].map(digit => sinoWord(Number(digit))).join('')}`)
}

const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const small = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']

/** Latin letters as Koreans say them: BLT is 비엘티. */
const letterNames: Readonly<Record<string, string>> = { A: '에이', B: '비', C: '씨', D: '디', E: '이', F: '에프', G: '지', H: '에이치', I: '아이', J: '제이', K: '케이', L: '엘', M: '엠', N: '엔', O: '오', P: '피', Q: '큐', R: '알', S: '에스', T: '티', U: '유', V: '브이', W: '더블유', X: '엑스', Y: '와이', Z: '제트' }

function numberOf(word: string): number | undefined {
  const value = small.includes(word) ? small.indexOf(word) : tens.indexOf(word) * 10
  return word === '' || value < 0 ? undefined : value
}

function englishWord(value: number): string {
  if (value < 20) return small[value] ?? ''
  if (value < 100) return `${tens[Math.floor(value / 10)]}${value % 10 === 0 ? '' : ` ${small[value % 10]}`}`
  return value === 100 ? 'hundred' : ''
}

/** Plurals of a name: of its last word, and of the word before 'of', 'with' or 'and'. */
function plurals(name: string): string[] {
  const words = name.split(' ')
  const out: string[] = []
  const last = words.at(-1) ?? ''
  const other = plural(last) === last ? singular(last) : plural(last)
  if (other !== last) out.push([...words.slice(0, -1), other].join(' '))
  const joint = words.findIndex(word => word === 'of' || word === 'with' || word === 'and')
  if (joint > 0) out.push([...words.slice(0, joint - 1), plural(words[joint - 1] ?? ''), ...words.slice(joint)].join(' '))
  return out
}

const ignored = new Set(['and', 'with', 'of', 'the', 'a', 'in', 'on', 'n', '&', '와', '과'])

/** Names of which the words are what stands between spaces. */
const simple = /^[a-z가-힣 ]*$/

/** The words of a name: split at spaces; a Korean word also where it ends in a known head ('자몽에이드': 자몽, 에이드). */
export function wordsOf(name: string, heads: ReadonlySet<string>): string[] {
  const out: string[] = []
  const words = simple.test(name) ? name.split(' ').filter(word => word !== '') : toUnits(name).units.reduce<string[]>((list, unit) => {
    if (unit.gap > 0 || list.length === 0 || unit.kind === 'sign') list.push(unit.text)
    else list[list.length - 1] += unit.text
    return list
  }, [])
  for (const word of words) {
    if (ignored.has(word)) continue
    if (!isHangul(word)) {
      // 'cheesecake' is a cake, 'cheeseburger' a burger.
      const one = singular(word)
      out.push(one)
      for (let at = 3; at + 3 < one.length; at += 1) if (heads.has(one.slice(at))) out.push(one.slice(at), one.slice(0, at))
      continue
    }
    out.push(word)
    for (let at = 1; at < word.length; at += 1) {
      const head = word.slice(at)
      // A head of one syllable is split off only where at least two are left: 유자+차, but not 기+차.
      if (!heads.has(head) || (head.length === 1 && at < 2)) continue
      out.push(head)
      if (at > 1 || head.length > 1) out.push(word.slice(0, at))
    }
  }
  return [...new Set(out)]
}

/** How a Korean describing word goes with a verb: '진한' is also said '진하게'. */
export function adverbs(name: string): string[] {
  return name.endsWith('한') && name.length > 1 ? [`${name.slice(0, -1)}하게`] : []
}

/** The forms of one word of a name. */
export function wordForms(word: string): string[] {
  return isHangul(word) ? [word] : [...new Set([word, plural(word)])]
}
