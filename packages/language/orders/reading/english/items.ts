import { gap } from '../../../text/units.ts'
import type { Deed } from '../../mention.ts'
import { type Piece, takes } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { likeThing } from '../state.ts'
import { nameWithin, severalBefore } from './look-ahead.ts'
import { addMention, setsNumber, takeOpen } from './mentions.ts'
import type { EnglishState } from './state.ts'

export function takeItem(s: EnglishState, piece: Piece & { kind: 'item' }): void {
  const words = piece.tokens.flatMap(token => token.senses.flatMap(sense => (sense.kind === 'word' ? [sense.word] : [])))
  const head = piece.items.some(id => words.some(word => s.menu.items.get(id)?.heads.has(word)))
  if (!piece.whole && !head && s.current?.items && s.count !== undefined && s.deed === 'want' && s.about.waiting.length === 0 && s.count.value > 1 && piece.items.length === 1 && !s.tokens.slice(0, s.tokens.indexOf(piece.tokens[0] as Token)).at(-2)?.tags.has('and')) {
    // 'two creams': put in, where the menu has cream only in another thing's name.
    s.clause.unexplained += piece.tokens.reduce((sum, token) => sum + token.text.length, 0)
    s.count = undefined
    return
  }
  if (!piece.whole && s.current && ingredient.test(s.tokens[s.tokens.indexOf(piece.tokens[0] as Token) - 1]?.text ?? '')) {
    // 'a splash of milk': put in, where the menu knows milk only as a drink.
    return
  }
  if (s.listAmount === 'none' && s.tokens[s.noHere] === piece.tokens[0] && s.count === undefined) {
    // 'drop the cola', 'no fries': taken off where it is in the order, else not wanted in the first place.
    const there = piece.items.some(id => s.about.items.includes(id) || s.mentions.some(mention => mention.items?.includes(id) && mention.deed === 'want'))
    s.listAmount = undefined
    s.options = false
    if (!there) return
    const gone = addMention(s, piece.tokens[0])
    Object.assign(gone, { items: piece.items, whole: piece.whole, definite: true, deed: 'remove' satisfies Deed })
    s.clause.request = true
    return
  }
  // 'with cream cheese': after 'with' a word of some item's name is no order for that item.
  if ((s.options || s.listAmount !== undefined) && !piece.whole && s.count === undefined && !s.definite && s.deed === 'want') {
    s.clause.unexplained += piece.tokens.reduce((sum, token) => sum + token.text.length, 0)
    return
  }
  const open = s.current
  if (!piece.whole && open?.items && open.whole === false && open.wishes.length === 0 && s.tokens[s.tokens.indexOf(piece.tokens[0] as Token) - 1]?.tags.has('and') && s.count === undefined && !s.article) {
    // 'egg and cheese': two words of one name.
    const both = open.items.filter(id => piece.items.includes(id))
    if (both.length > 0) {
      open.items = both
      open.tokens.push(...piece.tokens)
      return
    }
  }
  // 'a burger medium rare on a bun with a salad': what a salad does not come with stays where it was.
  const suits = s.open.some(wish => wish.choices.some(id => piece.items.some(item => takes(s.menu, item, id))))
  const toward = s.toward && suits && s.deed !== 'change' && s.count === undefined
  const wishes = toward ? takeOpen(s) : []
  const mention = addMention(s, piece.tokens[0])
  mention.items = piece.items
  mention.whole = piece.whole
  mention.tokens = [...piece.tokens]
  mention.wishes.push(...wishes, ...s.pre)
  for (const choice of piece.with) if (piece.tokens[0]) mention.wishes.push({ choices: [choice], token: piece.tokens[0] })
  s.pre = []
  const pointed = s.mentions.at(-2)
  if (s.made && pointed && pointed.pointer !== undefined && pointed.clause === mention.clause) {
    if (pointed.wishes.length === 0 && pointed.deed === 'change' && s.count !== undefined && pointed.pointer === 'that') {
      // 'make it two garlic breads'
      s.mentions.splice(s.mentions.indexOf(pointed), 1)
      mention.final = true
      mention.definite = true
    } else if (pointed.wishes.length === 0 && pointed.deed === 'change') pointed.deed = 'source'
    else if (s.count !== undefined || s.article || s.and) {
      s.deed = 'want'
      s.made = false
    }
  }
  if (s.count) {
    mention.quantity = s.count.value
    // 'one medium and one large pizza': the first is a pizza as well.
    if (pointed && !pointed.items && pointed.quantity !== undefined && pointed.wishes.length > 0 && pointed.clause === mention.clause && (pointed.pointer === undefined || (pointed.pointer === 'part' && s.mentions.length === 2)) && pointed.deed === 'want') {
      pointed.items = piece.items
      pointed.whole = piece.whole
      delete pointed.pointer
    }
  }
  if (s.made && s.deed === 'change') {
    s.made = false
    s.after = 'want'
  }
  if (s.onlySaid && mention.quantity !== undefined) mention.only = true
  if (s.definite || toward) mention.definite = true
  if (s.reject) {
    mention.deed = 'reject'
    s.current = undefined
    s.reject = false
  } else mention.deed = toward && s.deed === 'remove' ? 'want' : s.deed
  // 'no, two garlic breads'
  if (s.answer === 'no' && s.mentions.length === 1 && s.count) setsNumber(s, mention)
  if (s.after) s.deed = s.after
  s.after = undefined
  s.count = undefined
  s.definite = false
  s.toward = false
  s.options = false
  s.listAmount = undefined
  s.open = toward ? s.open : []
}

/** 'a burrito with chicken and another with steak': one more of the kind, without what the first has. */
export function anotherOfSame(s: EnglishState, token: Token, at: number): boolean {
  const model = s.mentions.findLast(mention => mention.items !== undefined && mention.deed === 'want')
  const next = s.tokens[at + 1]
  const described = next !== undefined && next.gap <= gap.space && (next.tags.has('with') || next.tags.has('without') || (next.tags.has('in') && nameWithin(s, at + 2)))
  if (!model?.items || !described || severalBefore(s, 1)) return false
  const mention = addMention(s, token)
  likeThing(mention, model)
  mention.quantity = 1
  return true
}

/** Measures of what is put in, not of what is ordered. */
const ingredient = /^(?:splash|touch|dash|pinch|drop|pump|pumps|packet|packets|squirt|squirts|drizzle|sprinkle|dollop|spoon|layer) of$/
