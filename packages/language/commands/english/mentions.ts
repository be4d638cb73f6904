import { ClauseBuilder } from '../grammar/clause-builder.ts'
import { type Clause, hasPlace, hasThing, type Mention } from '../grammar/clause.ts'
import type { Named } from '../reading/token.ts'
import { follows } from './asides.ts'
import { determined, thingFollows } from './around.ts'

/** Where the names and places of an English sentence belong. */
export abstract class EnglishMentions extends ClauseBuilder {
  /** What was said of something that is named before it: a new name then begins a new wish. */
  settled = false
  /** Whether names are taken out: after 'except', or after 'not' until the next comma or verb. */
  leaving: 'except' | 'reject' | undefined
  /** Whether the word before says where. */
  prepositional = false
  /** Mentions whose place came after them. */
  readonly #placedAfter = new Set<Mention>()

  /** Ends the clause. */
  abstract close(mood: Clause['mood']): void

  open(): Mention {
    if (this.settled && !this.leaving) this.close('do')
    if (this.leaving !== 'reject') return this.begin(this.leaving ? this.clause.excluded : this.clause.mentions)
    const rejected = this.begin([])
    this.clause.lent = rejected.things
    return rejected
  }

  /** Something was said of what is named: 'lights off', 'blind to sixty'. */
  settle(): void {
    if (this.mention) this.mention.closed = true
    if (this.clause.mentions.length > 0) this.settled = true
  }

  bounds(index: number): { to: boolean; by: boolean } {
    return { to: follows(this.tokens, index, 'to'), by: follows(this.tokens, index, 'by') }
  }

  separate(named: Named, index: number): boolean {
    const { mention } = this
    const again = mention !== undefined && (hasThing(mention) || this.leaving === 'reject') && !this.prepositional && determined(this.heard, this.tokens[index]!)
    if (again && this.leaving === 'reject') this.leaving = undefined
    if (!mention || mention.closed || again) return true
    if (!hasThing(mention)) return mention.joined && (named.own?.length ?? 0) > 0
    return mention.joined || (hasPlace(mention) && this.#placedAfter.has(mention))
  }

  /** Where a place belongs: after 'in' to the things before it, else to what follows. */
  placed(index: number): readonly Mention[] {
    const list = this.leaving === 'except' ? this.clause.excluded : this.clause.mentions
    const last = list.at(-1)
    if (this.leaving !== 'reject' && last && hasThing(last)) {
      const ahead = thingFollows(this.tokens, index)
      const more = last.joined && this.#placedAfter.has(last) && (!ahead || this.prepositional)
      if ((this.prepositional && !(ahead && last.joined)) || more || (!ahead && !last.joined && !last.closed)) {
        const targets: Mention[] = [last]
        for (let at = list.length - 2; at >= 0 && list[at]!.joined && !hasPlace(list[at]!); at -= 1) targets.push(list[at]!)
        for (const one of targets) this.#placedAfter.add(one)
        return targets
      }
    }
    return [this.mention && !this.mention.closed && !hasThing(this.mention) ? this.mention : this.open()]
  }
}
