import { gap } from '../../text/units.ts'
import { hasEffect, hasPlace, hasThing, isEmpty, newClause, newMention, type Clause, type Mention } from '../grammar/clause.ts'
import type { Heard } from '../reading/text.ts'
import type { Named, Token } from '../reading/token.ts'

const timeUnits: ReadonlySet<string> = new Set(['hour', 'hours', 'minutes', 'seconds'])

/** Puts the words of an English sentence together: verbs begin a wish, places follow their things after 'in'. */
export function englishClauses(heard: Heard, tokens: readonly Token[]): Clause[] {
  return new Builder(heard, tokens).build()
}

class Builder {
  readonly #heard: Heard
  readonly #tokens: readonly Token[]
  readonly #clauses: Clause[] = []
  #clause = newClause()
  #mention: Mention | undefined
  /** What was said of something that is named before it: a new name then begins a new wish. */
  #settled = false
  /** Whether names are taken out: after 'except', or after 'not' until the next comma or verb. */
  #leaving: 'except' | 'reject' | undefined
  #kept = false
  #prepositional = false
  /** What follows a whole wish and only says why. */
  #aside = false
  /** Whether the clause has a full verb, not only one like 'turn' or 'put'. */
  #begun = false

  constructor(heard: Heard, tokens: readonly Token[]) {
    this.#heard = heard
    this.#tokens = tokens
  }

  build(): Clause[] {
    this.#tokens.forEach((token, index) => this.#take(token, index))
    this.#close('do')
    return this.#clauses
  }

