import { readEnglish } from '../english/read.ts'
import { englishClock } from '../english/clock.ts'
import { englishClauses } from '../english/clauses.ts'
import { prepareEnglish } from '../english/prepare.ts'
import { koreanClauses } from '../korean/clauses.ts'
import { readKorean } from '../korean/read.ts'
import { gap } from '../../text/units.ts'
import type { CommandAction, CommandMeaning } from '../meaning.ts'
import { hear, type Heard } from '../reading/text.ts'
import type { Token } from '../reading/token.ts'
import type { CommandContext } from '../understand.ts'
import { clauseActions } from './actions.ts'
import { hasPlace, hasThing, isEmpty, type Clause } from './clause.ts'
import { mergeCorrection } from './correction.ts'
import { query } from './query.ts'
import type { Setting } from './resolve.ts'
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
  const time = takeTime(heard, lang === 'ko' ? tokens : englishClock(prepareEnglish(tokens, home)), context.now)
  const build = lang === 'ko' ? koreanClauses : englishClauses
  const parts = splitAt(time.rest, ({ sense }) => sense.is === 'correction').map((part) => build(heard, part))
  const clauses = parts.reduce((before, after) => mergeCorrection(before, after))
  const settled = settle(clauses)
  if (!settled) return unknown
  const { wishes, places } = settled
  const base: Omit<Setting, 'able' | 'wholly' | 'preferred'> = { home, lang, area: context.area === undefined ? undefined : home.areaIndex.get(context.area), places: undefined }
  // the place of the reason: '2번 룸 퇴실이요, 불 꺼주세요'
  const setting = { ...base, ...(places?.length === 1 ? { area: places[0] } : places && { places }) }
  if (wishes.some(({ mood }) => mood === 'if' || mood === 'not')) return unknown
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
    const whole = same ? { ...wish, all: known.last!.all, count: known.last!.count, excluded: known.last!.excluded, inherits: true } : wish
    const result = clauseActions(whole, { ...setting, places: known.places }, known.mentions)
    if (result.is === 'unknown') return unknown
    if (result.is === 'ask') {
      unclear = true
      choices.push(...result.choices)
    }
    else actions.push(...result.actions)
    known = { places: result.places ?? known.places, mentions: result.mentions, last: whole }
  }
  if (unclear) return { act: 'ask', actions: [], choices: [...new Set(choices)] }
  return { act: 'do', actions, ...(time.when && { when: time.when }) }
}

function splitAt(tokens: readonly Token[], at: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (at(token)) parts.push([])
    else parts.at(-1)!.push(token)
  }
  return parts.filter((part, index) => part.length > 0 || index === 0)
}

/** The clauses that are wishes, or undefined where the sentence is no wish. Reasons before or after the wish fall away. */
function settle(clauses: readonly Clause[]): { wishes: Clause[]; places: readonly number[] | undefined } | undefined {
  const rest = clauses.filter((clause) => !isEmpty(clause))
  const wishes: Clause[] = []
  let carried: Pick<Clause, 'mentions' | 'properties'> = { mentions: [], properties: [] }
  let places: readonly number[] | undefined
  for (const [index, clause] of rest.entries()) {
    const later = rest.slice(index + 1).some(({ mood }) => mood === 'do' || mood === 'open' || mood === 'ask')
    if (clause.mood === 'feeling' || ((clause.mood === 'state' || clause.mood === 'past') && (later || wishes.at(-1)?.polite))) {
      if (!clause.unknown) carried = { mentions: clause.mentions, properties: clause.mood === 'feeling' ? clause.properties : [] }
      else places ??= clause.mentions.find((mention) => mention.places)?.places
      if (clause.mood === 'feeling' && clause.unknown && !later) return undefined
      continue
    }
    if (clause.mood === 'talk' && (later || wishes.at(-1)?.polite)) {
      places ??= clause.mentions.find((mention) => mention.places)?.places
      continue
    }
    if (clause.unknown || clause.mood === 'talk') return undefined
    wishes.push(withReason(clause, carried))
    carried = { mentions: [], properties: [] }
  }
  const last = wishes.at(-1)
  if (!last) return undefined
  // what is named after the verb belongs to it: '켜줘, 홀 불'
  const previous = wishes.at(-2)
  if (last.mood === 'open' && previous && (previous.mood === 'do' || previous.mood === 'and') && last.acts.length + last.values.length + last.amounts.length + last.ways.length === 0) {
    wishes.splice(-2, 2, ...belated({ ...previous, mood: 'do' }, last))
  } else if (last.mood === 'open') wishes[wishes.length - 1] = { ...last, mood: finished(last) ? 'do' : 'open' }
  return { wishes: joinExceptions(wishes), places }
}

