import type { Act } from '../reading/token.ts'
import { withoutConditions } from './condition.ts'
import { type Clause, hasPlace, hasThing, isEmpty } from './clause.ts'

/** The clauses that are wishes, or undefined where the sentence is no wish. Reasons before or after the wish fall away. */
export function settle(clauses: readonly Clause[]): { wishes: Clause[]; places: readonly number[] | undefined } | undefined {
  const rest = withoutConditions(clauses.filter((clause) => !isEmpty(clause)))
  if (!rest || rest.some(({ garbled }) => garbled)) return undefined
  const wishes: Clause[] = []
  let carried: Pick<Clause, 'mentions' | 'properties'> = { mentions: [], properties: [] }
  let places: readonly number[] | undefined
  for (const [index, clause] of rest.entries()) {
    const later = rest.slice(index + 1).some(({ mood }) => mood === 'do' || mood === 'open' || mood === 'ask')
    // '껐다 켜줘': first the one, then the other
    if ((clause.mood === 'state' || clause.mood === 'past') && later && clause.mentions.length > 0 && rest[index + 1]!.mentions.length === 0 && clause.acts.some(({ act }) => turned.has(act))) return undefined
    if (clause.mood === 'feeling' || ((clause.mood === 'state' || clause.mood === 'past') && (later || wishes.at(-1)?.polite))) {
      if (!clause.unknown || (clause.mentions.length === 1 && clause.mentions[0]!.things.some(({ own }) => own?.length === 1))) carried = { mentions: clause.mentions, properties: clause.mood === 'feeling' ? clause.properties : [] }
      if (clause.unknown || clause.mentions.every((mention) => !hasThing(mention))) places ??= clause.mentions.find((mention) => mention.places)?.places
      if (clause.mood === 'feeling' && clause.unknown && !later) return undefined
      continue
    }
    if (clause.mood === 'talk' && (later || wishes.at(-1)?.polite)) {
      // '커피머신 다 썼으니까 꺼'
      if (clause.mentions.length === 1 && clause.mentions[0]!.things.some(({ own }) => own?.length === 1)) carried = { mentions: clause.mentions, properties: [] }
      places ??= clause.mentions.find((mention) => mention.places)?.places
      continue
    }
    // '간판 좀 부탁드릴게요 켜주세요': what shall be done comes after
    if (later && !clause.unknown && clause.mood === 'do' && clause.polite && isEmptyHanded(clause)) {
      carried = { mentions: clause.mentions, properties: clause.properties }
      continue
    }
    // '불 꺼줘 손님 다 가셨다'
    if (clause.unknown && wishes.at(-1)?.mood === 'do' && isRemark(clause)) continue
    if (clause.unknown || clause.mood === 'talk') return undefined
    wishes.push(withReason(clause, carried))
    carried = { mentions: [], properties: [] }
  }
  const last = wishes.at(-1) ?? complaint(rest)
  if (!last) return undefined
  if (wishes.length === 0) return { wishes: [last], places }
  // what is named after the verb belongs to it: '켜줘, 홀 불'
  const previous = wishes.at(-2)
  if (last.mood === 'open' && previous && (previous.mood === 'do' || previous.mood === 'and') && last.acts.length + last.values.length + last.amounts.length + last.ways.length === 0) {
    wishes.splice(-2, 2, ...belated({ ...previous, mood: 'do' }, last))
  } else if (last.mood === 'open') wishes[wishes.length - 1] = { ...last, mood: finished(last) ? 'do' : 'open' }
  return { wishes: joinExceptions(wishes), places }
}

/** 'It's too dark in here' asks for more light, if that is all that is said. */
function complaint(clauses: readonly Clause[]): Clause | undefined {
  const [only, ...others] = clauses
  if (!only?.wished || others.length > 0 || only.unknown || only.question) return undefined
  return { ...only, mood: 'do', properties: only.properties.filter((property) => property !== only.wished?.property), ways: [only.wished], pronoun: false }
}

const turned: ReadonlySet<Act> = new Set(['on', 'off', 'open', 'close', 'lock', 'unlock'])

/** Whether it says nothing of what shall be done. */
const isEmptyHanded = ({ acts, values, amounts, ways, properties }: Clause): boolean => values.length + amounts.length + ways.length + properties.length === 0 && acts.every(({ act }) => act === 'set')

/** What follows a wish and names nothing that could be wished for. */
function isRemark({ mentions, excluded, properties, acts, amounts, ways, question, remark, mood }: Clause): boolean {
  return remark && (acts.length > 0 || mood === 'talk') && !mentions.some(hasThing) && excluded.length + properties.length + amounts.length + ways.length === 0 && !question && acts.every(({ act, mood }) => (act === 'set' || act === 'is') && mood !== 'not')
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
