import { hasEffect, hasPlace, hasThing, isEmpty, newClause, newMention, type Clause, type Mention } from '../grammar/clause.ts'
import type { Heard } from '../reading/text.ts'
import type { Named, Token } from '../reading/token.ts'
import { gap } from '../../text/units.ts'

/** Ends of words that nothing explains, but that end a statement or a reason: what stands before the wish need not be understood. */
const statement = /(?:[았었였했갔왔졌됐렸겠셨]\S{0,4}|[ㄱ-힣](?:니까|는데|은데|네요?|거든요?|잖아요?|대요|래요|어서|아서|해서|워서|려서|와서|습니다|니다|이요|이야|이라|라서|더라|인데|던데|으니|는다|어요|아요|해요|예요|에요|세요|대|데|네|길래|(?:할|갈|올|볼|줄|을|릴|낼|둘)[게께]요?|셔|셔요|있어|없어|이야|거야|텐데|거든|중임|함)|[가-힣]+[간난단란만안잔찬탄판한는은]다|온다|간다|된다|난다|싶다)$/

/** Numbers of these that are no time of the wish are talk. */
const timeUnits: ReadonlySet<string> = new Set(['hour', 'hours', 'minutes', 'seconds'])

/** '켜 줘'라고 하다: what was said was somebody else's wish. */
const quoting = /^(?:라고|라는|라며|라더|래요?$|다고|대요?$|달라|달래)/

/** Puts the words of a Korean sentence together: verbs come last and end a clause; particles end what is named. */
export function koreanClauses(heard: Heard, tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = []
  let clause = newClause()
  let mention: Mention | undefined
  /** '2층은 …': the place that the whole clause is about. */
  let topic: Mention | undefined
  const close = (mood: Clause['mood']): void => {
    clause.mood = mood
    if (topic) setTopic(clause, topic)
    topic = undefined
    if (!isEmpty(clause)) clauses.push(clause)
    clause = newClause()
    mention = undefined
  }
  const open = (): Mention => {
    // something new is named after a wish that needs no verb: '조명 파란색, 벽등은 빨간색으로'
    if (clause.mentions.length > 0 && (clause.values.length > 0 || clause.amounts.length > 0 || clause.ways.length > 0) && clause.acts.length === 0) close('and')
    mention = newMention()
    clause.mentions.push(mention)
    return mention
  }
  tokens.forEach((token, index) => {
    const { sense } = token
    switch (sense.is) {
      case 'named':
        mention = nameIn(sense, mention, open)
        break
      case 'here':
      case 'everywhere': {
        const target = mention && !mention.closed && !hasThing(mention) ? mention : open()
        target[sense.is] = true
        break
      }
      case 'particle':
        if (mention && hasThing(mention)) mention.closed = true
        else if (mention && clause.mentions.at(-1) === mention && !mention.joined && ['은', '는'].includes(heard.units[token.from]!.text) && token.to - token.from === 1) {
          topic = mention
          clause.mentions.pop()
          mention = undefined
        }
        break
      case 'join':
        if (mention) {
          mention.joined = true
          mention.closed = mention.closed || hasThing(mention)
        }
        break
      case 'then':
        if (mention && !hasEffect(clause)) {
          mention.joined = true
          mention.closed = mention.closed || hasThing(mention)
        }
        break
      case 'all':
        clause.all = true
        if (sense.count) clause.count = sense.count
        if (mention) mention.closed = mention.closed || hasThing(mention)
        break
      case 'one':
        clause.one = true
        break
      case 'except':
        // '주방은 제외하고'
        if (clause.mentions.length === 0 && topic) {
          clause.mentions.push(topic)
          topic = undefined
        }
        mention = exclude(clause)
        break
      case 'instead':
        mention = instead(clause, tokens.slice(index + 1))
        break
      case 'property':
        clause.properties.push(sense.property)
        if (mention && hasThing(mention)) mention.closed = true
        break
      case 'value':
        clause.values.push(sense)
        if (mention && hasThing(mention)) mention.closed = true
        break
      case 'number':
        if (sense.unit && timeUnits.has(sense.unit)) clause.unknown = true
        // '2 4도' is neither 2 nor 4
        if (isPlainNumber(tokens[index - 1])) clause.unknown = true
        clause.amounts.push({ value: sense.value, ...(sense.unit && { unit: sense.unit }), to: false, by: false, ...about(tokens, index) })
        break
      case 'to': {
        const amount = clause.amounts.at(-1)
        if (amount && tokens[index - 1]?.sense.is === 'number') amount.to = true
        else if (mention && hasThing(mention)) mention.closed = true
        break
      }
      case 'only':
        if (tokens[index - 1]?.sense.is === 'number' && clause.amounts.at(-1)) clause.amounts.at(-1)!.by = true
        else if (mention && hasThing(mention)) mention.closed = true
        break
      case 'more': clause.more = true; break
      case 'little': clause.little = true; break
      case 'most': clause.most = true; break
      case 'pronoun': clause.pronoun = true; break
      case 'question':
        clause.question = true
        if (sense.property) clause.properties.push(sense.property)
        break
      case 'not':
        clause.acts.push({ act: 'set', mood: 'not' })
        break
      case 'way':
        clause.ways.push(sense)
        if (sense.mood === 'do') close('do')
        break
      case 'feeling':
        if (sense.property && !clause.properties.includes(sense.property)) clause.properties.push(sense.property)
        close('feeling')
        break
      case 'act':
        if (sense.mood === 'notBut') {
          clause.acts = []
          clause.ways = []
          break
        }
        if (sense.mood === 'describes' && (sense.act.startsWith('is') || sense.act === 'set' || sense.polite)) break
        // '잠겼나 봐 줘': the question was said before
        if (sense.act === 'tell' && isEmpty(clause) && clauses.at(-1)?.mood === 'ask') break
        clause.acts.push(sense)
        if (sense.polite && sense.mood === 'do') clause.polite = true
        if (sense.mood !== 'noun' && sense.mood !== 'adverb' && sense.mood !== 'whether') close(sense.mood)
        break
      case 'unknown': {
        // '신나는 음악': what kind of music it is
        let end = token.to
        while (end < heard.units.length && heard.units[end]!.gap === gap.none) end += 1
        const next = tokens.find(({ from }) => from >= end)?.sense
        if (next?.is === 'property' && next.property === 'music' && /[는한운은던]$/.test(heard.text.slice(0, heard.units[end - 1]!.end))) break
        clause.unknown = true
        const text = heard.text.slice(heard.units[token.from]!.start, heard.units[end - 1]!.end)
        const ends = tokens.slice(index + 1).every(({ from, sense: after }) => from >= end || after.is === 'particle')
        if (ends && statement.test(text) && !quoting.test(text)) close('talk')
        break
      }
      case 'filler':
      case 'at':
      case 'every':
      case 'in':
      case 'by':
        break
      default:
        clause.unknown = true
    }
  })
  if (!isEmpty(clause) || topic) close('open')
  return clauses
}

