import { gap } from '../../../text/units.ts'
import type { Pointer } from '../../mention.ts'
import type { Token } from '../../tokens.ts'
import type { Tag } from '../../words.ts'
import { addMention, isCountable, pointTo } from './mentions.ts'
import { isName } from './names.ts'
import type { EnglishState } from './state.ts'

/** 'the one with oat milk', 'the one that's not well done': a line by what it has or lacks. */
export function toldBy(s: EnglishState, at: number): { pointer: Pointer; to: number } | undefined {
  const words: string[] = []
  for (let to = at; to < Math.min(s.tokens.length, at + 4); to += 1) {
    const token = s.tokens[to]
    if (!token || token.gap > gap.space) return undefined
    if (isName(s, token)) {
      const choices = token.senses.flatMap(sense => (sense.kind === 'choice' ? [sense.choice] : []))
      if (choices.length === 0 || words.length === 0) return undefined
      const lacks = words.some(word => /\b(?:not|no|without|isnt|doesnt|dont)\b/.test(word))
      return { pointer: lacks ? { lacking: choices } : { having: choices }, to: to + 1 }
    }
    if (!/^(?:that|thats|that is|is|isnt|not|with|without|has|having|with no|no|which|which is|the|in|that has|doesnt|have|dont)$/.test(token.text)) return undefined
    words.push(token.text)
  }
  return undefined
}

/** 'fifty' when the levels have numbers: the choice that has the number in its name. */
export function numberedChoice(s: EnglishState, value: number, at: number): string | undefined {
  const after = s.tokens[at + 1]
  if (after && after.gap <= gap.space && (isName(s, after) || after.tags.has('that') || !after.known)) return undefined
  const { asked } = s.about
  const group = asked !== undefined && value !== 1 ? [asked] : value >= 20 ? [...s.about.groups, ...(s.current?.items ?? []).flatMap(item => s.menu.items.get(item)?.groups ?? [])] : []
  return group.map(id => s.menu.numbered(id, value)).find(id => id !== undefined)
}

export function ofThemSaid(s: EnglishState, value: number, token: Token, at: number): void {
  const target = s.toward && s.open.length > 0
  // 'two of them well done', 'one of them decaf': something more is said of them, understood or not.
  const wished = s.tokens.slice(at + 1).some((one, index, rest) => rest.slice(0, index + 1).every(each => each.gap <= gap.comma) && (!one.known || isName(s, one) || ['with', 'without', 'light', 'extra', 'quality', 'to', 'in'].some(tag => one.tags.has(tag as Tag))))
  const current = s.current
  const only = current?.wishes[0]
  if (only && !current.items && current.pointer === undefined && current.wishes.length === 1 && isCountable(s, only) && !target && only.count === undefined) {
    // 'honey mustard, two of those'
    only.count = value
    return
  }
  if (target || s.made || (wished && !s.more) || s.deed === 'remove') {
    pointTo(s, 'part', token, value)
    if (s.deed === 'remove' && s.current?.wishes.length === 0) s.current.pointer = 'that'
    return
  }
  if (s.fix || s.more || !(current?.items && current.quantity === undefined)) {
    const mention = addMention(s, token)
    mention.pointer = mention.more ? 'same' : 'that'
    mention.quantity = value
    return
  }
  current.quantity = value
}
