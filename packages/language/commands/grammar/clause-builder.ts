import type { Heard } from '../reading/text.ts'
import type { Named, Sense, Token } from '../reading/token.ts'
import { type Amount, type Clause, hasThing, isEmpty, type Mention, newClause, newMention } from './clause.ts'

const timeUnits: ReadonlySet<string> = new Set(['hour', 'hours', 'minutes', 'seconds'])
/** Words that change nothing where no rule of the language asks for them. */
const silent: ReadonlySet<Sense['is']> = new Set(['filler', 'at', 'every', 'in', 'by', 'only', 'to', 'particle', 'oclock'])

/** Puts words into clauses, word by word. What is the same in every language is here; a language says where verbs, particles and commas begin and end a clause. */
export abstract class ClauseBuilder {
  readonly heard: Heard
  readonly tokens: readonly Token[]
  readonly clauses: Clause[] = []
  clause: Clause = newClause()
  mention: Mention | undefined

  constructor(heard: Heard, tokens: readonly Token[]) {
    this.heard = heard
    this.tokens = tokens
  }

  build(): Clause[] {
    this.tokens.forEach((token, index) => this.take(token, index))
    this.finish()
    return this.clauses
  }

  /** Takes one word. */
  abstract take(token: Token, index: number): void
  /** Closes what is open at the end of the sentence. */
  abstract finish(): void
  /** Begins a mention; a language may begin a clause with it. */
  abstract open(): Mention
  /** Something was said of what is named. */
  abstract settle(): void
  /** The mentions that a place belongs to. */
  abstract placed(index: number): readonly Mention[]
  /** Whether a thing begins another mention than the open one. */
  abstract separate(named: Named, index: number): boolean
  /** Whether an amount is a value ('to 24') or a difference ('by 2'), where that is said before it. */
  abstract bounds(index: number): Pick<Amount, 'to' | 'by'>

  /** Ends the clause, if there is anything in it. */
  push(): void {
    if (!isEmpty(this.clause)) this.clauses.push(this.clause)
    this.clause = newClause()
    this.mention = undefined
  }

  /** Takes a word that means the same whatever the language. */
  collect(sense: Sense, index: number): void {
    const { clause } = this
    switch (sense.is) {
      case 'named': return this.name(sense, index)
      case 'here':
      case 'everywhere':
        for (const mention of this.placed(index)) mention[sense.is] = true
        return
      case 'all':
        clause.all = true
        clause.rest = false
        if (sense.count) clause.count = sense.count
        return
      case 'property':
        clause.properties.push(sense.property, ...(sense.concept === 'music' ? (['music'] as const) : []))
        if (this.mention && hasThing(this.mention)) this.mention.closed = true
        return
      case 'value':
        clause.values.push(sense)
        return this.settle()
      case 'number':
        // a time that is no time of the wish
        if (sense.unit && timeUnits.has(sense.unit)) clause.unknown = true
        clause.amounts.push({ value: sense.value, ...(sense.unit && { unit: sense.unit }), ...this.bounds(index), ...this.#about(index) })
        return this.settle()
      case 'question':
        clause.question = true
        if (sense.property) clause.properties.push(sense.property)
        return
      case 'one':
      case 'more':
      case 'little':
      case 'most':
      case 'pronoun':
        clause[sense.is] = true
        return
      default:
        if (!silent.has(sense.is)) clause.unknown = true
    }
  }

  /** Takes a name: a scene stands for itself, a place belongs to what stands beside it, words of a thing narrow one another down. */
  name(named: Named, index: number): void {
    if (named.scenes?.length) {
      const mention = this.open()
      mention.scenes = named.scenes
      mention.closed = true
    } else if (named.places?.length && !named.own?.length) {
      for (const mention of this.placed(index)) addPlaces(mention, named)
    } else {
      const mention = this.separate(named, index) ? this.open() : this.mention!
      mention.things.push(named)
      mention.joined = false
      mention.plural = this.heard.units[this.tokens[index]!.to - 1]!.text.endsWith('s')
    }
  }

  /** Begins a mention in the list. */
  begin(list: Mention[]): Mention {
    const mention = { ...newMention(), beside: list.at(-1)?.joined === true }
    list.push(mention)
    this.mention = mention
    return mention
  }

  /** The property that stands before an amount, if nothing else came between. */
  #about(index: number): Pick<Amount, 'about'> {
    for (let at = index - 1; at >= 0; at -= 1) {
      const { sense } = this.tokens[at]!
      if (sense.is === 'property') return { about: sense.property }
      if (sense.is === 'number' || sense.is === 'value' || sense.is === 'act' || sense.is === 'way') return {}
    }
    return {}
  }
}

/** Puts a place into a mention: a room and its floor are where both are, places that are linked or listed are all meant. */
function addPlaces(mention: Mention, { places = [], floor, vague }: Named): void {
  const known = mention.places ?? []
  const both = known.filter((place) => places.includes(place))
  const narrows = mention.places !== undefined && !mention.joined && (both.length > 0 || mention.floor || floor === true)
  mention.places = narrows ? both : [...new Set([...known, ...places])]
  mention.floor = mention.floor || floor === true
  mention.vague = mention.vague || vague === true
  mention.joined = false
}
