import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'

/** Makes hours of numbers that say one: 'six thirty pm', 'half past one in the morning', 'at seven tonight', "eight o'clock". */
export function englishClock(heard: Heard, said: readonly Token[]): Token[] {
  // 'from five to ten' is no 'five to ten'
  const tokens = said.map((token): Token => (token.sense.is === 'past' && heard.units[token.from - 1]?.text === 'from' ? { ...token, sense: { is: 'during' } } : token))
  const spread = tokens.flatMap((token): Token[] => {
    const { sense } = token
    return sense.is === 'day' && sense.part ? [token, { ...token, sense: { is: 'dayPart', part: sense.part } }] : [token]
  })
  const dated = spread.some(({ sense }) => sense.is === 'dayPart' || sense.is === 'day')
  const out: Token[] = []
  for (let index = 0; index < spread.length; ) {
    const found = hourAt(spread, index, dated) ?? bareHour(heard, spread, index)
    if (found) {
      out.push({ from: spread[index]!.from, to: spread[found.end - 1]!.to, cost: 0, sense: { is: 'number', value: found.hour, unit: 'hour' } })
      index = found.end
    } else {
      out.push(spread[index]!)
      index += 1
    }
  }
  return out
}

const plain = (sense: Sense | undefined): number | undefined => (sense?.is === 'number' && sense.unit === undefined ? sense.value : undefined)

/** 'Turn it on at nine': an hour, though of the morning or the evening is not said; 'volume at nine' is none. */
function bareHour({ units }: Heard, tokens: readonly Token[], index: number): { hour: number; end: number } | undefined {
  const hour = plain(tokens[index]!.sense)
  const before = tokens[index - 1]
  if (hour === undefined || !Number.isInteger(hour) || hour < 1 || hour > 12 || !before || units[before.from]!.text !== 'at' || before.to - before.from > 1) return undefined
  const turned = tokens.slice(0, index).some(({ sense }) => sense.is === 'act' && ['on', 'off', 'start', 'open', 'close', 'lock', 'unlock'].includes(sense.act))
  return turned && !tokens.some(({ sense }) => sense.is === 'property') ? { hour, end: index + 1 } : undefined
}

function hourAt(tokens: readonly Token[], index: number, dated: boolean): { hour: number; end: number } | undefined {
  const sense = tokens[index]!.sense
  if (sense.is === 'past') {
    const hour = plain(tokens[index + 1]?.sense)
    const last = tokens[index + 2]?.sense.is === 'oclock' ? 3 : 2
    return hour !== undefined && hour <= 24 ? { hour: sense.minutes < 0 ? hour - 1 + (60 + sense.minutes) / 60 : hour + sense.minutes / 60, end: index + last } : undefined
  }
  const hour = plain(sense)
  if (hour === undefined || !Number.isInteger(hour) || hour > 24) return undefined
  if (tokens[index + 1]?.sense.is === 'oclock') return { hour, end: index + 2 }
  const minutes = plain(tokens[index + 1]?.sense)
  const paired = minutes !== undefined && minutes < 60 && hour <= 12
  const next = tokens[paired ? index + 2 : index + 1]?.sense
  const marked = tokens[index - 1]?.sense.is === 'to'
  if (next?.is === 'dayPart' || (marked && dated && hour <= 12)) return paired ? { hour: hour + minutes / 60, end: index + 2 } : { hour, end: index + 1 }
  // '10 30 pm', heard as one number: 1030
  return undefined
}
