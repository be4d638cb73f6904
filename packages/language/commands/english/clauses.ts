import { gap } from '../../text/units.ts'
import { type Clause, hasEffect } from '../grammar/clause.ts'
import type { Heard } from '../reading/text.ts'
import type { Sense, Token } from '../reading/token.ts'
import { isTold, pausedAfter, pausedBefore, reasonBefore, startsClause, startsWish } from './asides.ts'
import { excepts, isName } from './around.ts'
import { asksFor, EnglishBreaks } from './breaks.ts'

/** Puts the words of an English sentence together: verbs begin a wish, places follow their things after 'in'. */
export function englishClauses(heard: Heard, tokens: readonly Token[]): Clause[] {
  return new EnglishClauses(heard, tokens).build()
}

class EnglishClauses extends EnglishBreaks {
  take(token: Token, index: number): void {
    const { sense } = token
    if (pausedBefore(this.heard, this.tokens, index)) this.pause(index)
    this.#word(sense, token, index)
    this.prepositional = this.#saysWhere(sense, index)
  }

  finish(): void {
    this.close('do')
  }

  #word(sense: Sense, token: Token, index: number): void {
    const { clause, mention, tokens } = this
    switch (sense.is) {
      case 'join':
        if (mention) mention.joined = true
        break
      case 'then':
        if (hasEffect(clause) && startsWish(tokens, index + 1)) this.close('do')
        else if (clause.unknown && !asksFor(clause) && startsWish(tokens, index + 1)) this.close('talk')
        else if (mention) mention.joined = true
        break
      case 'purpose': return this.purpose(index)
      case 'but':
        if (excepts(tokens, index, clause)) this.#leave('except')
        else if (hasEffect(clause) && startsWish(tokens, index + 1)) this.close('do')
        break
      case 'all':
        if (sense.count !== undefined && tokens[index + 1]?.sense.is === 'number') break
        if (!this.leaving) clause.all = true
        if (sense.count) clause.count = sense.count
        break
      case 'except':
        if (sense.after) {
          clause.excluded.push(...clause.mentions.splice(-1))
          this.mention = undefined
        } else if (sense.keep && !hasEffect(clause) && clause.mentions.length === 0 && pausedAfter(this.heard, token)) clause.unknown = true
        else this.#leave('except', sense.keep)
        break
      case 'instead':
        if (tokens[index + 1]?.sense.is === 'act' && startsWish(tokens, index + 1)) this.#forbid()
        // 'lights off, not the lamp' leaves it as it is; 'not the lamp, the fan off' is about the fan
        else this.#leave(hasEffect(clause) && clause.mentions.length > 0 && !startsClause(tokens, index + 1) ? 'except' : 'reject')
        break
      case 'by':
        if (sense.more) clause.more = true
        break
      case 'not': return this.#forbid()
      case 'if':
        // 'tell me if'
        if (clause.acts.some(({ act }) => act === 'tell')) break
        if (hasEffect(clause)) this.close('do')
        this.clause.mood = 'if'
        break
      case 'way':
        this.#beginVerb(index, false, sense.mood === 'do')
        this.clause.ways.push(sense)
        return this.settle()
      case 'feeling':
        // 'when it gets dark'
        if (clause.mood === 'if') {
          clause.unknown = true
          break
        }
        clause.mood = 'feeling'
        if (sense.property) clause.properties.push(sense.property)
        if (sense.property && sense.wished) clause.wished = { property: sense.property, direction: sense.wished }
        if (pausedAfter(this.heard, token) || startsWish(tokens, index + 1)) this.close('feeling')
        break
      case 'act': return this.#act(sense, index)
      default: this.collect(sense, index)
    }
  }

  /** 'in the kitchen', 'in all of the rooms', 'for the hall'. */
  #saysWhere(sense: Sense, index: number): boolean {
    if (sense.is === 'purpose') return isName(this.tokens, index)
    return sense.is === 'in' || (this.prepositional && (sense.is === 'filler' || sense.is === 'all'))
  }

  #leave(leaving: 'except' | 'reject', kept = false): void {
    this.leaving = leaving
    this.kept = kept
    this.mention = undefined
  }

  #forbid(): void {
    this.clause.acts.push({ act: 'set', mood: 'not' })
    this.clause.mood = 'not'
  }

  #act(sense: Extract<Sense, { is: 'act' }>, index: number): void {
    const said = (...acts: string[]): boolean => this.clause.acts.some(({ act }) => acts.includes(act))
    if (sense.mood === 'ask') {
      if (this.clause.mood === 'if') return
      // 'the oven is on' tells
      if (sense.act === 'is' && this.#tells(index)) {
        this.clause.mood = 'state'
        return
      }
      if (sense.act === 'is' && (this.clause.acts.some(({ mood }) => mood === 'do') || this.clause.question)) return
      this.clause.question = true
      if (sense.act === 'tell') this.clause.acts.push(sense)
      return
    }
    // 'stop turning on the TV'
    const before = this.tokens[index - 1]?.sense
    if (sense.mood === 'do' && before?.is === 'act' && before.act === 'pause') return this.#forbid()
    // 'draw the curtains back'
    if (sense.concept === 'back') {
      this.clause.acts = this.clause.acts.map((one) => (one.concept === 'draw' ? { ...one, act: 'open' } : one))
      return
    }
    if (this.kept && (sense.act === 'on' || sense.act === 'off') && sense.mood === 'noun') {
      this.kept = false
      return
    }
    if (sense.mood === 'do') this.#beginVerb(index, sense.act === 'set')
    // 'lock the house up', 'turn it down low': the particle adds nothing to a verb that is complete
    if (sense.mood === 'noun' && (sense.act === 'up' || sense.act === 'down') && (this.clause.ways.length > 0 || said('lock', 'close', 'open', 'up', 'down'))) return
    // 'shut the lights off'
    if (sense.mood === 'noun' && sense.act === 'off') this.clause.acts = this.clause.acts.filter(({ act }) => act !== 'close')
    this.clause.acts.push(sense)
    if (sense.mood === 'noun') this.settle()
  }

  #tells(index: number): boolean {
    const { mentions, acts, question, pronoun, properties } = this.clause
    return (mentions.length > 0 || pronoun || properties.length > 0) && acts.length === 0 && !question && this.heard.end !== gap.question && !pausedBefore(this.heard, this.tokens, index)
  }

  /** A verb begins another wish where the one before it is complete. */
  #beginVerb(index: number, weak: boolean, verb = true): void {
    const { clause } = this
    const complete = hasEffect(clause) && (clause.mentions.length > 0 || clause.pronoun || clause.excluded.length > 0 || clause.all || clause.properties.length > 0) && (this.begun || this.settled)
    const linked = pausedBefore(this.heard, this.tokens, index) || this.tokens[index - 1]?.sense.is === 'join' || this.tokens[index - 1]?.sense.is === 'then'
    // what is told before, without a comma, goes on with this verb
    const told = !linked && (clause.unknown || clause.mood === 'feeling') && isTold(this.heard, this.tokens[index]!)
    if (told) {
      clause.unknown = true
      clause.mood = 'open'
      return
    }
    if (complete && (linked || this.tokens[index]!.sense.is === 'act')) this.close('do')
    else if (verb && clause.unknown && reasonBefore(this.heard, this.tokens, index)) this.close('talk')
    else if (clause.mood === 'feeling' || (clause.mood === 'if' && clause.acts.length > 0)) this.close(clause.mood)
    if (this.leaving) this.mention = undefined
    this.leaving = undefined
    this.begun = this.begun || !weak
  }

}