  /** The wish is whole; what follows need not be understood. */
  #tail(): void {
    this.#clause.polite = true
    this.#close('do')
    this.#aside = true
    this.#clause.unknown = true
  }

  #close(mood: Clause['mood']): void {
    const clause = this.#clause
    if (this.#aside) clause.mood = 'talk'
    this.#aside = false
    clause.mood = clause.mood === 'open' ? mood : clause.mood
    if (clause.mood === 'do' && !hasEffect(clause) && !clause.question) clause.mood = 'open'
    if (!isEmpty(clause)) this.#clauses.push(clause)
    this.#clause = newClause()
    this.#mention = undefined
    this.#settled = false
    this.#leaving = undefined
    this.#kept = false
    this.#begun = false
  }

  #take(token: Token, index: number): void {
    const { sense } = token
    const clause = this.#clause
    const pause = index > 0 && this.#pausedBefore(index)
    if (pause) this.#pause(index)
    const prepositional = this.#prepositional
    this.#prepositional = sense.is === 'in' || (prepositional && (sense.is === 'filler' || sense.is === 'all'))
    switch (sense.is) {
      case 'named':
        this.#name(sense, index, prepositional)
        break
      case 'here':
      case 'everywhere': {
        const target = this.#placeTarget(index, prepositional)
        for (const one of target) one[sense.is] = true
        break
      }
      case 'join':
        if (this.#mention) this.#mention.joined = true
        break
      case 'then':
        if (this.#startsWish(index + 1) && hasEffect(this.#clause)) this.#close('do')
        else if (this.#clause.unknown && this.#startsWish(index + 1)) this.#close('talk')
        else if (this.#mention) this.#mention.joined = true
        break
      case 'purpose': {
        const next = this.#tokens.slice(index + 1).find(({ sense: one }) => one.is !== 'filler')?.sense
        if (next?.is === 'named' || next?.is === 'here' || next?.is === 'everywhere') this.#prepositional = true
        else if (next?.is === 'number' || !hasEffect(clause) || clause.mentions.length === 0) clause.unknown = true
        else this.#tail()
        break
      }
      case 'but': {
        const next = this.#tokens.slice(index + 1).find(({ sense: one }) => one.is !== 'filler' && one.is !== 'in')
        const noun = next?.sense.is === 'named' || next?.sense.is === 'pronoun' || next?.sense.is === 'here'
        const more = this.#tokens.slice(index + 1).some(({ sense: one }) => one.is === 'value' || one.is === 'number' || (one.is === 'act' && one.mood === 'noun'))
        if (noun && (clause.all || (clause.mentions.length > 0 && hasEffect(clause) && !more))) {
          this.#leaving = 'except'
          this.#mention = undefined
        } else if (this.#startsWish(index + 1) && hasEffect(clause)) this.#close('do')
        break
      }
      case 'all':
        if (sense.count !== undefined && this.#tokens[index + 1]?.sense.is === 'number') break
        if (!this.#leaving) clause.all = true
        if (sense.count) clause.count = sense.count
        break
      case 'one': clause.one = true; break
      case 'except':
        if (sense.after) this.#exceptBefore()
        else {
          this.#leaving = 'except'
          this.#kept = sense.keep === true
          this.#mention = undefined
        }
        break
      case 'instead':
        if (this.#startsWish(index + 1) && this.#tokens[index + 1]?.sense.is === 'act') {
          clause.mood = 'not'
          clause.acts.push({ act: 'set', mood: 'not' })
          break
        }
        this.#leaving = 'reject'
        this.#mention = undefined
        break
      case 'property':
        this.#clause.properties.push(sense.property)
        if (this.#mention && hasThing(this.#mention)) this.#mention.closed = true
        break
      case 'value':
        clause.values.push(sense)
        this.#effect()
        break
      case 'number':
        if (sense.unit && timeUnits.has(sense.unit)) clause.unknown = true
        clause.amounts.push({ value: sense.value, ...(sense.unit && { unit: sense.unit }), to: this.#before(index, 'to'), by: this.#before(index, 'by'), ...this.#about(index) })
        this.#effect()
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
        clause.mood = 'not'
        break
      case 'way':
        this.#beginVerb(index, false)
        this.#clause.ways.push(sense)
        this.#effect()
        break
      case 'feeling':
        clause.mood = 'feeling'
        if (sense.property) clause.properties.push(sense.property)
        if (!pauseAfter(this.#heard, token) && !this.#startsWish(index + 1)) break
        this.#close('feeling')
        break
      case 'act':
        this.#act(sense, index)
        break
      case 'unknown':
        clause.unknown = true
        break
      case 'filler':
      case 'only':
      case 'to':
      case 'by':
      case 'in':
      case 'at':
      case 'every':
      case 'particle':
      case 'oclock':
        break
      default:
        clause.unknown = true
    }
  }

  #act(sense: Extract<Token['sense'], { is: 'act' }>, index: number): void {
    if (sense.mood === 'ask') {
      if (sense.act === 'is' && (this.#clause.acts.some(({ mood }) => mood === 'do') || this.#clause.question)) return
      this.#clause.question = true
      if (sense.act === 'tell') this.#clause.acts.push(sense)
      return
    }
    if (this.#kept && (sense.act === 'on' || sense.act === 'off') && sense.mood === 'noun') {
      this.#kept = false
      return
    }
    if (sense.mood === 'do') {
      this.#beginVerb(index, sense.act === 'set')
    }
    // 'lock the house up', 'turn it down low': the particle adds nothing to a verb that is complete
    if (sense.mood === 'noun' && (sense.act === 'up' || sense.act === 'down') && this.#clause.acts.some(({ act }) => act === 'lock' || act === 'close' || act === 'open' || act === 'up' || act === 'down')) return
    if (sense.mood === 'noun' && (sense.act === 'up' || sense.act === 'down') && this.#clause.ways.length > 0) return
    // 'shut the lights off'
    if (sense.mood === 'noun' && sense.act === 'off') this.#clause.acts = this.#clause.acts.filter(({ act }) => act !== 'close')
    this.#clause.acts.push(sense)
    if (sense.mood === 'noun') this.#effect()
  }

  /** A verb begins another wish where the one before it is complete. */
  #beginVerb(index: number, weak: boolean): void {
    const clause = this.#clause
    const complete = hasEffect(clause) && (clause.mentions.length > 0 || clause.pronoun || clause.excluded.length > 0 || clause.all || clause.properties.length > 0) && (this.#begun || this.#settled)
    if (complete && this.#tokens[index]!.sense.is === 'act') this.#close('do')
    else if (complete && this.#joinedBefore(index)) this.#close('do')
    else if (clause.unknown && this.#reasonBefore(index)) this.#close('talk')
    else if (clause.mood === 'feeling') this.#close('feeling')
    if (this.#leaving) this.#mention = undefined
    this.#leaving = undefined
    this.#begun = this.#begun || !weak
  }

  #joinedBefore(index: number): boolean {
    const previous = this.#tokens[index - 1]?.sense.is
    return previous === 'join' || previous === 'then' || this.#heard.units[this.#tokens[index]!.from]!.gap >= gap.comma
  }

  /** Something was said of what is named: 'lights off', 'blind to sixty'. */
  #effect(): void {
    if (this.#mention) this.#mention.closed = true
    if (this.#clause.mentions.length > 0) this.#settled = true
  }

  /** What stands before a comma need not be understood where a whole wish follows. */
  #pause(index: number): void {
    if (this.#leaving === 'reject') {
      this.#leaving = undefined
      this.#mention = undefined
      return
    }
    if (this.#mention) this.#mention.closed = true
    if (this.#aside) {
      if (this.#startsWish(index)) this.#close('talk')
      return
    }
    const whole = hasEffect(this.#clause) && this.#clause.mentions.length > 0 && !this.#clause.unknown
    const rest = this.#tokens.slice(index)
    if (whole && rest.some(({ sense }) => sense.is === 'unknown') && !rest.some(({ sense }) => sense.is === 'act' || sense.is === 'way' || sense.is === 'not' || sense.is === 'correction' || sense.is === 'question')) this.#tail()
    else if (this.#clause.mood === 'feeling') this.#close('feeling')
    else if (this.#clause.unknown && !hasEffect(this.#clause) && this.#startsClause(index)) this.#close('talk')
    else if (this.#clause.unknown && this.#startsWish(index)) this.#close('talk')
  }

  /** Whether a comma or more stands between this token and the one before, even where words in between were taken out. */
  #pausedBefore(index: number): boolean {
    for (let at = this.#tokens[index - 1]!.to; at <= this.#tokens[index]!.from; at += 1) if (this.#heard.units[at]!.gap >= gap.comma) return true
    return false
  }

  #startsWish(index: number): boolean {
    const next = this.#tokens.slice(index).find(({ sense }) => sense.is !== 'filler' && sense.is !== 'then' && sense.is !== 'join')
    return next !== undefined && ((next.sense.is === 'act' && next.sense.mood === 'do') || (next.sense.is === 'way'))
  }

  #startsClause(index: number): boolean {
    return this.#tokens.slice(index).some(({ sense }) => sense.is === 'act' || sense.is === 'way' || sense.is === 'value' || sense.is === 'number')
  }

  /** 'it's raining turn on …': a statement about something else before the verb. */
  #reasonBefore(index: number): boolean {
    const first = this.#heard.units[0]?.text ?? ''
    const said = this.#heard.units.slice(0, this.#tokens[index]!.from).map(({ text }) => text).join(' ')
    const tells = statement.test(said) && !noReason.test(said)
    return (tells || (reasons.has(first) && !noReason.test(said))) && index > 0 && !this.#tokens.slice(0, index).some(({ sense }) => sense.is === 'question' || sense.is === 'not')
  }

  #before(index: number, is: 'to' | 'by'): boolean {
    for (let at = index - 1; at >= 0; at -= 1) {
      const sense = this.#tokens[at]!.sense
      if (sense.is === is) return true
      if (sense.is !== 'filler') return false
    }
    return false
  }

  /** The property that stands before an amount, if nothing else came between. */
  #about(index: number): { about?: Clause['properties'][number] } {
    for (let at = index - 1; at >= 0; at -= 1) {
      const sense = this.#tokens[at]!.sense
      if (sense.is === 'property') return { about: sense.property }
      if (sense.is === 'number' || sense.is === 'value' || sense.is === 'act') return {}
    }
    return {}
  }

  #exceptBefore(): void {
    const taken = this.#clause.mentions.splice(-1)
    this.#clause.excluded.push(...taken)
    this.#mention = undefined
  }

  #open(): Mention {
    if (this.#settled && !this.#leaving) this.#close('do')
    const mention = newMention()
    if (this.#leaving === 'except') this.#clause.excluded.push(mention)
    else if (this.#leaving === 'reject') this.#clause.lent = mention.things
    else this.#clause.mentions.push(mention)
    this.#mention = mention
    return mention
  }

  #name(named: Named, index: number, prepositional: boolean): void {
    if (named.scenes?.length) {
      const target = this.#open()
      target.scenes = named.scenes
      target.closed = true
      return
    }
    const isPlace = (named.places?.length ?? 0) > 0 && !named.own?.length
    if (!isPlace) {
      const mention = this.#mention
      const again = mention !== undefined && (hasThing(mention) || this.#leaving === 'reject') && !prepositional && this.#determined(index)
      if (again && this.#leaving === 'reject') this.#leaving = undefined
      const apart = mention?.joined === true && !hasThing(mention) && (named.own?.length ?? 0) > 0
      const separate = !mention || mention.closed || apart || again || mention.joined && hasThing(mention) || (hasThing(mention) && hasPlace(mention) && this.#placed.has(mention))
      const target = separate ? this.#open() : mention
      target.things.push(named)
      target.joined = false
      target.plural = this.#heard.units[this.#tokens[index]!.to - 1]!.text.endsWith('s')
      return
    }
    for (const target of this.#placeTarget(index, prepositional)) {
      if (target.places && (target.floor || named.floor)) {
        const both = target.places.filter((place) => named.places!.includes(place))
        target.places = both.length > 0 || !target.joined ? both : [...target.places, ...named.places!]
      } else target.places = [...new Set([...(target.places ?? []), ...named.places!])]
      target.floor = target.floor || named.floor === true
      target.vague = target.vague || named.vague === true
      target.joined = false
    }
  }

  /** Whether an article begins the name: 'the oven the dishwasher'. */
  #determined(index: number): boolean {
    const word = this.#heard.units[this.#tokens[index]!.from - 1]?.text
    return word !== undefined && articles.has(word)
  }

  /** Mentions whose place came after them. */
  readonly #placed = new Set<Mention>()

  /** Where a place belongs: after 'in' to the things before it, else to what follows. */
  #placeTarget(index: number, prepositional: boolean): Mention[] {
    const list = this.#leaving === 'except' ? this.#clause.excluded : this.#clause.mentions
    const last = list.at(-1)
    if (this.#leaving !== 'reject' && last && hasThing(last)) {
      const follows = this.#thingFollows(index)
      const extends_ = last.joined && this.#placed.has(last) && (!follows || prepositional)
      if ((prepositional && !(follows && last.joined)) || extends_ || (!follows && !last.joined && !last.closed)) {
        const targets: Mention[] = [last]
        for (let at = list.length - 2; at >= 0 && list[at]!.joined && !hasPlace(list[at]!); at -= 1) targets.push(list[at]!)
        for (const one of targets) this.#placed.add(one)
        return targets
      }
    }
    const open = this.#mention
    if (open && !open.closed && !hasThing(open)) return [open]
    return [this.#open()]
  }

  /** Whether a thing is named right after the place: 'the kitchen fan'. */
  #thingFollows(index: number): boolean {
    for (const { sense } of this.#tokens.slice(index + 1)) {
      if (sense.is === 'named') {
        if (sense.own?.length || sense.concept || (sense.part?.length && !sense.places?.length)) return true
        continue
      }
      if (sense.is !== 'join') return false
    }
    return false
  }
}

const articles: ReadonlySet<string> = new Set(['the', 'a', 'an', 'my', 'our', 'that', 'this', 'those', 'these'])
/** Verbs of statements, and words that make of one something else than a reason. */
const statement = /\b(?:is|are|am|was|were|has|have|s|its|im|theres|gonna|going|getting|starting|ready|here)\b/
const noReason = /\b(?:said|says|say|told|tell|tells|asked|when|if|who|why|how|what|where|remember|forgot|forget|dont|didnt|should|never|not|remind|did|does|do|can|could|will|would|unless|until|before|after|once)\b/

/** First words of statements that give a reason. */
const reasons: ReadonlySet<string> = new Set(['its', 'it', 'im', 'i', 'were', 'we', 'theres', 'there', 'thats', 'this', 'the', 'my', 'our', 'customers', 'people', 'someone', 'guests', 'since', 'because', 'since', 'as', 'theyre', 'they', 'everyone', 'everything', 'everybody', 'nobody', 'hes', 'shes', 'dinner', 'guests', 'kids'])

const pauseAfter = (heard: Heard, { to }: Token): boolean => (heard.units[to]?.gap ?? gap.stop) >= gap.comma
