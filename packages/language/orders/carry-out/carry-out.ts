import { type CartLine, lineKey } from '../cart.ts'
import type { OrderContext } from '../context.ts'
import type { Mention, Wish } from '../mention.ts'
import type { Menu } from '../menu.ts'
import { setChoice } from './choices.ts'
import { carryOutNamed } from './named.ts'
import { carryOutNameless } from './nameless.ts'
import { dropCategories, shareEach } from './share.ts'
import { CarryOut, type Outcome } from './state.ts'
import { takeAway } from './take-away.ts'
import { targetsOf } from './targets.ts'

function carryOutAll(s: CarryOut, mentions: readonly Mention[]): Outcome {
  const list = shareEach(dropCategories(mentions))
  const whole: Wish[] = []
  for (const mention of list) {
    // '두 개는 포장' is said of two only.
    if (mention.pointer !== 'part') for (const wish of mention.wishes) if (wholeOrder(s, wish)) whole.push(wish)
    carryOutOne(s, mention)
  }
  const fresh = s.out.lines.filter(line => line.fresh)
  for (const wish of whole) for (const line of fresh.length > 0 ? fresh : list.every(mention => mention.items === undefined) ? s.out.lines : []) setChoice(s, line, wish)
  return s.out
}

function wholeOrder(s: CarryOut, wish: Wish): boolean {
  return wish.choices.some(id => {
    const concept = s.menu.choices.get(id)?.concept
    return concept === 'takeout' || concept === 'dine_in'
  })
}

/**
 * What is pointed to, where it is only some of a line of things that are alike: what was put to it last ('한 잔 더 주세요', then
 * '그건 따뜻하게'), or 'the second one' of two. The first one is the line.
 */
function oneOfAlike(s: CarryOut, mention: Mention): Mention {
  const { pointer } = mention
  const { added } = s.context
  if (mention.items || mention.quantity !== undefined) return mention
  if (pointer === 'that') {
    const isThere = added && s.out.lines.some(line => lineKey(line) === added.key && line.quantity > added.quantity)
    return isThere && mention.wishes.length > 0 && s.before.length === 0 ? { ...mention, pointer: 'part', quantity: added.quantity } : mention
  }
  if (typeof pointer !== 'object' || !('ordinal' in pointer) || s.out.pending.length > 0) return mention
  const [line, ...others] = s.out.lines.filter(one => one.quantity > 0)
  return line && others.length === 0 && pointer.ordinal > 1 && pointer.ordinal <= line.quantity ? { ...mention, pointer: 'part', quantity: 1 } : mention
}

function carryOutOne(s: CarryOut, said: Mention): void {
  const mention = oneOfAlike(s, said)
  if (mention.offMenu) {
    if (mention.deed === 'want' || mention.deed === 'change') s.out.unavailable.push({})
    return
  }
  switch (mention.deed) {
    case 'reject':
    case 'source':
      s.source = targetsOf(s, mention, true)
      s.taken = mention.half ? Math.max(1, Math.floor((s.source.at(-1)?.quantity ?? 2) / 2)) : mention.pointer === 'part' ? (mention.quantity ?? 1) : mention.deed === 'source' ? mention.quantity : undefined
      s.had = s.source.reduce((sum, line) => sum + line.quantity, 0)
      if (mention.deed === 'reject' || mention.items) s.place = s.source
      if (mention.deed === 'source' && s.source.length > 0) s.before = s.source
      return
    case 'remove':
      takeAway(s, mention)
      return
    case 'set':
    case 'change':
    case 'want':
      if (mention.items) {
        carryOutNamed(s, mention, mention.items)
        s.kind = mention.items.length === 1 && mention.whole === false && namesKind(s, mention) ? mention.items[0] : undefined
      } else carryOutNameless(s, mention)
  }
}

/** Carries out what was said, thing by thing, on a copy of the cart. */
export function carryOut(mentions: readonly Mention[], cart: readonly CartLine[], context: OrderContext, menu: Menu): Outcome {
  return carryOutAll(new CarryOut(cart, context, menu), mentions)
}

/** Whether it was named by its kind first: '김밥 참치'. */
function namesKind(s: CarryOut, mention: Mention): boolean {
  const heads = s.menu.items.get(mention.items?.[0] ?? '')?.heads
  return mention.tokens[0]?.senses.some(sense => sense.kind === 'word' && heads?.has(sense.word)) === true
}
