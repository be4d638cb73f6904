import type { Token } from '../reading/token.ts'

const secondsOf: Readonly<Record<string, number>> = { hours: 3600, minutes: 60, seconds: 1 }

/** Whether the word is a span of time: '10분', 'two hours'. */
export const isSpan = ({ sense }: Token): boolean => sense.is === 'number' && sense.unit !== undefined && sense.unit in secondsOf

/** Adjacent spans of time are one: '1시간 30분', '한 시간 반'; `mark` is the word that says 'from now'. */
export function duration(tokens: readonly Token[], from: number): { seconds: number; to: number; mark?: Token } {
  let seconds = 0
  let at = from
  let last = 1
  for (; at < tokens.length; at += 1) {
    const { sense } = tokens[at]!
    if (sense.is === 'number' && sense.unit && sense.unit in secondsOf) {
      last = secondsOf[sense.unit]!
      seconds += sense.value * last
    } else if (isHalf(tokens[at]!)) seconds += last / 2
    else if (sense.is !== 'join') break
  }
  const end = at
  while (at < tokens.length && (tokens[at]!.sense.is === 'only' || tokens[at]!.sense.is === 'filler' || tokens[at]!.sense.is === 'particle')) at += 1
  const mark = tokens[at]
  return mark?.sense.is === 'after' ? { seconds, to: at, mark } : { seconds, to: end }
}

export function isHalf({ sense }: Token): boolean {
  return sense.is === 'half' || (sense.is === 'value' && sense.value === 'half')
}

/** Seconds as an ISO 8601 duration without days: 5400 is PT1H30M. */
export function iso(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const left = Math.round(seconds % 60)
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${left || (!hours && !minutes) ? `${left}S` : ''}`
}
