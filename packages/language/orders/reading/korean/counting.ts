import { gap } from '../../../text/units.ts'
import type { Mention, Wish } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import { groupOf, isManner, likeThing } from '../state.ts'
import { addMention } from './mentions.ts'
import type { KoreanState } from './state.ts'

/** '따뜻한 아메리카노 한 잔 아이스 한 잔': an option that stands against one said before is of another of the same. */
export function otherOfSame(s: KoreanState): Mention | undefined {
  const current = s.current
  const trail = s.trail
  if (!current?.items || current.quantity === undefined || trail.length === 0) return undefined
  const group = (wish: Wish): string => groupOf(s, wish)
  const before = current.wishes.filter(wish => !trail.includes(wish))
  if (!trail.some(wish => isManner(s.menu, wish) && before.some(one => group(one) === group(wish)))) return undefined
  current.wishes = before
  const mention = addMention(s, trail[0]?.token)
  likeThing(mention, current)
  // '아이스 아메리카노 큰 거 하나랑 작은 거 하나': what stands before the name is said of both.
  const name = current.tokens.find(token => token.senses.some(sense => sense.kind === 'item' || sense.kind === 'word'))
  const shared = before.filter(wish => name !== undefined && wish.token.to <= name.from && !trail.some(one => group(one) === group(wish)))
  mention.wishes = [...shared, ...trail]
  return mention
}

/** '당도는 칠십', or '50이요' when that is what was asked: the choice that has the number in its name. */
export function numberedChoice(s: KoreanState, value: number, token: Token, next: Token | undefined): string | undefined {
  if (token.counter !== undefined && token.counter !== 'times' && !(s.hint !== undefined && token.counter === 'any')) return undefined
  const own = (s.current?.items ?? s.mentions.findLast(mention => mention.items !== undefined)?.items ?? []).flatMap(item => s.menu.items.get(item)?.groups ?? [])
  if (value >= 20 || !Number.isInteger(value)) {
    const found = [...own, ...s.about.groups].map(id => s.menu.numbered(id, value)).find(id => id !== undefined)
    if (found !== undefined) return found
  }
  const group = s.hint ?? s.about.asked
  if (group === undefined) return undefined
  if (s.hint === undefined && (value <= 1 || next?.particle === 'topic')) return undefined
  return s.menu.numbered(group, value)
}

/** Whether two or more parts are told apart: 하나는 … 하나는 …. */
export function splitsLater(s: KoreanState, at: number): boolean {
  const parts = s.tokens.filter((token, index) => index >= at && token.number !== undefined && s.tokens[index + 1]?.particle === 'topic')
  return parts.length > 1 && s.current?.topic !== true
}

export function optionAhead(s: KoreanState, at: number): boolean {
  const next = s.tokens.slice(at, at + 2).find(token => !token.tags.has('all'))
  return next !== undefined && next.gap <= gap.space && next.senses.some(sense => sense.kind === 'choice') && !next.senses.some(sense => sense.kind === 'item')
}

/** '하나는 … 하나는 …' of a thing without a number: as many as there are parts. */
export function partsSum(s: KoreanState, at: number): number {
  return s.tokens.slice(at).reduce((sum, token, index) => sum + (token.number !== undefined && s.tokens[at + index + 1]?.particle === 'topic' ? token.number : 0), 0)
}

export function choiceNear(s: KoreanState, at: number): boolean {
  for (const token of s.tokens.slice(at, at + 3)) {
    if (token.gap >= gap.stop) return false
    if (token.senses.some(sense => sense.kind === 'choice')) return !token.senses.some(sense => sense.kind === 'item')
    if (token.verb || token.number !== undefined) return false
  }
  return false
}

/** Whether a number right after a choice counts the choice (샷 두 번) or the things (아이스 두 잔). */
export function countsWish(s: KoreanState, wish: Wish, token: Token, next: Token | undefined, after: Token | undefined): boolean {
  const countable = wish.choices.some(id => s.menu.groupOf(id)?.countable)
  if (next?.particle === 'topic') return false
  if (token.counter === 'times') return true
  // '양념 두 마리': as many of what has to be chosen so.
  if (!s.current?.items && s.current?.pointer === undefined && (token.counter === 'cup' || (token.counter === undefined && s.about.items.length === 0)) && s.menu.groupOf(wish.choices[0] ?? '')?.required) return false
  if (!countable || wish.token.text.endsWith('추가')) return false
  const added = [next, after].some(one => one !== undefined && (one.tags.has('put') || one.tags.has('more') || one.verb?.does.has('put') || one.verb?.does.has('remove')))
  // '콘 녹차맛 두 개': how many of the thing, unless something is put in.
  if (token.counter === 'piece' && s.current?.items && s.current.quantity === undefined && !added && s.menu.groups.get(groupOf(s, wish))?.required) return false
  const isCup = token.counter === 'cup' && /[잔컵병캔]$/.test(token.text)
  if (isCup) return false
  return added || s.current?.quantity !== undefined || token.counter !== undefined || (s.current?.items === undefined && !s.current?.pointer) || next?.particle === undefined || next.particle === 'at' || next.particle === 'copula' || next.particle === 'and'
}
