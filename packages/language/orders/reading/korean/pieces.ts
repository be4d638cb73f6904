import type { Wish } from '../../mention.ts'
import { type Piece, takes } from '../../pieces.ts'
import { addMention, addWish, complete } from './mentions.ts'
import type { KoreanState } from './state.ts'
import { addOffMenu } from './unknown.ts'

export function takePiece(s: KoreanState, piece: Piece, itemFollows: boolean): void {
  if (piece.kind === 'unknown') {
    addOffMenu(s, piece.tokens)
    return
  }
  if (piece.kind === 'choice') {
    const token = piece.tokens[0]
    if (!token) return
    const wish: Wish = { choices: piece.choices, token }
    if (s.nextCount !== undefined) wish.count = s.nextCount
    s.nextCount = undefined
    if (s.amount) wish.amount = s.amount
    if (s.undo) wish.undo = true
    s.amount = undefined
    s.undo = false
    const contrast = s.current?.topic && s.current.items && s.current.wishes.length === 0 && s.last === 'item' && piece.choices.some(id => s.current?.items?.some(item => takes(s.menu, item, id)))
    if (s.hint !== undefined) wish.group = s.hint
    narrowTopic(s, wish)
    // '둘 다 당도 50 타로는 아이스로'
    const forAll = s.current?.pointer === 'all' && s.current.wishes.length === 0 && s.last === 'pointer'
    if (itemFollows && !contrast && !forAll) s.pre.push(wish)
    else addWish(s, wish)
    s.open.push(wish)
    s.last = 'wish'
    return
  }
  const same = s.current?.items
  if (!piece.whole && piece.items.length > 1 && same && same.every(id => piece.items.includes(id)) && s.current?.quantity === undefined && !s.current?.closed && s.last !== 'other') {
    // '컵에 요거트 아이스크림': the kind of what was named already.
    for (const wish of s.pre) addWish(s, wish)
    s.pre = []
    s.last = 'wish'
    return
  }
  const trailing = s.current && complete(s.current) ? movingOn(s, piece) : []
  if (trailing.length > 0 && s.current) s.current.wishes = s.current.wishes.filter(wish => !trailing.includes(wish))
  const open = s.current
  const free = open && (open.clause === s.clauses.length || open.quantity === undefined) && !open.items && !open.offMenu && open.pointer === undefined && !open.closed && !open.definite
  const mention = free ? open : addMention(s, piece.tokens[0])
  if (free) mention.tokens.push(...piece.tokens)
  mention.items = piece.items
  mention.whole = piece.whole
  mention.wishes.push(...trailing, ...s.pre)
  if (piece.with.length > 0 && piece.tokens[0]) for (const choice of piece.with) mention.wishes.push({ choices: [choice], token: piece.tokens[0] })
  if (s.just) mention.definite = true
  s.just = false
  s.pre = []
  s.trail = []
  s.last = 'item'
}

/** Of what was said after a complete thing: what the next thing can have. '식혜 두 잔 얼음 없이 쌍화차 하나' has no ice to do without in the 쌍화차. */
function movingOn(s: KoreanState, next: Piece & { kind: 'item' }): readonly Wish[] {
  const fits = (items: readonly string[] | undefined, wish: Wish): boolean => wish.choices.some(id => items?.some(item => takes(s.menu, item, id)))
  const stays = s.trail.findLastIndex(wish => fits(s.current?.items, wish) && !fits(next.items, wish))
  return s.trail.slice(stays + 1)
}

/** '펄은 화이트로': the topic only says of what kind the choice is. */
function narrowTopic(s: KoreanState, wish: Wish): void {
  const old = s.open.at(-1)
  if (!old || !particleIs(s, old.token.to, 'topic')) return
  const longer = wish.choices.some(id => !old.choices.includes(id) && s.menu.choices.get(id)?.names.ko?.some(name => name !== old.token.text && name.endsWith(old.token.text)))
  if (!longer) return
  for (const mention of s.mentions) mention.wishes = mention.wishes.filter(one => one !== old)
  s.open = s.open.filter(one => one !== old)
}

function particleIs(s: KoreanState, from: number, role: string): boolean {
  return s.tokens.some(token => token.from === from && token.particle === role)
}
