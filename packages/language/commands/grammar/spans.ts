import type { Home } from '../home.ts'
import type { CommandSpan } from '../meaning.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'

/** Which words meant what. */
export function spansOf({ text, units }: Heard, tokens: readonly Token[], home: Home): CommandSpan[] {
  return tokens.map(({ from, to, sense }) => {
    const start = units[from]!.start
    const end = units[to - 1]!.end
    return { from: start, to: end, text: text.slice(start, end), meaning: meaning(sense, home) }
  })
}

function meaning(sense: Sense, home: Home): string {
  switch (sense.is) {
    case 'named': {
      const { own = [], places = [], part = [], scenes = [], concept } = sense
      if (scenes.length > 0) return `scene ${scenes.join(' or ')}`
      if (own.length > 0) return `device ${names(own.map((index) => home.devices[index]?.id ?? ''))}`
      if (places.length > 0) return `place ${names(places.map((index) => home.areas[index]!.id))}`
      return concept ? `kind ${concept}` : `part of ${names(part.map((index) => home.devices[index]?.id ?? ''))}`
    }
    case 'act': return `${sense.act} (${sense.mood})`
    case 'property': return `property ${sense.property}`
    case 'value': return `${sense.property} ${String(sense.value)}`
    case 'number': return `number ${sense.value}${sense.unit ? ` ${sense.unit}` : ''}`
    case 'way': return `${sense.property ?? ''} ${sense.direction}`.trim()
    case 'day': return `day ${sense.days.join(' ')}`
    case 'clock': return `at ${sense.at}`
    case 'dayPart': return sense.part
    case 'unknown': return 'unexplained'
    default: return sense.is
  }
}

const names = (ids: readonly string[]): string => (ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', '))