/** Takes a name into the mention that is open, or begins another. */
function nameIn(named: Named, mention: Mention | undefined, open: () => Mention): Mention {
  if (named.scenes?.length) {
    const target = open()
    target.scenes = named.scenes
    target.closed = true
    return target
  }
  const isPlace = (named.places?.length ?? 0) > 0 && !(named.own?.length)
  if (isPlace) {
    const target = mention && !mention.closed && !hasThing(mention) ? mention : open()
    if (target.places && target.joined) target.places = [...new Set([...target.places, ...named.places!])]
    else if (target.places && (target.floor || named.floor)) target.places = target.places.filter((place) => named.places!.includes(place))
    else if (target.places) {
      const both = target.places.filter((place) => named.places!.includes(place))
      target.places = both.length > 0 ? both : [...target.places, ...named.places!]
    } else target.places = [...named.places!]
    target.floor = target.floor || named.floor === true
    target.vague = target.vague || named.vague === true
    target.joined = false
    return target
  }
  // '3번 룸이랑 4번 룸 에어컨': the second name is whole, so the first place stands alone
  const apart = mention?.joined && !hasThing(mention) && named.own?.length
  const target = mention && !mention.closed && !apart ? mention : open()
  target.things.push(named)
  target.joined = false
  return target
}

/** What the clause names without a place is in the place that it is about; where it names nothing, that place is meant. */
function setTopic(clause: Clause, topic: Mention): void {
  if (clause.mentions.length === 0) clause.mentions.push(topic)
  else clause.mentions = clause.mentions.map((one) => (hasPlace(one) || one.scenes.length > 0 ? one : { ...one, places: topic.places, here: topic.here, everywhere: topic.everywhere, floor: topic.floor, vague: topic.vague }))
}

/** '창가 조명이랑 벽등 빼고': the last thing named, and what is linked to it, is left out. */
function exclude(clause: Clause): undefined {
  const taken = takeLast(clause)
  if (taken.length === 0) clause.unknown = true
  clause.excluded.push(...taken)
  clause.all = true
  return undefined
}

function takeLast(clause: Clause): Mention[] {
  const taken: Mention[] = []
  for (let last = clause.mentions.pop(); last; last = clause.mentions.pop()) {
    taken.push(last)
    if (!clause.mentions.at(-1)?.joined) break
  }
  return taken
}

/** 'A 말고 B': A is dropped, with what was said of it; 'A 말고 다' leaves A out. */
function instead(clause: Clause, rest: readonly Token[]): Mention | undefined {
  const end = rest.findIndex(({ sense }) => sense.is === 'act' && sense.mood !== 'noun')
  const following = end < 0 ? rest : rest.slice(0, end)
  const placed = clause.mentions.at(-1) !== undefined && !hasThing(clause.mentions.at(-1)!)
  // '주방 말고 불 다 꺼줘': another place is not named, so all the others are meant
  const renamed = following.some(({ sense }) => sense.is === 'here' || (sense.is === 'named' && (!placed || Boolean(sense.places?.length) || Boolean(sense.own?.length))))
  if (!renamed && clause.mentions.length > 0 && !hasEffect(clause) && following.some(({ sense }) => sense.is === 'all')) return exclude(clause)
  if (hasEffect(clause)) {
    clause.acts = []
    clause.values = []
    clause.amounts = []
    clause.ways = []
    return clause.mentions.at(-1)
  }
  const [dropped] = takeLast(clause)
  // '홀 불 말고 주방': the kind goes on
  if (dropped) clause.lent = dropped.things
  return undefined
}

const isPlainNumber = (token: Token | undefined): boolean => token?.sense.is === 'number' && token.sense.unit === undefined

/** The property that stands before an amount, if no other value came between. */
function about(tokens: readonly Token[], index: number): { about?: Clause['properties'][number] } {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { sense } = tokens[at]!
    if (sense.is === 'property') return { about: sense.property }
    if (sense.is === 'number' || sense.is === 'value' || sense.is === 'act' || sense.is === 'way') return {}
  }
  return {}
}
