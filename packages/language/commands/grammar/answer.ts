import { readEnglish } from '../english/read.ts'
import { englishClock } from '../english/clock.ts'
import { englishClauses } from '../english/clauses.ts'
import { prepareEnglish } from '../english/prepare.ts'
import { koreanClauses } from '../korean/clauses.ts'
import { numberedNames } from '../korean/numbered.ts'
import { readKorean } from '../korean/read.ts'
import type { CommandAction, CommandMeaning } from '../meaning.ts'
import { hear, type Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'
import type { CommandContext } from '../understand.ts'
import { clauseActions } from './actions.ts'
import { asks } from './asks.ts'
import type { Clause } from './clause.ts'
import { mergeCorrection } from './correction.ts'
import { query } from './query.ts'
import type { Setting } from './resolve.ts'
import { settle } from './settle.ts'
import { spansOf } from './spans.ts'
import { takeTime } from './when.ts'

type Answer = Omit<CommandMeaning, 'alternative'> & { readonly cost: number }

/** Understands one text; `cost` grows with what had to be guessed or was left unexplained. */
export function answer(text: string, context: CommandContext): Answer {
  const heard = hear(text)
  const tokens = context.lang === 'ko' ? readKorean(heard, context.home.naming.ko) : readEnglish(heard, context.home.naming.en)
  const cost = tokens.reduce((sum, token) => sum + token.cost, 0)
  return { ...judge(heard, tokens, context), spans: spansOf(heard, tokens, context.home), cost }
}

type Judged = Pick<CommandMeaning, 'act' | 'actions' | 'when' | 'query' | 'choices'>
const unknown: Judged = { act: 'unknown', actions: [] }

function judge(heard: Heard, tokens: readonly Token[], context: CommandContext): Judged {
  const { home, lang } = context
  const time = takeTime(heard, lang === 'ko' ? numberedNames(tokens, home) : englishClock(heard, prepareEnglish(heard, tokens, home)), context.now)
  const build = lang === 'ko' ? koreanClauses : englishClauses
  // '불 켜 줘, 아니 됐어'
  const cancelled = time.rest.findLastIndex(({ sense }, index) => sense.is === 'cancel' && (index === time.rest.length - 1 || time.rest[index - 1]?.sense.is === 'correction' || lang === 'en'))
  // '예약 시간 됐어, 불 켜 줘' cancels nothing
  const rest = time.rest.slice(cancelled + 1).map((token): Token => (token.sense.is === 'cancel' ? { ...token, sense: { is: 'unknown', ends: true } } : token))
  const parts = splitAt(rest, ({ sense }) => sense.is === 'correction').map((part) => build(heard, part))
  const clauses = parts.reduce((before, after) => mergeCorrection(before, after))
  const settled = settle(clauses)
  if (!settled) return unknown
  const { wishes, places } = settled
  const base: Omit<Setting, 'able' | 'wholly' | 'preferred'> = { home, lang, area: context.area === undefined ? undefined : home.areaIndex.get(context.area), places: undefined }
  // the place of the reason: '2번 룸 퇴실이요, 불 꺼주세요'
  const setting = { ...base, ...(places?.length === 1 ? { area: places[0] } : places && { places }) }
  if (wishes.some(({ mood, acts }) => mood === 'if' || mood === 'not' || acts.some((act) => act.mood === 'not'))) return unknown
  const last = wishes.at(-1)!
  if (asks(last, heard, lang)) {
    const found = query(last, setting)
    if (!found) return unknown
    return 'unclear' in found ? { act: 'ask', actions: [], choices: found.unclear } : { act: 'query', actions: [], query: found }
  }
  if (last.mood !== 'do' || wishes.some(({ mood }) => mood !== 'do' && mood !== 'and')) return unknown
  const actions: CommandAction[] = []
  const choices: string[] = []
  let unclear = time.unclear
  let known: Pick<Setting, 'places'> & { mentions: Clause['mentions']; last: Clause | undefined } = { places: setting.places, mentions: [], last: undefined }
  for (const wish of wishes) {
    const same = wish.mentions.length === 0 && known.last !== undefined && !wish.all && wish.excluded.length === 0
    // '에어컨 다 켜고 25도로 맞춰': all of them again, without those that were left out
    const whole = same ? { ...wish, all: known.last!.all, count: known.last!.count, excluded: known.last!.excluded, inherits: true, ...(goesOn(known.last!, wish) && { properties: [...wish.properties, 'music' as const] }) } : wish
    const result = clauseActions(whole, { ...setting, places: known.places }, known.mentions)
    if (result.is === 'unknown') return unknown
    if (result.is === 'ask') {
      unclear = true
      choices.push(...result.choices)
    }
    else actions.push(...result.actions)
    known = { places: result.places ?? known.places, mentions: result.mentions, last: whole }
  }
  if (unclear || contradict(actions)) return { act: 'ask', actions: [], choices: [...new Set(choices)] }
  return { act: 'do', actions, ...(time.when && { when: time.when }) }
}

/** '음악 틀고 볼륨 30으로': the volume of the music. */
const goesOn = (last: Clause, wish: Clause): boolean => last.properties.includes('music') && wish.properties.length === 1 && wish.properties[0] === 'volume'

/** Whether one thing is to become two: on and off, 20 and 30. */
function contradict(actions: readonly CommandAction[]): boolean {
  const values = new Map<string, unknown>()
  for (const action of actions)
    if ('set' in action) for (const device of action.devices) for (const [property, value] of Object.entries(action.set)) {
      const key = `${device} ${property}`
      if (values.has(key) && values.get(key) !== value) return true
      values.set(key, value)
    }
  return false
}

function splitAt(tokens: readonly Token[], at: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (at(token)) parts.push([])
    else parts.at(-1)!.push(token)
  }
  return parts.filter((part, index) => part.length > 0 || index === 0)
}
