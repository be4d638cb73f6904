import { gap } from '../../text/units.ts'
import { ClauseBuilder } from '../grammar/clause-builder.ts'
import { type Clause, hasEffect, hasThing, isEmpty, type Mention } from '../grammar/clause.ts'
import type { Heard } from '../reading/text.ts'
import type { Named, Sense, Token } from '../reading/token.ts'
import { describesMusic, endsStatement, quotes, textOf } from './asides.ts'
import { exclude, instead, setTopic } from './leave-out.ts'
import { areTwo } from './lists.ts'

/** Puts the words of a Korean sentence together: verbs come last and end a clause; particles end what is named. */
export function koreanClauses(heard: Heard, tokens: readonly Token[]): Clause[] {
  return new KoreanClauses(heard, tokens).build()
}

class KoreanClauses extends ClauseBuilder {
  /** '2층은 …': the place that the whole clause is about. */
  #topic: Mention | undefined

  take(token: Token, index: number): void {
    const { sense } = token
    const { clause, mention } = this
    // '에어컨, 정수기 꺼 줘'
    if (index > 0 && mention && hasThing(mention) && this.heard.units[token.from]!.gap >= gap.comma) mention.closed = true
    switch (sense.is) {
      case 'particle':
        if (mention && hasThing(mention)) mention.closed = true
        else if (mention && this.#isTopic(token, mention)) {
          this.#topic = mention
          clause.mentions.pop()
          this.mention = undefined
        }
        break
      case 'join': return this.#join()
      case 'then':
        if (!hasEffect(clause)) this.#join()
        break
      case 'except':
        // '주방은 제외하고'
        if (clause.mentions.length === 0 && this.#topic) {
          clause.mentions.push(this.#topic)
          this.#topic = undefined
        }
        exclude(clause)
        this.mention = undefined
        break
      case 'instead':
        this.mention = instead(clause, this.tokens.slice(index + 1))
        break
      case 'to':
      case 'only': {
        const amount = this.tokens[index - 1]?.sense.is === 'number' ? clause.amounts.at(-1) : undefined
        if (amount) amount[sense.is] = true
        else this.settle()
        // '1번부터 4번까지' means those between, too
        if (sense.is === 'to' && this.tokens[index - 1]?.sense.is === 'named' && textOf(this.heard, token.from, token.to) === '까지') clause.unknown = true
        break
      }
      case 'not':
        clause.acts.push({ act: 'set', mood: 'not' })
        break
      case 'way':
        clause.ways.push(sense)
        if (sense.mood === 'do') this.#close('do')
        break
      case 'feeling':
        if (sense.property && !clause.properties.includes(sense.property)) clause.properties.push(sense.property)
        this.#close('feeling')
        break
      case 'act': return this.#act(sense, token)
      case 'unknown': return this.#unexplained(token, index)
      default:
        // '2 4도' is neither 2 nor 4
        if (sense.is === 'number' && isPlainNumber(this.tokens[index - 1])) clause.unknown = true
        this.collect(sense, index)
        if (sense.is === 'all') this.settle()
    }
  }

  finish(): void {
    if (!isEmpty(this.clause) || this.#topic) this.#close('open')
  }

  open(): Mention {
    const { mentions, values, amounts, ways, acts } = this.clause
    // something new is named after a wish that needs no verb: '조명 파란색, 벽등은 빨간색으로'
    if (mentions.length > 0 && values.length + amounts.length + ways.length > 0 && acts.length === 0) this.#close('and')
    return this.begin(this.clause.mentions)
  }

  settle(): void {
    if (this.mention && hasThing(this.mention)) this.mention.closed = true
  }

  placed(): readonly Mention[] {
    return [this.mention && !this.mention.closed && !hasThing(this.mention) ? this.mention : this.open()]
  }

  separate(named: Named): boolean {
    const { mention } = this
    if (mention?.things.some((thing) => areTwo(thing, named))) return true
    // '3번 룸이랑 4번 룸 에어컨': the second name is whole, so the first place stands alone
    return !mention || mention.closed || (mention.joined && !hasThing(mention) && (named.own?.length ?? 0) > 0)
  }

  bounds(): { to: boolean; by: boolean } {
    return { to: false, by: false }
  }

  #close(mood: Clause['mood']): void {
    this.clause.mood = mood
    if (this.#topic) setTopic(this.clause, this.#topic)
    this.#topic = undefined
    this.push()
  }

  #isTopic({ from, to }: Token, mention: Mention): boolean {
    return to - from === 1 && ['은', '는'].includes(this.heard.units[from]!.text) && this.clause.mentions.at(-1) === mention && !mention.joined
  }

  #join(): void {
    if (!this.mention) return
    this.mention.joined = true
    this.mention.closed = this.mention.closed || hasThing(this.mention)
  }

  #act(sense: Extract<Sense, { is: 'act' }>, token: Token): void {
    const { clause } = this
    if (sense.mood === 'notBut') {
      clause.acts = []
      clause.ways = []
      return
    }
    // '홀 하고 카운터': with nothing said of what is named, it links
    if (sense.act === 'set' && sense.mood === 'and' && textOf(this.heard, token.from, token.to) === '하고' && this.mention && !hasEffect(clause) && clause.properties.length === 0) return this.#join()
    // '켜는 거 부탁드려요'
    if (sense.mood === 'describes' && this.heard.units[token.to]?.text === '부' && this.heard.units[token.to + 1]?.text === '탁') {
      clause.acts.push({ ...sense, mood: 'noun' })
      return
    }
    // '이전 곡으로 돌아가'
    if (sense.act === 'isOn' && clause.acts.some(({ act }) => act === 'next' || act === 'previous')) return this.#close('do')
    if (sense.mood === 'describes' && (sense.act.startsWith('is') || sense.act === 'set' || sense.polite)) return
    // '잠겼나 봐 줘': the question was said before
    if ((sense.act === 'tell' || sense.act === 'set') && isEmpty(clause) && this.clauses.at(-1)?.mood === 'ask') return
    clause.acts.push(sense)
    if (sense.polite && sense.mood === 'do') clause.polite = true
    if (sense.mood !== 'noun' && sense.mood !== 'adverb' && sense.mood !== 'whether') this.#close(sense.mood)
  }

  #unexplained(token: Token, index: number): void {
    // the word goes on as long as nothing in it is explained
    const after = this.tokens.slice(index + 1).findIndex((one) => (one.sense.is !== 'unknown' && one.sense.is !== 'particle') || this.heard.fresh[one.from])
    const last = after < 0 ? this.tokens.at(-1)! : this.tokens[index + after]!
    const word = textOf(this.heard, token.from, last.to)
    const later = (one: Token): boolean => one.from >= last.to
    // '신나는 음악': what kind of music it is
    const next = this.tokens.find(later)?.sense
    const kind = (next?.is === 'property' && next.property === 'music') || (next?.is === 'particle' && this.clause.properties.includes('music'))
    if (kind && describesMusic(word, textOf(this.heard, token.from, token.to))) return
    this.clause.unknown = true
    if (next?.is === 'named' && /\d/.test(word)) this.clause.garbled = true
    const ended = token.sense.is === 'unknown' && token.sense.ends === true
    this.clause.remark = !quotes(word)
    if (ended || endsStatement(word)) this.#close('talk')
  }
}

const isPlainNumber = (token: Token | undefined): boolean => token?.sense.is === 'number' && token.sense.unit === undefined
