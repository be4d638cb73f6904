import type { Language } from '@jari/contract/language.ts'
import type { Say } from './translate.ts'

/** An amount of `minor` units of an ISO 4217 currency as text, for example 4500 KRW as "₩4,500". */
export function formatMoney(minor: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === 'ko' ? 'ko-KR' : 'en-US', { style: 'currency', currency })
  // how many decimals the currency has (none for KRW) is known to Intl
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** An age in milliseconds as text: seconds below two minutes, then whole minutes. Negative ages (clocks differ) are 0. */
export function formatAge(ms: number, say: Say): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return seconds < 120 ? say('age.seconds', { count: seconds }) : say('age.minutes', { count: Math.floor(seconds / 60) })
}
