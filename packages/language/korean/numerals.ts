import { lookUp } from '../text/look-up.ts'
import type { Unit } from '../text/units.ts'

/** A number found in a text: units `from` to `to` (exclusive). 'native' is 하나, 둘 …; 'sino' is 일, 이 …. */
export type Numeral = { readonly to: number; readonly value: number; readonly kind: 'native' | 'sino' | 'digit' }

const nativeOnes: Readonly<Record<string, number>> = {
  하나: 1, 한: 1, 둘: 2, 두: 2, 세: 3, 셋: 3, 석: 3, 네: 4, 넷: 4, 넉: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 여덜: 8, 아홉: 9,
}
const nativeTens: Readonly<Record<string, number>> = {
  열: 10, 스물: 20, 스무: 20, 서른: 30, 마흔: 40, 쉰: 50, 예순: 60, 일흔: 70, 여든: 80, 아흔: 90,
}
const sinoDigits: Readonly<Record<string, number>> = { 공: 0, 영: 0, 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 륙: 6, 칠: 7, 팔: 8, 구: 9 }
const sinoUnits: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000 }
const longestWord = 3

/** The longest number that starts at the unit `from`: '스물두', '이십사', '24', '3백'. */
export function koreanNumeral(units: readonly Unit[], from: number): Numeral | undefined {
  const native = nativeNumeral(units, from)
  const sino = sinoNumeral(units, from)
  if (!native || (sino && sino.to > native.to)) return sino
  return native
}

function nativeNumeral(units: readonly Unit[], from: number): Numeral | undefined {
  const tens = word(units, from, nativeTens)
  const ones = word(units, tens ? tens.to : from, nativeOnes)
  if (!tens && !ones) return undefined
  return { to: (ones ?? tens)?.to ?? from, value: (tens?.value ?? 0) + (ones?.value ?? 0), kind: 'native' }
}

function word(units: readonly Unit[], from: number, table: Readonly<Record<string, number>>): { to: number; value: number } | undefined {
  let text = ''
  let found: { to: number; value: number } | undefined
  for (let at = from; at < Math.min(units.length, from + longestWord); at += 1) {
    const unit = units[at]
    if (unit?.kind !== 'hangul') break
    text += unit.text
    const value = lookUp(table, text)
    if (value !== undefined) found = { to: at + 1, value }
  }
  return found
}

function sinoNumeral(units: readonly Unit[], from: number): Numeral | undefined {
  let at = from
  let total = 0
  let section = 0
  let digits: number | undefined
  let plain = true
  for (; at < units.length; at += 1) {
    const unit = units[at]
    if (!unit) break
    if (unit.kind === 'digit') {
      if (digits !== undefined || unit.text.length > 9 || unit.text.includes('.')) {
        if (at === from && unit.text.includes('.')) return { to: at + 1, value: Number(unit.text), kind: 'digit' }
        break
      }
      digits = Number(unit.text)
      continue
    }
    if (unit.kind !== 'hangul') break
    const digit = lookUp(sinoDigits, unit.text)
    const scale = lookUp(sinoUnits, unit.text)
    if (digit !== undefined) {
      if (digits !== undefined && digits > 0) break
      digits = digit
    } else if (scale !== undefined) {
      section += (digits ?? 1) * scale
      digits = undefined
      plain = false
    } else if (unit.text === '만' && (section > 0 || digits !== undefined) && isMoney(units, at)) {
      total += (section + (digits ?? 0)) * 10000
      section = 0
      digits = undefined
      plain = false
    } else break
  }
  if (at === from) return undefined
  const kind = plain && units[from]?.kind === 'digit' ? 'digit' : 'sino'
  return { to: at, value: total + section + (digits ?? 0), kind }
}

/** '만' after a number is ten thousand only before more digits or a money word; else it is the particle 'only'. */
function isMoney(units: readonly Unit[], at: number): boolean {
  const next = units[at + 1]
  return next?.gap === 0 && (next.text === '원' || lookUp(sinoDigits, next.text) !== undefined || lookUp(sinoUnits, next.text) !== undefined)
}

const nativeWords = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉']
const nativeTenWords = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔']

/** The number before a counter: 1 '한', 20 '스무', 21 '스물한'. From 100 on, and for what is no whole number, digits. */
export function countingWord(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) return String(value)
  if (value === 20) return '스무'
  return (nativeTenWords[Math.floor(value / 10)] ?? '') + (nativeWords[value % 10] ?? '')
}

const sinoWords = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']

/** A whole number from 0 to 9999 as it is read: 50 '오십', 1000 '천'. */
export function sinoWord(value: number): string {
  if (value === 0) return '영'
  const part = (count: number, scale: string): string => (count === 0 ? '' : (count === 1 ? '' : (sinoWords[count] ?? '')) + scale)
  return part(Math.floor(value / 1000), '천') + part(Math.floor((value % 1000) / 100), '백') + part(Math.floor((value % 100) / 10), '십') + (sinoWords[value % 10] ?? '')
}
