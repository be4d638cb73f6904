import { isSyllable } from '../korean/hangul.ts'
import { joinSounds, syllableSound } from '../korean/sound.ts'

/** What stands before a unit, from nothing to the end of a sentence. */
export const gap = { none: 0, space: 1, comma: 2, stop: 3, question: 4 } as const
export type Gap = (typeof gap)[keyof typeof gap]

/** The smallest piece that is looked up: one Hangul syllable, one run of Latin letters, one run of digits, or one sign such as %. */
export type Unit = {
  readonly kind: 'hangul' | 'latin' | 'digit' | 'sign'
  /** Lower case, without apostrophes and accents. */
  readonly text: string
  /** How it sounds (`syllableSound`); the text itself where it is not Hangul. */
  readonly sound: string
  /** Offsets in the utterance's text, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  readonly gap: Gap
}

export type Utterance = {
  /** The text in Unicode form C: spans are offsets into this. */
  readonly text: string
  readonly units: readonly Unit[]
  /** What stands after the last unit. */
  readonly end: Gap
}

const latin = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const digit = /\p{Nd}/u
const apostrophe = /['’‘`´]/u
const signs = '%+&°'
const comma = /[,;:/、，·~–—]/u
const stop = /[.!…。\n]/u
const question = /[?？]/u

/** Splits text into units. Control characters, emoji and letters of other scripts are gaps. */
export function toUnits(source: string): Utterance {
  const text = source.normalize('NFC')
  const units: Unit[] = []
  let before: Gap = gap.none
  for (let at = 0; at < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 32)
    let end = at + char.length
    if (isSyllable(char)) {
      units.push({ kind: 'hangul', text: char, sound: syllableSound(char), start: at, end, gap: before })
      before = gap.none
    } else if (isRun(char)) {
      const kind = digit.test(char) ? 'digit' : 'latin'
      while (end < text.length) {
        const next = String.fromCodePoint(text.codePointAt(end) ?? 32)
        const decimal = kind === 'digit' && next === '.' && digit.test(text[end + 1] ?? '')
        if (kind === 'digit' ? !digit.test(next) && !decimal : !isLetter(next) && !(apostrophe.test(next) && isLetter(text.slice(end + 1, end + 2)))) break
        end += next.length
      }
      const plain = plainText(text.slice(at, end))
      units.push({ kind, text: plain, sound: plain, start: at, end, gap: before })
      before = gap.none
    } else if (signs.includes(char)) {
      units.push({ kind: 'sign', text: char, sound: char, start: at, end, gap: before })
      before = gap.none
    } else {
      const is: Gap = question.test(char) ? gap.question : stop.test(char) ? gap.stop : comma.test(char) ? gap.comma : gap.space
      if (is > before) before = is
    }
    at = end
  }
  return { text, units, end: before }
}

function isRun(char: string): boolean {
  return isLetter(char) || digit.test(char)
}

function isLetter(char: string): boolean {
  return (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || (char > '\u007f' && latin.test(char))
}

function plainText(text: string): string {
  if (/^[a-z0-9]+$/.test(text)) return text
  return text.normalize('NFKD').replace(/[\p{M}'’‘`´]/gu, '').toLowerCase()
}

/** The key under which names are kept: sounds without spaces. '카페 라떼' and '까페라테' have one key. */
export function soundKey(units: readonly Unit[], from = 0, to = units.length): string {
  let key = ''
  for (let at = from; at < to; at += 1) key = joinSounds(key, units[at]?.sound ?? '')
  return key
}

/** The units' text without spaces. */
export function plainKey(units: readonly Unit[], from = 0, to = units.length): string {
  let key = ''
  for (let at = from; at < to; at += 1) key += units[at]?.text ?? ''
  return key
}
