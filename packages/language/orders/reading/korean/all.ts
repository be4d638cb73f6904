import { gap } from '../../../text/units.ts'
import type { Token } from '../../tokens.ts'
import { complete, pointTo } from './mentions.ts'
import type { KoreanState } from './state.ts'

export function allSaid(s: KoreanState, token: Token, at: number): void {
  const next = s.tokens[at + 1]
  if (token.text === '다' && s.open.length > 0 && next?.verb && (next.verb.does.has('remove') || next.verb.does.has('put'))) return
  if (s.open.length > 0 && s.current?.items && next?.verb && (next.verb.does.has('remove') || next.verb.does.has('put'))) return
  if (s.current?.topic && s.last === 'item' && s.tokens[at - 1]?.particle === 'topic') return
  if (s.last === 'item' && s.current?.items && s.current.whole === false && s.current.items.length > 1 && s.current.quantity === undefined && s.current.items.some(id => s.about.items.includes(id))) {
    // '빵 다 데워 주세요': all of that kind that are in the order.
    s.current.topic = true
    s.current.deed = 'set'
    return
  }
  const number = /^(둘|셋|넷)/.exec(token.text)?.[1]
  const numbered = s.mentions.some(mention => mention !== s.current && mention.items && mention.quantity !== undefined && mention.clause === s.clauses.length)
  const sum = s.mentions.reduce((so, mention) => so + (mention !== s.current && mention.items && mention.clause === s.clauses.length ? (mention.quantity ?? 1) : 0), 1)
  if (number && sum !== ({ 둘: 2, 셋: 3, 넷: 4 }[number] ?? 2) && s.last === 'item' && s.current && s.current.quantity === undefined && numbered) {
    // '불고기버거 둘 치즈버거 둘 다 세트로'
    s.current.quantity = { 둘: 2, 셋: 3, 넷: 4 }[number] ?? 2
    pointTo(s, 'all', token)
    return
  }
  const trail = s.trail
  if (s.last === 'wish' && trail.length > 0 && s.current && complete(s.current) && s.tokens[at - 1]?.particle === 'topic') {
    // '얼음은 둘 다 적게'
    s.current.wishes = s.current.wishes.filter(wish => !trail.includes(wish))
    pointTo(s, 'all', token)
    s.current?.wishes.push(...trail)
    s.last = 'wish'
    return
  }
  const wished = s.current && !s.current.items && s.current.pointer === undefined && s.current.wishes.length > 0
  if (s.open.length > 1 && next?.verb && (next.verb.does.has('remove') || next.verb.does.has('put'))) return
  if (wished && s.current && s.last !== 'other' && token.text !== '다') {
    s.current.pointer = 'all'
    return
  }
  if (wished && s.current && (next === undefined || next.particle === 'copula' || next.gap >= gap.comma)) {
    s.current.pointer = 'all'
    return
  }
  if (next?.tags.has('cancel') || next?.verb?.does.has('cancel')) {
    if (s.mentions.some(mention => mention.clause === s.clauses.length && (mention.items || mention.wishes.length > 0))) return
    if (s.last === 'other' || s.current?.pointer === 'all') s.cancel = !s.current || s.current.pointer === 'all' || clauseIsEmpty(s)
    if (s.cancel) return
  }
  if (next?.verb && token.text === '다' && (next.verb.does.has('chat') || next.verb.does.has('take'))) return
  pointTo(s, 'all', token)
}

function clauseIsEmpty(s: KoreanState): boolean {
  return !s.mentions.some(mention => mention.clause === s.clauses.length)
}
