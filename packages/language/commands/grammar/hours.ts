import type { Token } from '../reading/token.ts'
import { isHalf } from './duration.ts'

/** An hour with its minutes and the part of the day that stands beside it. */
export function clock(tokens: readonly Token[], index: number): { at: string | undefined; used: Token[]; hour?: number; minute?: number } {
  const token = tokens[index]!
  const used = [token]
  if (token.sense.is === 'clock') return { at: token.sense.at, used: [...used, ...trailing(tokens, index + 1)] }
  if (token.sense.is !== 'number') return { at: undefined, used }
  let hour = token.sense.value
  let minute = Math.round((hour % 1) * 60)
  hour = Math.floor(hour)
  let next = index + 1
  const following = tokens[next]
  if (following?.sense.is === 'number' && following.sense.unit === 'minutes') {
    minute = following.sense.value
    used.push(following)
    next += 1
  } else if (following && isHalf(following)) {
    minute = 30
    used.push(following)
    next += 1
  }
  let part = [tokens[next], tokens[index - 1], tokens[index - 2], tokens[next + 1]].find((one) => one?.sense.is === 'dayPart')
  if (!part) part = tokens.find((one) => one.sense.is === 'dayPart')
  for (const one of tokens) if (one.sense.is === 'dayPart') used.push(one)
  used.push(...trailing(tokens, next))
  // 'two in the afternoon at night'
  const hours = new Set(tokens.flatMap(({ sense }) => (sense.is === 'dayPart' ? [hourOfDay(hour, sense.part)] : [])))
  if (hours.size > 1) return { at: undefined, used, hour, minute }
  const full = hourOfDay(hour, part?.sense.is === 'dayPart' ? part.sense.part : undefined)
  if (minute >= 60) return { at: undefined, used }
  return full === undefined ? { at: undefined, used, hour, minute } : { at: written(full, minute), used }
}

const written = (hour: number, minute: number): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

export const today = /오늘|이따|today|later/i

/** '오늘 8시에': in the morning or in the evening, whichever is still to come today. */
export function nextToday(hour: number | undefined, minute: number | undefined, now: Date): string | undefined {
  if (hour === undefined || minute === undefined) return undefined
  const past = now.getHours() * 60 + now.getMinutes()
  const left = [hour % 12, (hour % 12) + 12].filter((one) => one * 60 + minute > past)
  return left.length > 0 ? written(left[0]!, minute) : undefined
}

function trailing(tokens: readonly Token[], from: number): Token[] {
  const token = tokens[from]
  return token?.sense.is === 'at' || token?.sense.is === 'every' ? [token, ...trailing(tokens, from + 1)] : []
}

/** Hours 0 and 13 to 24 are clear by themselves; the others need the part of the day. */
function hourOfDay(hour: number, part: string | undefined): number | undefined {
  if (hour > 24 || hour < 0) return undefined
  if (hour > 12 || hour === 0) return hour % 24
  switch (part) {
    case 'am': return hour % 12
    case 'dawn': return hour % 12
    case 'morning': return hour % 12
    case 'noon': return hour <= 6 ? hour + 12 : hour
    case 'pm': return hour === 12 ? 12 : hour + 12
    case 'evening': return hour === 12 ? 0 : hour + 12
    case 'night': return hour === 12 ? 0 : hour <= 4 ? hour : hour + 12
    default: return undefined
  }
}
