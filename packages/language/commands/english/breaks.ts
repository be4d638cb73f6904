import { type Clause, hasEffect, hasThing } from '../grammar/clause.ts'
import { isName } from './around.ts'
import { startsClause, startsWish } from './asides.ts'
import { EnglishMentions } from './mentions.ts'

/** Where an English clause ends, and what beside it need not be understood. */
export abstract class EnglishBreaks extends EnglishMentions {
  /** 'but leave … on': how it is left adds nothing. */
  kept = false
  /** What follows a whole wish and only says why. */
  aside = false
  /** Whether the clause has a full verb, not only one like 'turn' or 'put'. */
  begun = false

  purpose(index: number): void {
    const { clause } = this
    if (isName(this.tokens, index)) return
    const next = this.tokens.slice(index + 1).find(({ sense }) => sense.is !== 'filler')?.sense
    if (next?.is === 'number' || !hasEffect(clause) || clause.mentions.length === 0) clause.unknown = true
    else this.tail()
  }

  /** The wish is whole; what follows need not be understood. */
  tail(): void {
    this.clause.polite = true
    this.close('do')
    this.aside = true
    this.clause.unknown = true
  }

  close(mood: Clause['mood']): void {
    const { clause } = this
    // 'I can't see a thing, turn on the light'
    if (mood === 'talk' && clause.mood === 'not') clause.mood = 'talk'
    if (this.aside) clause.mood = 'talk'
    this.aside = false
    // 'I need some light'
    if (mood === 'do' && clause.little && !hasEffect(clause) && clause.mentions.length === 1 && hasThing(clause.mentions[0]!) && clause.mentions[0]!.things.every(({ concept, own }) => concept === 'light' && !own?.length)) clause.acts.push({ act: 'set', mood: 'do', concept: 'get' })
    clause.mood = clause.mood === 'open' ? mood : clause.mood
    if (clause.mood === 'do' && !hasEffect(clause) && !clause.question) clause.mood = 'open'
    this.push()
    this.settled = false
    this.leaving = undefined
    this.kept = false
    this.begun = false
  }

  /** What stands before a comma need not be understood where a whole wish follows. */
  pause(index: number): void {
    if (this.leaving === 'reject') {
      this.leaving = undefined
      this.mention = undefined
      return
    }
    if (this.mention) this.mention.closed = true
    const { clause, tokens } = this
    if (this.aside) {
      if (startsWish(tokens, index)) this.close('talk')
      return
    }
    const whole = hasEffect(clause) && clause.mentions.length > 0 && !clause.unknown
    const rest = tokens.slice(index)
    if (whole && rest.some(({ sense }) => sense.is === 'unknown' || sense.is === 'feeling') && !rest.some(({ sense }) => ['act', 'way', 'not', 'correction', 'question'].includes(sense.is))) this.tail()
    else if (clause.mood === 'feeling' || clause.mood === 'if') this.close(clause.mood)
    else if (clause.unknown && !asksFor(clause) && ((!hasEffect(clause) && startsClause(tokens, index)) || startsWish(tokens, index))) this.close('talk')
  }
}

/** Whether it has a verb of doing: then it is a wish, whatever else is unexplained in it. */
export const asksFor = ({ acts, mood }: Clause): boolean => mood !== 'not' && acts.some((act) => act.mood === 'do')
