import { gap } from '../../../text/units.ts'
import type { Mention, Pointer, Wish } from '../../mention.ts'
import { takes } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { likeThing, pushMention } from '../state.ts'
import type { EnglishState } from './state.ts'

export function addMention(s: EnglishState, token: Token | undefined): Mention {
  const mention: Mention = { deed: s.deed, wishes: [], clause: s.clauses.length, tokens: token ? [token] : [] }
  if (s.fix && s.dangling) s.dangling = false
  else if (s.fix) {
    const before = s.current
    // 'a small … no, a large cola': what was begun is dropped, and corrects nothing before it.
    if (before && !before.items && !before.offMenu && before.pointer === undefined && before.quantity === undefined && s.incomplete && s.mentions.includes(before)) s.mentions.splice(s.mentions.indexOf(before), 1)
    else mention.fix = true
  }
  return pushMention(s, mention)
}

/** Where the thing is in the order already, the number said with it is how many there are to be, not how many more. */
export function setsNumber(s: EnglishState, mention: Mention): void {
  if (mention.quantity === undefined || mention.deed !== 'want' || mention.more || !mention.items?.some(id => s.about.items.includes(id))) return
  mention.final = true
  mention.definite = true
}

export function addPart(s: EnglishState, value: number, token: Token, wish?: Wish): void {
  const current = s.current
  const group = s.menu.choices.get(wish?.choices[0] ?? '')?.group
  const against = s.menu.groups.get(group ?? '')?.max === 1 && current?.wishes.some(one => s.menu.choices.get(one.choices[0] ?? '')?.group === group)
  if (against && current?.items && (current.quantity ?? 1) <= value) {
    // 'one hot americano and one iced': another of the same.
    const mention = addMention(s, token)
    likeThing(mention, current)
    mention.quantity = value
    return
  }
  const mention = addMention(s, token)
  mention.quantity = value
  if (current?.items || current?.pointer !== undefined || (s.mentions.length > 1 && !s.definite)) mention.pointer = 'part'
}

/** Something pointed to: what was wished right before goes there. */
export function pointTo(s: EnglishState, pointer: Pointer, token: Token, quantity: number | undefined): void {
  const wishes = (s.toward || s.deed === 'remove') && s.open.length > 0 ? takeOpen(s) : []
  const mention = addMention(s, token)
  mention.pointer = pointer
  mention.wishes.push(...wishes, ...s.pre)
  s.pre = []
  if (wishes.length > 0 && s.deed === 'remove') mention.deed = 'want'
  if (quantity !== undefined) mention.quantity = quantity
  if (!s.toward) {
    s.listAmount = undefined
    s.options = false
  }
  s.toward = false
  s.definite = false
}

/** The wishes said before their target leave the thing that they were put on. */
export function takeOpen(s: EnglishState): Wish[] {
  const last = s.open.at(-1)
  // 'at 30%, extra pearls in one': what was said before a comma stays where it is, unless it is of the same kind.
  const wishes = s.open.filter(wish => wish === last || !commaBetween(s, wish.token, last?.token) || (wish.amount !== undefined && wish.amount === last?.amount))
  for (const mention of s.mentions) mention.wishes = mention.wishes.filter(wish => !wishes.includes(wish))
  dropEmpty(s)
  s.open = []
  return wishes
}

function commaBetween(s: EnglishState, from: Token, to: Token | undefined): boolean {
  return s.tokens.some(token => token.from > from.from && token.from <= (to?.from ?? 0) && token.gap === gap.comma)
}

function dropEmpty(s: EnglishState): void {
  for (let at = s.mentions.length - 1; at >= 0; at -= 1) {
    const mention = s.mentions[at]
    if (mention && !mention.items && !mention.offMenu && mention.wishes.length === 0 && mention.quantity === undefined && mention.pointer === undefined) s.mentions.splice(at, 1)
  }
  if (s.current && !s.mentions.includes(s.current)) s.current = s.mentions.at(-1)
}

export function isCountable(s: EnglishState, wish: Wish): boolean {
  const taken = wish.choices.filter(id => s.current?.items?.some(item => takes(s.menu, item, id)))
  return (taken.length > 0 ? taken.slice(0, 1) : wish.choices).some(id => s.menu.groupOf(id)?.countable)
}

/** Whether a choice is of the same kind as the last one said, of which only one can be. */
export function sameManner(s: EnglishState, token: Token | undefined): boolean {
  const last = s.open.at(-1) ?? s.current?.wishes.at(-1)
  const group = s.menu.groupOf(last?.choices[0] ?? '')
  if (!group || group.max !== 1 || group.choices.length < 2) return false
  return token?.senses.some(sense => sense.kind === 'choice' && s.menu.choices.get(sense.choice)?.group === group.id) ?? false
}
