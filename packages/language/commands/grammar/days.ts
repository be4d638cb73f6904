import type { Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'

export const allDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** 'Monday through Friday', '월요일부터 금요일까지': the days from this one to the next. */
export function rangeTo(heard: Heard, tokens: readonly Token[], index: number): string[] | undefined {
  const from = tokens[index]!
  const to = tokens.slice(index + 1, index + 3).find(({ sense }) => sense.is === 'day')
  if (!to || from.sense.is !== 'day' || to.sense.is !== 'day' || from.sense.days.length > 1 || to.sense.days.length > 1) return undefined
  const between = heard.units.slice(from.to, to.from).map(({ text }) => text).join('')
  if (!/^(?:부터|에서|to|through|thru|until|till)$/.test(between)) return undefined
  const [first, last] = [allDays.indexOf(from.sense.days[0]!), allDays.indexOf(to.sense.days[0]!)]
  return allDays.filter((_, day) => (first <= last ? day >= first && day <= last : day >= first || day <= last))
}

/** 'every day but Monday', '월요일 빼고 매일'. */
export function exceptedDays(tokens: readonly Token[]): { days: string[]; used: Token[] } | undefined {
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
