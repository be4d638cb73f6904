import { gap } from '../../../text/units.ts'
import type { Wish } from '../../mention.ts'
import { type Piece, takes } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { isManner, likeThing } from '../state.ts'
import { foldOf } from './amounts.ts'
import { takeItem } from './items.ts'
import { nounAhead, partsTold, severalBefore } from './look-ahead.ts'
import { addMention, addPart, isCountable, pointTo } from './mentions.ts'
import { refusalGoesOn, rejectWish } from './refusals.ts'
import type { EnglishState } from './state.ts'
import { addOffMenu } from './unknown.ts'

export function takePiece(s: EnglishState, piece: Piece, following: (Piece & { kind: 'item' }) | undefined, to: number, postposed = false): void {
  if (piece.kind === 'unknown') {
    addOffMenu(s, piece.tokens)
    return
  }
  if (piece.kind === 'choice') {
    const token = piece.tokens[0]
    if (!token) return
    const fits = (items: readonly string[] | undefined): boolean => piece.choices.some(id => items?.some(item => takes(s.menu, item, id)))
    // 'extra bacon large fries': what the next thing does not have belongs to the one before.
    const itemFollows = following !== undefined && (fits(following.items) || !fits(s.current?.items)) && !(fits(s.current?.items) && postposed)
    const wish: Wish = { choices: piece.choices, token }
    const amount = s.nextAmount ?? (refusalGoesOn(s, piece) ? s.listAmount : undefined)
    if (amount) wish.amount = amount
    if (s.deed === 'remove') wish.amount = 'none'
    s.nextAmount = undefined
    if (s.skipNext) {
      // 'no extra bacon': none is added, and none is taken off.
      s.skipNext = false
      return
    }
    if (s.reject) {
      rejectWish(s, wish)
      return
    }
    const next = s.tokens[to]
    const told = next?.tags.has('thing') || (next?.tags.has('with') && isManner(s.menu, wish) && s.about.items.length > 1)
    if (s.definite && next && told && !itemFollows && next.gap <= gap.space) {
      pointTo(s, { having: piece.choices }, token, undefined)
      return
    }
    if (s.article && next?.tags.has('thing') && next.gap <= gap.space && following === undefined && s.current?.items && s.deed === 'want') {
      // 'a hot latte and an iced one': another of the same.
      const model = s.current
      const mention = addMention(s, token)
      likeThing(mention, model)
      mention.wishes.push(...s.pre, wish)
      s.pre = []
      return
    }
    const beginsAnother = s.article && beginsWithArticle(s, piece.tokens[0])
    const manner = s.menu.groupOf(piece.choices.find(id => fits(s.current?.items) && s.current?.items?.some(item => takes(s.menu, item, id))) ?? '')
    const whole = s.current?.items ? s.current : s.mentions.findLast(mention => mention.items !== undefined)
    if (beginsAnother && !itemFollows && fits(whole?.items) && (whole?.quantity ?? 1) > 1 && s.deed === 'want' && !nounAhead(s, to)) {
      // 'three pizzas: a hawaiian, a supreme and a veggie'
      const mention = addMention(s, token)
      mention.pointer = 'part'
      mention.quantity = 1
      mention.wishes.push(...s.pre, wish)
      s.pre = []
      s.options = false
      s.article = false
      return
    }
    if (beginsAnother && !itemFollows && fits(s.current?.items) && manner?.max === 1 && manner.choices.length > 1 && s.deed === 'want' && s.current?.items?.length === 1 && !nounAhead(s, to)) {
      // 'a small cola and a large': another of the same.
      const model = s.current
      const mention = addMention(s, token)
      likeThing(mention, model)
      mention.quantity = 1
      mention.wishes.push(...s.pre, wish)
      s.pre = []
      s.options = false
      s.article = false
      return
    }
    const countable = isCountable(s, wish)
    if (s.deed === 'remove' && s.article && countable) wish.count = 1
    if (s.countEach !== undefined && countable) wish.count = s.countEach
    // 'a triple shot latte' is one latte with three shots, 'three shots lattes' is said by nobody.
    const folded = s.count !== undefined && foldOf(s.count.token) !== undefined
    if (s.count && countable && (folded || !itemFollows) && !(!s.options && severalBefore(s, s.count.value) && partsTold(s, to))) {
      wish.count = s.count.value
      s.count = undefined
    }
    if (s.more && countable && !itemFollows) {
      wish.more = true
      s.more = false
    }
    const broken = next !== undefined && (next.gap >= gap.stop || next.tags.has('fix') || (next.text === 'no' && (s.tokens[to + 1]?.gap ?? 0) >= gap.comma)) && (next.tags.has('fix') || next.tags.has('without'))
    if (s.article && broken && s.current?.items) {
      s.dangling = true
      return
    }
    if (itemFollows || (following === undefined && nounAhead(s, to))) {
      s.pre.push(wish)
      return
    }
    if (s.count) addPart(s, s.count.value, s.count.token, wish)
    else if (s.fix && s.current) {
      // 'hot, no wait, iced': the last one of its kind is taken back.
      const group = s.menu.choices.get(piece.choices[0] ?? '')?.group
      const old = s.current.wishes.at(-1)
      if (old && s.menu.choices.get(old.choices[0] ?? '')?.group === group) s.current.wishes.pop()
      s.fix = false
    }
    s.count = undefined
    s.definite = false
    const current = s.current ?? addMention(s, token)
    current.wishes.push(wish)
    current.tokens.push(token)
    if (s.more) current.more = true
    s.more = false
    s.open.push(wish)
    return
  }
  takeItem(s, piece)
}

/** 'and a large': the article of a new thing. */
function beginsWithArticle(s: EnglishState, first: Token | undefined): boolean {
  const at = s.tokens.indexOf(first as Token)
  const article = s.tokens[at - 1]
  return article?.tags.has('article') === true && /^(?:a|an)$/.test(article.text) && (s.tokens[at - 2]?.tags.has('and') === true || article.gap === gap.comma)
}
