import type { Language } from '../language.ts'
import { plural, singular } from '../english/plurals.ts'

const sinoDigits = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']
const englishDigits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const letters: Readonly<Record<string, string>> = {
  A: '에이', B: '비', C: '씨', D: '디', E: '이', F: '에프', G: '지', H: '에이치', I: '아이', J: '제이', K: '케이', L: '엘', M: '엠', N: '엔', O: '오', P: '피', Q: '큐', R: '알', S: '에스', T: '티', U: '유', V: '브이', W: '더블유', X: '엑스', Y: '와이', Z: '제트',
}

/** A name as it is written and as it is read aloud: 'VIP룸' and '브이아이피룸', 'table 2' and 'table two'. */
export function spoken(name: string, language: Language): string[] {
  const read = language === 'ko' ? name.replace(/\d+/g, (digits) => sino(Number(digits))).replace(/(?<![A-Za-z])[A-Z]{1,4}(?![A-Za-z])/g, (word) => [...word].map((letter) => letters[letter]).join('')) : name.replace(/\d+/g, (digits) => englishDigits[Number(digits)] ?? digits)
  const half = language === 'ko' ? name.replace(/\d+/g, (digits) => sino(Number(digits))) : name
  return [...new Set([name, half, read].flatMap((one) => (language === 'ko' ? respelled(one) : [one])))]
}

/** Words that are spelled in more than one way, though not heard so. */
const spellings: readonly (readonly string[])[] = [['에어컨', '에어콘'], ['텔레비전', '텔레비젼', '티비', '테레비', '티브이'], ['커튼', '커텐'], ['스피커', '스피카'], ['도어락', '도어록'], ['카운터', '카운타'], ['라이트', '라잇'], ['서큘레이터', '써큘레이터'], ['컴퓨터', '컴퓨타'], ['사인', '싸인'], ['테라스', '테라쓰'], ['블라인드', '브라인드'], ['커피머신', '커피 머신', '커피머쉰']]

function respelled(name: string): string[] {
  return spellings.reduce<string[]>((names, forms) => {
    const form = forms.find((one) => name.includes(one))
    return form ? [...names, ...forms.filter((one) => one !== form).map((one) => name.replace(form, one))] : names
  }, [name])
}

/** 1 to 9999 in Sino-Korean: 24 이십사. */
function sino(value: number): string {
  if (value < 10 || value > 9999) return value > 9999 ? String(value) : sinoDigits[value]!
  return ['천', '백', '십', ''].map((scale, at) => [Math.floor(value / 10 ** (3 - at)) % 10, scale] as const).filter(([digit]) => digit > 0).map(([digit, scale]) => (digit === 1 && scale ? scale : sinoDigits[digit]! + scale)).join('')
}

/** 'room 2' also as the 'rooms two' of 'rooms two and three'. */
export function numbered(name: string): string[] {
  const [, head = '', tail] = /^(.*?[A-Za-z])\s+(\d+|one|two|three|four|five|six|seven|eight|nine|ten)$/i.exec(name) ?? []
  return tail === undefined ? [name] : [name, `${plural(head)} ${tail}`]
}

/** A name with its last word as it is, in the singular and in the plural. */
export function plurals(name: string): string[] {
  const [, head = '', last = ''] = /^(.*?)([A-Za-z]+)$/s.exec(name) ?? []
  if (last.length < 2) return [name]
  return [name, `${head}${singular(last)}`, `${head}${plural(last)}`]
}
