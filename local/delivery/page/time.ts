import { html, type Html } from './html.ts'
import type { Language } from './language.ts'

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]]

/** How long ago, in words; the page's script keeps it true while it is shown. */
export function ago(iso: string | null, language: Language, now: number): Html | null {
  if (iso === null) return null
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
  return html`<time datetime="${iso}" data-ago title="${new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(Date.parse(iso))}">${words}</time>`
}

/** Seconds between two moments as 1:05 min or 12 s; null while one is missing. */
export function lasted(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null
  return duration((Date.parse(to) - Date.parse(from)) / 1000)
}

/** A number of seconds for people. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`
}

/** A span of milliseconds in its two largest units: 2 hr 5 min, 2시간 5분. */
export function span(milliseconds: number, language: Language): string {
  let rest = Math.max(0, Math.round(milliseconds / 1000))
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(new Intl.NumberFormat(language, { style: 'unit', unit: unit as string, unitDisplay: 'short' }).format(count))
  }
  return parts.slice(0, 2).join(' ') || new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(0)
}
