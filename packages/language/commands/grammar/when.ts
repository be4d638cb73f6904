import type { CommandTime } from '../meaning.ts'
import type { Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'

/** The time of a sentence and the tokens that are left; `unclear` where an hour could be in the morning or in the evening. */
export type Timed = { readonly when?: CommandTime; readonly rest: readonly Token[]; readonly used: readonly Token[]; readonly unclear: boolean }

type Span = { seconds: number }
const secondsOf = { hours: 3600, minutes: 60, seconds: 1 } as const
const allDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Takes durations ('한 시간 반 뒤에'), hours ('밤 열한 시'), and days ('매주 월요일') out of a sentence. */
export function takeTime(heard: Heard, tokens: readonly Token[], now?: Date): Timed {
  const used = new Set<Token>()
  let after: number | undefined
  let at: string | undefined
  let unclear = false
  const days = new Set<string>()
  let daily = false
  for (let index = 0; index < tokens.length; index += 1) {
    const { sense } = tokens[index]!
    if (used.has(tokens[index]!)) continue
    if (sense.is === 'number' && sense.unit && sense.unit in secondsOf) {
      const span = duration(tokens, index)
      const marked = span.mark !== undefined || before(tokens, index)?.sense.is === 'after' || before(tokens, index)?.sense.is === 'in'
      if (!marked) continue
      after = (after ?? 0) + span.seconds
      for (const token of tokens.slice(index, span.to)) used.add(token)
      if (span.mark) used.add(span.mark)
      const head = before(tokens, index)
      if (head && (head.sense.is === 'after' || head.sense.is === 'in')) used.add(head)
    } else if (sense.is === 'half' && unitAt(tokens, index + 1)) {
      continue
    } else if (sense.is === 'clock' || (sense.is === 'number' && sense.unit === 'hour')) {
      const time = clock(tokens, index)
      const soon = time.at ?? (now && today.test(heard.text) ? nextToday(time.hour, time.minute, now) : undefined)
      if (soon === undefined) unclear = true
      else if (at !== undefined) unclear = true
      else at = soon
      for (const token of time.used) used.add(token)
    } else if (sense.is === 'day') {
      used.add(tokens[index]!)
      if (sense.days[0] === 'day') daily = true
      else for (const day of rangeTo(heard, tokens, index) ?? sense.days) days.add(day)
    }
  }
  const left = daily ? exceptedDays(tokens) : undefined
  if (left) {
    daily = false
    for (const day of allDays) days.add(day)
    for (const day of left.days) days.delete(day)
    for (const token of left.used) used.add(token)
  }
  for (const token of tokens) if (token.sense.is === 'every' && (days.size > 0 || daily || at !== undefined)) used.add(token)
  const part = [...tokens].find(({ sense }) => sense.is === 'dayPart')
  const every = daily || days.size === 7 ? ('day' as const) : days.size > 0 ? allDays.filter((day) => days.has(day)) : undefined
  if (tokens.some(({ sense }) => sense.is === 'every') && at !== undefined && !every) daily = true
  const rest = dropGlue(tokens, used)
  if (after === undefined && at === undefined) return { rest, used: [...used], unclear: unclear || every !== undefined || (part !== undefined && used.size > 0 && !every) }
  if (after !== undefined) return { when: { after: iso(after) }, rest, used: [...used], unclear: unclear || at !== undefined || every !== undefined }
  return { when: { at: at!, ...((every ?? (daily ? 'day' : undefined)) && { every: every ?? 'day' }) }, rest, used: [...used], unclear }
}

/** 'Monday through Friday', '월요일부터 금요일까지': the days from this one to the next. */
function rangeTo(heard: Heard, tokens: readonly Token[], index: number): string[] | undefined {
  const from = tokens[index]!
  const to = tokens.slice(index + 1, index + 3).find(({ sense }) => sense.is === 'day')
  if (!to || from.sense.is !== 'day' || to.sense.is !== 'day' || from.sense.days.length > 1 || to.sense.days.length > 1) return undefined
  const between = heard.units.slice(from.to, to.from).map(({ text }) => text).join('')
  if (!/^(?:부터|에서|to|through|thru|until|till)$/.test(between)) return undefined
  const [first, last] = [allDays.indexOf(from.sense.days[0]!), allDays.indexOf(to.sense.days[0]!)]
  return allDays.filter((_, day) => (first <= last ? day >= first && day <= last : day >= first || day <= last))
}

/** 'every day but Monday', '월요일 빼고 매일'. */
function exceptedDays(tokens: readonly Token[]): { days: string[]; used: Token[] } | undefined {
  const at = tokens.findIndex(({ sense }, index) => (sense.is === 'except' || sense.is === 'but') && (tokens[index + 1]?.sense.is === 'day' || tokens[index - 1]?.sense.is === 'day'))
  if (at < 0) return undefined
  const isDay = (token: Token | undefined) => token?.sense.is === 'day' && token.sense.days[0] !== 'day'
  const run: Token[] = []
  const step = isDay(tokens[at - 1]) || (isDay(tokens[at - 2]) && tokens[at - 1]?.sense.is === 'particle') ? -1 : 1
  for (let index = at + step; index >= 0 && index < tokens.length; index += step) {
    const token = tokens[index]!
    if (isDay(token)) run.push(token)
    else if (token.sense.is !== 'join' && token.sense.is !== 'particle' && token.sense.is !== 'filler') break
  }
  return run.length > 0 ? { days: run.flatMap(({ sense }) => (sense.is === 'day' ? sense.days : [])), used: [...run, tokens[at]!] } : undefined
}

const before = (tokens: readonly Token[], index: number): Token | undefined => tokens[index - 1]
const unitAt = (tokens: readonly Token[], index: number): boolean => {
  const sense = tokens[index]?.sense
  return sense?.is === 'number' && sense.unit !== undefined && sense.unit in secondsOf
}

/** Adjacent spans of time are one: '1시간 30분', '한 시간 반'; `mark` is the word that says 'from now'. */
function duration(tokens: readonly Token[], from: number): Span & { to: number; mark?: Token } {
  let seconds = 0
  let at = from
  let last = 1
  for (; at < tokens.length; at += 1) {
    const { sense } = tokens[at]!
    if (sense.is === 'number' && sense.unit && sense.unit in secondsOf) {
      last = secondsOf[sense.unit as keyof typeof secondsOf]
      seconds += sense.value * last
    } else if (isHalf(tokens[at]!)) seconds += last / 2
    else if (sense.is !== 'join') break
  }
  const end = at
  while (at < tokens.length && (tokens[at]!.sense.is === 'only' || tokens[at]!.sense.is === 'filler' || tokens[at]!.sense.is === 'particle')) at += 1
  const mark = tokens[at]
  return mark?.sense.is === 'after' ? { seconds, to: at, mark } : { seconds, to: end }
}

function isHalf({ sense }: Token): boolean {
  return sense.is === 'half' || (sense.is === 'value' && sense.value === 'half')
}

/** An hour with its minutes and the part of the day that stands beside it. */
function clock(tokens: readonly Token[], index: number): { at: string | undefined; used: Token[]; hour?: number; minute?: number } {
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
  const full = hourOfDay(hour, part?.sense.is === 'dayPart' ? part.sense.part : undefined)
  if (minute >= 60) return { at: undefined, used }
  return full === undefined ? { at: undefined, used, hour, minute } : { at: written(full, minute), used }
}

const written = (hour: number, minute: number): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

const today = /오늘|이따|today|later/i

/** '오늘 8시에': in the morning or in the evening, whichever is still to come today. */
function nextToday(hour: number | undefined, minute: number | undefined, now: Date): string | undefined {
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

/** The tokens that were not used, without the small words between those that were: '8시에', 'at 8', 'every Monday and Friday'. */
function dropGlue(tokens: readonly Token[], used: ReadonlySet<Token>): Token[] {
  const dropped = new Set<Token>(used)
  const glue = (token: Token | undefined): boolean => token !== undefined && !dropped.has(token) && ['particle', 'at', 'join', 'to', 'by', 'in', 'filler', 'only', 'then'].includes(token.sense.is)
  tokens.forEach((token, index) => {
    if (!used.has(token)) return
    const next = tokens[index + 1]
    if (glue(next) && ['particle', 'at', 'to', 'only'].includes(next!.sense.is)) dropped.add(next!)
    if (glue(next) && next!.sense.is === 'join' && tokens[index + 2] && used.has(tokens[index + 2]!)) dropped.add(next!)
    const previous = tokens[index - 1]
    if (glue(previous) && (previous!.sense.is === 'at' || previous!.sense.is === 'by' || previous!.sense.is === 'in' || previous!.sense.is === 'to')) dropped.add(previous!)
  })
  return tokens.filter((token) => !dropped.has(token))
}

/** Seconds as an ISO 8601 duration without days: 5400 is PT1H30M. */
export function iso(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const left = Math.round(seconds % 60)
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${left || (!hours && !minutes) ? `${left}S` : ''}`
}