/** What comes after the verb: '켜줘, 홀 불', '불 다 꺼줘, 홀', '불 다 꺼줘, 주방만 빼고'; or something more: '홀 불 꺼줘, 주방도'. */
function belated(wish: Clause, { mentions, excluded, properties }: Clause): Clause[] {
  const left = [...wish.excluded, ...excluded]
  if (mentions.length === 0) return [{ ...wish, excluded: left }]
  if (wish.mentions.length === 0) return [{ ...wish, mentions: [...mentions], excluded: left, properties: [...wish.properties, ...properties] }]
  const placesOnly = mentions.every((mention) => !hasThing(mention))
  if (placesOnly && !wish.mentions.some(hasPlace)) {
    const places = mentions.flatMap((mention) => mention.places ?? [])
    return [{ ...wish, mentions: wish.mentions.map((mention) => ({ ...mention, places: places.length > 0 ? places : undefined, here: mentions.some(({ here }) => here), everywhere: mentions.some(({ everywhere }) => everywhere) })), excluded: left }]
  }
  const things = wish.mentions.findLast(hasThing)?.things ?? []
  return [wish, { ...wish, mentions: mentions.map((mention) => (hasThing(mention) ? mention : { ...mention, things })), excluded }]
}

/** '메뉴판 너무 밝다, 좀 어둡게': what the reason names is meant by the wish too. */
function withReason(clause: Clause, { mentions, properties }: Pick<Clause, 'mentions' | 'properties'>): Clause {
  return {
    ...clause,
    mentions: clause.mentions.length === 0 ? mentions : clause.mentions,
    properties: clause.properties.length === 0 && clause.values.length === 0 && clause.acts.some(({ act }) => act === 'up' || act === 'down') ? properties : clause.properties,
  }
}

/** '불 다 켜는데 창고만 빼고 켜줘': the second clause only says what is left out of the first. */
function joinExceptions(wishes: readonly Clause[]): Clause[] {
  const out: Clause[] = []
  for (const wish of wishes) {
    const last = out.at(-1)
    const same = last && wish.mentions.length === 0 && wish.excluded.length > 0 && wish.acts.every(({ act }) => last.acts.some((one) => one.act === act))
    if (same) out[out.length - 1] = { ...last, excluded: [...last.excluded, ...wish.excluded], mood: wish.mood }
    else out.push(wish)
  }
  return out
}

/** A wish without a verb: '에어컨 24도', '조명 파란색으로', '더 밝게'; or one that ends in a noun: '음악 정지'. */
function finished(clause: Clause): boolean {
  if (clause.question) return false
  return clause.values.length + clause.amounts.length + clause.ways.length > 0 || clause.acts.some(({ mood }) => mood === 'noun' || mood === 'do')
}

/** Whether the clause asks how something is. */
function asks(clause: Clause, heard: Heard, lang: 'ko' | 'en'): boolean {
  const verb = clause.acts.at(-1)
  if (clause.question && lang === 'en') return true
  if (clause.question) return clause.mood === 'open' || clause.mood === 'ask' || clause.mood === 'past' || clause.mood === 'state' || verb?.act === 'tell' || verb?.act === 'is' || isState(clause)
  if (verb?.act === 'tell') return true
  if (clause.mood === 'ask') return lang === 'en' || isState(clause)
  if (isState(clause)) return clause.mood !== 'do' || heard.end === gap.question
  // '불 켰어?' asks how it is
  if (clause.mood === 'past' && heard.end === gap.question) return clause.acts.length > 0
  return clause.mood === 'open' && heard.end === gap.question && clause.properties.length > 0
}

const isState = ({ acts }: Clause): boolean => acts.some(({ act }) => act.startsWith('is'))
