import { weekdays } from '@jari/contract/store.ts'
import type { Hours } from '@jari/contract/store.ts'
import { problems } from '@jari/service/problems.ts'
import type { LocalTime } from '../../store-clock.ts'

type Weekday = (typeof weekdays)[number]
const day = 24 * 3600_000

/** Throws problems.closed (409) unless the store is open at this local time; one that does not tell its hours always is. */
export function checkOpen(hours: Hours | null, local: LocalTime): void {
  if (hours === null || isOpen(hours, local)) return
  const today = hours[weekdayOf(local.day)].map(({ from, to }) => `${from} to ${to}`).join(' and ')
  throw problems.closed(today ? `It is ${local.time} there, and orders are taken from ${today} today.` : 'The store has a day off.', hours)
}

/** True within a span of this day, or of the day before that reaches into this one. */
export function isOpen(hours: Hours, { day: today, time }: LocalTime): boolean {
  const yesterday = new Date(Date.parse(today) - day).toISOString().slice(0, 10)
  return hours[weekdayOf(today)].some(({ from, to }) => from <= time && (time < to || to <= from)) || hours[weekdayOf(yesterday)].some(({ from, to }) => to <= from && time < to)
}

/** The day of the week of a date, YYYY-MM-DD. */
function weekdayOf(date: string): Weekday {
  return weekdays[(new Date(date).getUTCDay() + 6) % 7] as Weekday
}
