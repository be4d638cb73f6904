import { gap } from '../../../text/units.ts'
import { readRun, takes } from '../../pieces.ts'
import type { Token } from '../../tokens.ts'
import { explain } from '../state.ts'
import { takePiece } from './pieces.ts'
import type { KoreanState } from './state.ts'
import { isNoun, isOrderedAt } from './unknown.ts'

/** Whether a token is read as a name: not one that is a common word and only a part of some item's name, unless that is being asked for. */
export function isName(s: KoreanState, token: Token | undefined): boolean {
  if (!token || token.senses.length === 0) return false
  if (token.senses.some(sense => sense.kind === 'item' || (sense.kind === 'choice' && !sense.part))) return true
  const after = s.tokens[s.tokens.indexOf(token) + 1]
  // '우유 저지방으로': the kind of the option, where some item has the word in its name.
  if (token.tags.has('classNoun') && after && after.gap <= gap.space && after.senses.length > 0 && after.senses.every(sense => sense.kind === 'choice')) return false
  const words = token.senses.filter(sense => sense.kind === 'word')
  const common = token.tags.has('menu') || token.tags.has('nonItem') || token.tags.has('talk') || token.tags.has('quality')
  if (words.length > 0 && common) {
    const items = words.flatMap(sense => [...(s.menu.byWord.get(sense.word) ?? [])])
    if (items.some(id => s.about.waiting.includes(id) || s.about.items.includes(id))) return true
    const next = s.tokens[s.tokens.indexOf(token) + 1]
    if (new Set(items).size === 1 && next && next.gap <= gap.space && (next.number !== undefined || next.particle === 'by' || next.particle === 'at' || next.particle === 'topic')) return true
    // '김밥 참치 하나 치즈 하나': a list of things goes on.
    if (next && next.gap <= gap.space && (next.number !== undefined || next.particle === 'by') && s.mentions.some(mention => mention.items !== undefined) && !token.tags.has('nonItem')) return true
    return words.some(sense => items.some(id => s.menu.items.get(id)?.heads.has(sense.word))) || isNamedAt(s, s.tokens.indexOf(token) + 1)
  }
  return words.length > 0 || token.senses.some(sense => sense.kind === 'choice')
}

export function readNames(s: KoreanState, at: number): number {
  let to = at
  while (to < s.tokens.length) {
    const token = s.tokens[to]
    if (!token || (to > at && token.gap > gap.space)) break
    const joins = isName(s, token) && (token.number === undefined || to === at) ? true : isNoun(token) && isNamedAt(s, to + 1)
    if (!joins) break
    to += 1
  }
  const run = s.tokens.slice(at, Math.max(to, at + 1))
  for (const token of run) explain(s, token)
  s.clause.menu = true
  const strict = !s.tokens.slice(to, to + 3).some(token => token.tags.has('each') || token.tags.has('all'))
  const here = s.current?.items ?? []
  const pieces = readRun(run, s.menu, { options: optionsFollow(s, to), about: [...here, ...s.about.items], waiting: kindSaid(s) ?? s.about.waiting, strict })
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'unknown' && !isOrderedAt(s, to)) {
      for (const token of piece.tokens) if (!token.known) s.clause.unexplained += token.text.length
      continue
    }
    const next = pieces.slice(index + 1).find(one => one.kind !== 'choice')
    const fits = (items: readonly string[] | undefined): boolean => piece.kind === 'choice' && piece.choices.some(id => items?.some(item => takes(s.menu, item, id)))
    takePiece(s, piece, next?.kind === 'item' && (fits(next.items) || !fits(s.current?.items)))
  }
  return Math.max(to, at + 1)
}

/** '쉐이크는 초코로': a kind as the topic waits for which one. */
function kindSaid(s: KoreanState): readonly string[] | undefined {
  const current = s.current
  const last = s.mentions.findLast(mention => mention.items !== undefined)
  const head = last?.whole === false && last.items?.length === 1 && last.quantity !== undefined && last.clause === s.clauses.length ? last.tokens[0]?.senses.find(sense => sense.kind === 'word' && s.menu.items.get(last.items?.[0] ?? '')?.heads.has(sense.word) === true) : undefined
  // '쉐이크 딸기 하나 바닐라 하나': the kind holds for what follows.
  if (head?.kind === 'word' && s.last === 'number') return [...(s.menu.byWord.get(head.word) ?? [])].filter(id => !last?.items?.includes(id))
  return current?.topic && current.items && current.items.length > 1 && !current.whole && current.quantity === undefined && current.wishes.length === 0 ? current.items : undefined
}

function isNamedAt(s: KoreanState, at: number): boolean {
  const next = s.tokens[at]
  return next !== undefined && next.gap <= gap.space && next.senses.some(sense => sense.kind !== 'group')
}

/** Whether what follows makes options of names: 추가, 빼고, 많이. */
function optionsFollow(s: KoreanState, at: number): boolean {
  for (let next = at; next < Math.min(s.tokens.length, at + 5); next += 1) {
    const token = s.tokens[next]
    if (!token || token.gap >= gap.comma) return false
    if (token.tags.has('light') || token.tags.has('extra') || token.tags.has('without') || token.counter === 'times') return true
    if (token.verb) return token.verb.does.has('put') || (token.verb.does.has('remove') && s.current?.items !== undefined)
    if (token.senses.length > 0) return false
    if (token.particle === 'by') return false
  }
  return false
}
