import type { Token } from '../../tokens.ts'
import { dropMention } from '../state.ts'
import { endClause } from './clauses.ts'
import { closeMention } from './mentions.ts'
import { withoutSaid } from './refusals.ts'
import type { KoreanState } from './state.ts'

/** '사워크림은 됐고': what was named just now is not wanted. */
export function declineSaid(s: KoreanState): void {
  const current = s.current
  if (!current) return
  const wish = s.open.at(-1)
  if (s.last === 'wish' && wish) {
    for (const mention of s.mentions) mention.wishes = mention.wishes.filter(one => !one.choices.some(id => wish.choices.includes(id)))
    s.open = []
  } else current.deed = current.items?.some(item => s.about.items.includes(item)) && s.mentions.length === 1 ? 'remove' : 'reject'
  endClause(s, false, false)
  s.current = s.mentions.filter(mention => mention.deed === 'want').at(-1)
}

export function cancelSaid(s: KoreanState): void {
  const here = s.mentions.filter(mention => mention.clause === s.clauses.length && mention.deed !== 'remove' && mention.deed !== 'reject')
  const aimed = here.filter(mention => mention.items || mention.wishes.length > 0 || (mention.pointer !== undefined && mention.pointer !== 'all') || mention.quantity !== undefined)
  s.clause.request = true
  if (aimed.length > 0 && aimed.every(mention => mention.pointer === 'rest') && here.some(mention => mention.pointer === 'all')) {
    s.cancel = true
    for (const mention of here) dropMention(s, mention)
    return
  }
  if (aimed.length === 0 || (here.length > 0 && here.every(mention => mention.pointer === 'all' && mention.wishes.length === 0))) {
    s.cancel = true
    for (const mention of here) dropMention(s, mention)
    return
  }
  for (const mention of aimed) {
    mention.deed = 'remove'
    for (const wish of mention.wishes) if (mention.items === undefined || s.last !== 'item') wish.undo = true
  }
}

export function correctSaid(s: KoreanState, next: Token | undefined): void {
  // '아니' alone at the end corrects nothing.
  if (!next) return
  s.fix = true
  s.again = true
  s.open = []
  closeMention(s)
  s.current = undefined
}

export function rejectSaid(s: KoreanState): void {
  if (s.bareput) {
    // '추가하지 말고' leaves no trace; '넣지 말고' refuses.
    const added = s.tokens.findLast(token => token.verb && token.to <= (s.tokens[s.at]?.from ?? 0))?.text.startsWith('추가')
    if (added) for (const mention of s.mentions) mention.wishes = mention.wishes.filter(wish => !s.open.includes(wish))
    else withoutSaid(s)
    s.open = []
    return
  }
  const current = s.current
  const before = s.tokens[s.at - 1]
  if (!current || before?.known === false || (s.last === 'other' && before?.tags.has('quality'))) return
  if (s.last === 'wish' || (s.last === 'other' && current.wishes.length > 0 && !current.items)) {
    const wish = s.open.at(-1)
    if (wish) {
      // '토마토 빼고, 아니 토마토 말고 …': what was wished of it before goes as well.
      for (const mention of s.mentions) mention.wishes = mention.wishes.filter(one => one !== wish && !one.choices.some(id => wish.choices.includes(id)))
      s.open = s.open.filter(one => one !== wish)
    }
    return
  }
  if (s.last === 'number' && current.quantity !== undefined && !current.items) {
    dropMention(s, current)
    s.fix = true
    return
  }
  current.deed = 'reject'
  closeMention(s)
  s.current = undefined
}

export function insteadOfSaid(s: KoreanState): void {
  if (s.last === 'wish') {
    const wish = s.open.pop()
    if (wish) for (const mention of s.mentions) mention.wishes = mention.wishes.filter(one => one !== wish)
  } else if (s.last === 'item' && s.current) {
    s.current.deed = 'reject'
    closeMention(s)
    s.current = undefined
  }
}
